"""What is asked before somebody's records go, or become another's."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from quiz.classroom.models import Membership
from quiz.home.pages.forget import Holdings
from quiz.taking.queries import held_by
from quiz.web.confirm import SURE, Question, isolated


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
        _("Ballots of %(old)s count on and are shown in neither browser; posts stay under the pseudonym they "
          "were written under.") % names,
        _("This cannot be undone."),
    ]  # fmt: skip
    title = _("Are %(old)s and %(new)s one person?") % names
    return Question(title, says, _("Merge"), reverse("taking:member", args=[source.pk]))


def of_code(member: Membership) -> Question:
    """Before an instructor makes a reader a new return code."""
    name, at = isolated(member.shown_name), reverse("taking:member", args=[member.pk])
    says = [
        _("The return code that %(name)s has stops working at once, and so does the class in the browsers "
          "that %(name)s used. The new code is shown to you once.") % {"name": name},
        _("Whoever comes by it goes on with attempts and answers. Ballots cast before count on, but are "
          "shown to nobody; posts stay under their pseudonym, and cannot be changed any more."),
        _("%(name)s is told that you made it, and it is in the log of the class.") % {"name": name},
    ]  # fmt: skip
    title = _("Make a new return code for %(name)s?") % {"name": name}
    return Question(title, says, _("New return code"), at)


def of_renewal(slug: str) -> Question:
    """Before a reader makes themselves a new return code."""
    says = [
        _("Your old return code stops working at once. What you did in the class stays."),
        _("All other browsers that know you are signed out; this one stays."),
    ]
    at = reverse("home:room", args=[slug])
    return Question(_("Make a new return code?"), says, _("New return code"), at)


def of_forgetting(rows: Sequence[tuple[UUID, Holdings]]) -> dict[str, Any]:
    """Before everything about readers goes: each of a browser's, with the classes it is in and what goes."""
    is_one = len(rows) == 1
    title = _("Delete everything about you?") if is_one else _("Whose records are deleted?")
    act = _("Delete everything about me") if is_one else _("Delete everything about those chosen")
    return {
        "question": Question(title, (), act, reverse("people:account")),
        "fields": {SURE: "1"},
        "has_words": any(held.posts or held.reasons for _reader, held in rows),
        "rows": [
            {
                "id": str(reader_id),
                "title": " · ".join(map(isolated, held.names)) or _("Outside classes"),
                "says": _says(held),
            }
            for reader_id, held in rows
        ],
    }


def _says(held: Holdings) -> list[str]:
    """What goes of a reader, and what stays."""
    told = _(
        "For good go: attempts: %(attempts)s, answers given: %(answers)s, ballots: %(ballots)s, and this "
        "browser's number."
    )
    says = [told % {"attempts": held.attempts, "answers": held.answers, "ballots": held.ballots}]
    if held.classes:
        names = " · ".join(map(isolated, held.classes))
        says.append(_("Your name goes from: %(classes)s.") % {"classes": names})
    if held.counting:
        told = _(
            "Attempts at assignments count for their limits all the same: of them stays how many they were "
            "(%(count)s) and when you erased them, without your name. Your instructors see that."
        )
        says.append(told % {"count": held.counting})
    if held.posts or held.reasons:
        told = _(
            "What others read stays without a writer: posts: %(posts)s, reasons: %(reasons)s; so do sums "
            "that were published, as nobody can be found in them."
        )
        says.append(told % {"posts": held.posts, "reasons": held.reasons})
    says.append(_("Your instructors no longer see anything else. This cannot be undone."))
    return says
