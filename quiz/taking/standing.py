"""Where a reader stands with an assignment, and the sentences that say so: the same on every page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from quiz.classroom.models import Extension, Release
from quiz.classroom.queries import Given
from quiz.classroom.states import moment
from quiz.domain.windows import Phase, Window
from quiz.taking.models import Attempt, Erased

NOT_OPEN: Mapping[Phase, Any] = {
    Phase.DRAFT: gettext_lazy("It is not open now."),
    Phase.BEFORE: gettext_lazy("It is not open yet."),
    Phase.CLOSED: gettext_lazy("It is closed: no attempt can be begun."),
    Phase.ARCHIVED: gettext_lazy("The class is archived: no attempt can be begun."),
}
NOT_AGAIN: Mapping[Phase, Any] = {
    Phase.DRAFT: gettext_lazy("It is not open now, so it cannot be taken again."),
    Phase.BEFORE: gettext_lazy("It is not open now, so it cannot be taken again."),
    Phase.CLOSED: gettext_lazy("It is closed, so it cannot be taken again."),
    Phase.ARCHIVED: gettext_lazy("The class is archived, so it cannot be taken again."),
}


@dataclass(frozen=True, slots=True)
class Stand:
    """An assignment for one reader: where it stands, what was made of it, what may still be."""

    window: Window
    phase: Phase
    open: Attempt | None
    made: int
    # None: as many as one likes.
    left: int | None

    @property
    def can_begin(self) -> bool:
        """Whether a new attempt can be begun once none is open."""
        return self.phase is Phase.OPEN and self.left != 0

    @property
    def is_to_do(self) -> bool:
        """Whether there is anything to do now."""
        return self.phase is Phase.OPEN and (self.open is not None or self.can_begin)

    def says(self) -> str:
        """What can be done now, in a sentence."""
        if self.open is not None:
            return _("You have begun this: you can go on.")
        if self.phase is not Phase.OPEN:
            return str(NOT_OPEN[self.phase])
        if self.left == 0:
            return _("You have made all the attempts that are allowed.")
        return self._left()

    def says_after(self) -> str:
        """What can be done once the attempt that is open, or was just handed in, is finished."""
        if self.phase is not Phase.OPEN:
            return str(NOT_AGAIN[self.phase])
        if self.left == 0 and self.open is not None:
            return _("No attempt is left after this one.")
        if self.left == 0:
            return _("You have made all the attempts that are allowed.")
        return self._left()

    def _left(self) -> str:
        if self.left is None:
            return _("You can take it again while it is open.") if self.made else _("You can begin.")
        return ngettext("%(n)d attempt is left.", "%(n)d attempts are left.", self.left) % {"n": self.left}


def stand_of(given: Given, attempts: Iterable[Attempt], erased: Erased | None, now: datetime) -> Stand:
    """Where the reader stands; `attempts` are those at this assignment, in whatever order."""
    mine = list(attempts)
    made = len(mine) + (erased.count if erased else 0)
    window = given.window
    return Stand(
        window=window,
        phase=window.phase(now),
        open=next((row for row in mine if row.is_open), None),
        made=made,
        left=given.attempts_left(made),
    )


def stand_after(attempt: Attempt, now: datetime) -> Stand | None:
    """Where the reader of this attempt stands with its assignment; None outside classes: 4 queries."""
    if attempt.assignment is None or attempt.membership is None:
        return None
    which = {"assignment": attempt.assignment, "membership": attempt.membership}
    given = Given(attempt.assignment, attempt.membership, Extension.objects.filter(**which).first())
    mine = Attempt.objects.filter(**which)
    return stand_of(given, mine, Erased.objects.filter(**which).first(), now)


def feedback_says(attempt: Attempt, now: datetime) -> str:
    """When the reader of this attempt sees what was right, in a sentence."""
    if attempt.feedback == Release.NEVER:
        return _("Your instructor does not show the feedback here.")
    closes = attempt.closes_at
    words = _after_the_last(attempt) if attempt.feedback == Release.LAST else ""
    if words and closes is None:
        return words
    if words and closes and now < closes:
        return _("%(said)s Or after closing, %(at)s.") % {"said": words, "at": moment(closes, now)}
    if attempt.feedback == Release.CLOSE:
        if closes is None:
            return _("You see the feedback once your instructor has closed it.")
        if now < closes:
            return _("You see the feedback after closing, %(at)s.") % {"at": moment(closes, now)}
    return _("You see the feedback at once after finishing.")


def _after_the_last(attempt: Attempt) -> str:
    """What is said while there are attempts left after this one; "" after the last."""
    allowed = attempt.assignment.attempts_allowed if attempt.assignment else None
    left = (allowed or 0) - attempt.number
    if left <= 0:
        return ""
    told = ngettext(
        "You see the feedback after your last attempt: %(n)d more is allowed.",
        "You see the feedback after your last attempt: %(n)d more are allowed.",
        left,
    )
    return told % {"n": left}


def is_passed(earned: float, possible: int, mark: int | None) -> bool | None:
    """Whether these points reach the pass mark in per cent; None without a mark or without points."""
    return 100 * earned >= mark * possible if mark is not None and possible else None
