"""Whose attempt it is: the first line of its views, and where they go on to."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from quiz.domain.windows import is_over
from quiz.people.access import ReaderRequest
from quiz.taking import queries
from quiz.taking.clock import has_ended
from quiz.taking.models import Attempt
from quiz.taking.services.answers import AnswerStands, AttemptClosed, NothingAnswered, TimeOver
from quiz.taking.services.attempts import submit_attempt
from quiz.web.zones import enter

WORDS: dict[type[Exception], Any] = {
    TimeOver: gettext_lazy("The time was over. What was saved before that counts."),
    AttemptClosed: gettext_lazy("This quiz was already finished. The answers saved before that are kept."),
    AnswerStands: gettext_lazy("The feedback was shown, so this answer stands."),
    NothingAnswered: gettext_lazy("Answer the question first; then the feedback can be shown."),
}


def attempt_at(request: ReaderRequest, code: str) -> Attempt:
    """The reader's attempt; one whose time is over is handed in first, as of when it ended."""
    attempt = queries.attempt_of(request.reader_id, code)
    enter(request, attempt.zone)
    if attempt.is_open and is_over(attempt.due_at, timezone.now()):
        hand_in_now(request, attempt)
        attempt = queries.attempt_of(request.reader_id, code)
    return attempt


def hand_in_now(request: ReaderRequest, attempt: Attempt) -> None:
    """Hand it in, and say so where the time did it: only the request that did, so that one reads it once."""
    now = timezone.now()
    is_done = submit_attempt(reader_id=request.reader_id, code=attempt.code, now=now)
    if is_done and has_ended(attempt, now):
        messages.warning(request, str(WORDS[TimeOver]))


def go_on(code: str, wanted: str, otherwise: str = "1") -> HttpResponseRedirect:
    """Where the reader wants to go: a number, the sheet, the end; else where they were."""
    go = wanted if wanted in ("sheet", "submit") or (wanted.isascii() and wanted.isdigit()) else otherwise
    if go.isdigit():
        return HttpResponseRedirect(reverse("taking:question", args=[code, int(go[:4])]))
    return HttpResponseRedirect(reverse(f"taking:{go}", args=[code]))
