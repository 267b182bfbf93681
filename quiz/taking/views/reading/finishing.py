"""An attempt is handed in and reviewed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from quiz.bank.glossary import terms_in
from quiz.people.access import ReaderRequest, readers
from quiz.taking import queries
from quiz.taking.clock import has_ended
from quiz.taking.pages.review import review_of
from quiz.taking.standing import feedback_says, is_passed, stand_after
from quiz.taking.views.reading.visiting import attempt_at, go_on, hand_in_now
from quiz.web.methods import BOTH


@readers
@BOTH
def submit(request: ReaderRequest, code: str) -> HttpResponse:
    """What is still open; then hand the attempt in."""
    attempt = attempt_at(request, code)
    if request.method == "POST" and attempt.is_open:
        # A page says that the time is over; the clock here decides, since it cannot be undone.
        if "over" in request.POST and not has_ended(attempt, timezone.now()):
            return go_on(code, request.POST["over"])
        hand_in_now(request, attempt)
        return redirect("taking:review", code)
    if not attempt.is_open:
        return redirect("taking:review", code)
    answers, now = list(attempt.answers.select_related("question")), timezone.now()
    shown = {
        "attempt": attempt,
        "empty": [answer for answer in answers if not answer.is_given],
        "flagged": [answer for answer in answers if answer.is_flagged],
        "unsure": [answer for answer in answers if answer.lacks_confidence]
        if attempt.asks_confidence
        else [],
        "stand": stand_after(attempt, now),
        "feedback": feedback_says(attempt, now),
    }
    return render(request, "taking/submit.html", shown)


@readers
@require_safe
def review(request: ReaderRequest, code: str) -> HttpResponse:
    """The finished attempt: scores, each question with its reasons, how well one knew what one knew."""
    attempt = attempt_at(request, code)
    if attempt.is_open:
        return redirect("taking:submit", code)
    now = timezone.now()
    shown: dict[str, Any] = {"attempt": attempt, "stand": stand_after(attempt, now)}
    if not attempt.is_reviewable(now):
        shown |= {"withheld": True, "feedback": feedback_says(attempt, now)}
        return render(request, "taking/review.html", shown)
    page = queries.attempt_page(attempt)
    shown["review"] = found = review_of(page.sheets, attempt.assignment_id)
    shown["only"] = request.GET.get("only") == "missed"
    shown["items"] = found.missed if shown["only"] else found.items
    shown["earlier"] = [row for row in queries.others(attempt) if row != attempt]
    shown["terms"] = terms_in(page.pack_id, page.texts)
    mark = attempt.assignment.pass_mark if attempt.assignment else None
    shown["is_passed"] = is_passed(found.total.earned, found.total.possible, mark)
    return render(request, "taking/review.html", shown)
