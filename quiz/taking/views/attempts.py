"""The pages of an attempt."""

from collections.abc import Iterable
from functools import partial
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from quiz.bank.glossary import terms_in
from quiz.bank.models.questions import Feedback
from quiz.bank.queries import current_quiz, topics_of
from quiz.domain.windows import is_over
from quiz.people import limits
from quiz.people.access import ReaderRequest, anyone, readers
from quiz.people.cookie import held, reader_of, remember
from quiz.people.services import welcome_reader
from quiz.taking import forms, queries, services
from quiz.taking.clock import clock_of, has_ended
from quiz.taking.models import Attempt
from quiz.taking.places import keep_place, place_in
from quiz.taking.review import review_items, review_of
from quiz.taking.standing import feedback_says, is_passed, stand_after
from quiz.web.client import wants_data
from quiz.web.errors import refusal
from quiz.web.methods import BOTH
from quiz.web.zones import enter

WORDS: dict[type[Exception], Any] = {
    services.TimeOver: gettext_lazy("The time was over. What was saved before that counts."),
    services.AttemptClosed: gettext_lazy(
        "This quiz was already finished. The answers saved before that are kept."
    ),
    services.AnswerStands: gettext_lazy("The feedback was shown, so this answer stands."),
    services.NothingAnswered: gettext_lazy("Answer the question first; then the feedback can be shown."),
}


@anyone
@BOTH
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """What the quiz is about; then begin it, or go on where one was."""
    quiz = current_quiz(slug)
    if request.method != "POST":
        open_one = queries.open_attempt(held(request), slug)
        earlier = queries.finished_attempts(held(request), slug)
        topics = topics_of(quiz)
        shown = {
            "quiz": quiz, "topics": topics, "open": open_one, "earlier": earlier,
            "graded": sum(graded for _name, graded, _exercises in topics),
            "exercises": sum(exercises for _name, _graded, exercises in topics),
        }  # fmt: skip
        return render(request, "taking/start.html", shown)
    now = timezone.now()
    begun = queries.open_attempt(held(request), slug)
    reader_id = begun.reader_id if begun else reader_of(request)
    if reader_id is None:
        limits.begin_reading(request, now)
    reader = welcome_reader(reader_id=reader_id, now=now, account=request.user)
    attempt = services.start_attempt(reader=reader, quiz=quiz, now=now)
    place = place_in(request, attempt)
    response = _go(attempt.code, "sheet" if request.POST.get("layout") == "sheet" else place)
    remember(response, request, reader.pk)
    return response


def _attempt(request: ReaderRequest, code: str) -> Attempt:
    """The reader's attempt; one whose time is over is handed in first, as of when it ended."""
    attempt = queries.attempt_of(request.reader_id, code)
    enter(request, attempt.zone)
    if attempt.is_open and is_over(attempt.due_at, timezone.now()):
        _hand_in(request, attempt)
        attempt = queries.attempt_of(request.reader_id, code)
    return attempt


def _hand_in(request: ReaderRequest, attempt: Attempt) -> None:
    """Hand it in, and say so where the time did it: only the request that did, so that one reads it once."""
    now = timezone.now()
    is_done = services.submit_attempt(reader_id=request.reader_id, code=attempt.code, now=now)
    if is_done and has_ended(attempt, now):
        messages.warning(request, str(WORDS[services.TimeOver]))


@readers
@require_safe
def question(request: ReaderRequest, code: str, number: int) -> HttpResponse:
    """One question of an attempt; with its feedback where that was asked for."""
    attempt = _attempt(request, code)
    if not attempt.is_open:
        return redirect("taking:review", code)
    return keep_place(
        render(request, "taking/question.html", _question(attempt, number)), attempt, str(number)
    )


def _question(attempt: Attempt, number: int, form: forms.AnswerForm | None = None) -> dict[str, Any]:
    page = queries.attempt_page(attempt, [number])
    shown = page.sheets[0]
    return {
        "page": page,
        "sheet": shown,
        "form": form or forms.form_of(shown),
        "reviewed": review_items([shown], attempt.assignment_id)[0] if shown.answer.is_shown else None,
        "terms": [] if shown.answer.is_shown else terms_in(shown.texts),
        "last": len(page.answers),
        "at_once": attempt.feedback == Feedback.EACH,
        "clock": clock_of(attempt, timezone.now()),
    }


@readers
@BOTH
def sheet(request: ReaderRequest, code: str) -> HttpResponse:
    """All questions of an attempt on one page; sending it saves all of them."""
    attempt = _attempt(request, code)
    if not attempt.is_open:
        return redirect("taking:review", code)
    page = queries.attempt_page(attempt)
    shown = [line for line in page.sheets if not line.answer.is_shown]
    refused: dict[int, forms.AnswerForm] = {}
    if request.method == "POST":
        refused = _save_all(request, code, shown)
        if not refused:
            return _go(code, request.POST.get("go", ""), "sheet")
    lines = [(line, refused.get(line.number) or forms.form_of(line)) for line in page.sheets]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    shown_page = {"page": page, "lines": lines, "at_once": attempt.feedback == Feedback.EACH}
    shown_page |= {"terms": terms_in(page.texts), "clock": clock_of(attempt, timezone.now())}
    return keep_place(render(request, "taking/sheet.html", shown_page, status=status), attempt, "sheet")


