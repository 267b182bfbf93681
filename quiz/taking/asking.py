"""What is asked before an instructor changes for good what a reader has in the class."""

from django.urls import reverse
from django.utils.translation import gettext as _

from quiz.classroom.models import Membership
from quiz.taking.queries import held_by
from quiz.web.confirm import Question, isolated


def of_member(member: Membership, wanted: str) -> Question:
    """Before a reader is taken out (`remove`, `delete`)."""
    name, at = isolated(member.shown_name), reverse("taking:member", args=[member.pk])
    if wanted == "remove":
        says = [
            _("%(name)s can no longer open the class, nor go on with what is begun.") % {"name": name},
            _("Name, attempts and answers stay with the class, and you can let the reader in again."),
        ]
        return Question(_("Take %(name)s out?") % {"name": name}, says, _("Take out, keep the answers"), at)
    attempts, answers = held_by(membership=member)
    told = _(
        "For good go: %(name)s, attempts: %(attempts)s, answers given: %(answers)s, "
        "and all ballots in outlooks of this class."
    )
    says = [
        told % {"name": name, "attempts": attempts, "answers": answers},
        _("They go from the results, for you and for your colleagues. This cannot be undone."),
        _("What is published of a round stays, and so do posts that others can read, without a writer."),
    ]
    title = _("Take %(name)s out and delete the answers?")
    return Question(title % {"name": name}, says, _("Take out and delete the answers"), at)
