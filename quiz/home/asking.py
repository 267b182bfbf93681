"""What is asked before somebody's records go, or become another's."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from quiz.classroom.models import Membership
from quiz.home.pages.forget import Holdings
from quiz.taking.queries import held_by
from quiz.web.confirm import Question, isolated


def of_merge(source: Membership, target: Membership) -> Question:
    """Before two readers of a class become one."""
    names = {"old": isolated(source.shown_name), "new": isolated(target.shown_name)}
    attempts, answers = held_by(membership=source)
    told = _(
        "%(new)s gets all that %(old)s has (attempts: %(attempts)s, answers given: %(answers)s). "
        "%(old)s is no longer in the class."
    )
    says = [
        told % (names | {"attempts": attempts, "answers": answers}),
        _("Of two open attempts at one assignment, the one of %(old)s is handed in. Of two ballots in one "
          "round, the one of %(new)s stands.") % names,
        _("This cannot be undone."),
    ]  # fmt: skip
    title = _("Are %(old)s and %(new)s one person?") % names
    return Question(title, says, _("Merge"), reverse("taking:member", args=[source.pk]))


def of_choice(rows: Sequence[tuple[UUID, Holdings]]) -> list[dict[str, Any]]:
    """The readers of a browser, each with the classes it is in and what goes with it."""
    return [
        {
            "id": str(reader_id),
            "title": " · ".join(map(isolated, held.names)) or _("Outside classes"),
            "says": of_forget(held).says,
        }
        for reader_id, held in rows
    ]


def of_forget(held: Holdings) -> Question:
    """Before everything about a reader goes."""
    told = _(
        "For good go: attempts: %(attempts)s, answers given: %(answers)s, ballots: %(ballots)s, "
        "posts: %(posts)s, and this browser's number."
    )
    counts = {"attempts": held.attempts, "answers": held.answers, "ballots": held.ballots}
    says = [told % (counts | {"posts": held.posts})]
    if held.classes:
        names = " · ".join(map(isolated, held.classes))
        says.append(_("Your name goes from: %(classes)s.") % {"classes": names})
    if held.counting:
        told = _(
            "Attempts at assignments count for their limits all the same: of them stays how many they were "
            "(%(count)s) and when you erased them, without your name. Your instructors see that."
        )
        says.append(told % {"count": held.counting})
    says.append(_("Your instructors no longer see anything else. This cannot be undone."))
    return Question(
        _("Delete everything about you?"), says, _("Delete everything about me"), reverse("people:account")
    )