def _save_all(
    request: ReaderRequest, code: str, shown: Iterable[queries.Sheet]
) -> dict[int, forms.AnswerForm]:
    """Save what was sent of these; the forms that were refused, by number."""
    refused: dict[int, forms.AnswerForm] = {}
    read, reader_id = partial(forms.read, request.POST), request.reader_id
    for line in shown:
        try:
            services.save_answer(
                reader_id=reader_id, code=code, number=line.number, read=read, now=timezone.now()
            )
        except forms.Refused as error:
            refused[line.number] = error.form
        except services.TimeOver:
            break  # The next page hands in and says so.
        except services.AttemptClosed as error:
            messages.warning(request, str(WORDS[type(error)]))
            break
        except services.AnswerStands:
            messages.warning(request, _("An answer could not be changed any more. What was saved is kept."))
    return refused


@readers
@BOTH
def answer(request: ReaderRequest, code: str, number: int) -> HttpResponse:
    """Save one answer, then go where the reader wants to."""
    if request.method != "POST":
        return redirect("taking:question", code, number)
    now = timezone.now()
    try:
        saved = services.save_answer(
            reader_id=request.reader_id,
            code=code,
            number=number,
            read=partial(forms.read, request.POST),
            now=now,
        )
        if request.POST.get("go") == "check":
            services.show_feedback(reader_id=request.reader_id, code=code, number=number, now=now)
    except forms.Refused as error:
        return _refused(request, code, number, error.form)
    except services.TimeOver as error:
        # Without script the next page hands the attempt in and says this itself.
        return _told(request, str(WORDS[type(error)]) if wants_data(request) else "", code, number)
    except (services.AttemptClosed, services.AnswerStands, services.NothingAnswered) as error:
        return _told(request, str(WORDS[type(error)]), code, number)
    return _saved(request, code, number, saved)


def _saved(request: HttpRequest, code: str, number: int, saved: services.Saved) -> HttpResponse:
    enter(request, saved.answer.attempt.zone)
    notice = ""
    if saved.replaced_at:
        at = date_format(timezone.localtime(saved.replaced_at), "H:i")
        notice = _(
            "This replaced an answer saved elsewhere at %(time)s. The earlier one is kept on record."
        ) % {"time": at}
    if wants_data(request):
        at = date_format(timezone.localtime(saved.answer.saved_at), "H:i") if saved.answer.saved_at else ""
        body = {"saved": at, "revision": saved.answer.revision, "number": number, "notice": notice}
        body |= {"given": saved.answer.is_given, "flagged": saved.answer.is_flagged}
        return JsonResponse(body)
    if notice:
        messages.warning(request, notice)
    go = request.POST.get("go", "")
    return _go(code, str(number) if go == "check" else go, str(number))


def _refused(request: ReaderRequest, code: str, number: int, form: forms.AnswerForm) -> HttpResponse:
    if wants_data(request):
        words = [str(error) for errors in form.errors.values() for error in errors]
        return refusal(" ".join(words), HTTPStatus.UNPROCESSABLE_ENTITY, final=True)
    attempt = _attempt(request, code)
    shown = _question(attempt, number, form)
    return render(request, "taking/question.html", shown, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _told(request: HttpRequest, words: str, code: str, number: int) -> HttpResponse:
    if wants_data(request):
        return refusal(words, HTTPStatus.CONFLICT, final=True)
    if words:
        messages.warning(request, words)
    return redirect("taking:question", code, number)


def _go(code: str, wanted: str, otherwise: str = "1") -> HttpResponseRedirect:
    """Where the reader wants to go: a number, the sheet, the end; else where they were."""
    go = wanted if wanted in ("sheet", "submit") or (wanted.isascii() and wanted.isdigit()) else otherwise
    if go.isdigit():
        return HttpResponseRedirect(reverse("taking:question", args=[code, int(go[:4])]))
    return HttpResponseRedirect(reverse(f"taking:{go}", args=[code]))


@readers
@BOTH
def submit(request: ReaderRequest, code: str) -> HttpResponse:
    """What is still open; then hand the attempt in."""
    attempt = _attempt(request, code)
    if request.method == "POST" and attempt.is_open:
        # A page says that the time is over; the clock here decides, since it cannot be undone.
        if "over" in request.POST and not has_ended(attempt, timezone.now()):
            return _go(code, request.POST["over"])
        _hand_in(request, attempt)
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
    attempt = _attempt(request, code)
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
    shown["terms"] = terms_in(page.texts)
    mark = attempt.assignment.pass_mark if attempt.assignment else None
    shown["is_passed"] = is_passed(found.total.earned, found.total.possible, mark)
    return render(request, "taking/review.html", shown)
