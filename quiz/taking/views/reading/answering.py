"""Questions are shown and answered."""

from collections.abc import Iterable
from functools import partial
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quiz.bank.models.questions import Feedback
from quiz.people.access import ReaderRequest, readers
from quiz.taking import queries
from quiz.taking.clock import clock_of
from quiz.taking.forms.answers import AnswerForm, Refused
from quiz.taking.forms.kinds import form_of, read_given
from quiz.taking.models import Attempt
from quiz.taking.pages.review import review_items
from quiz.taking.places import keep_place
from quiz.taking.services.answers import (
    AnswerStands,
    AttemptClosed,
    NothingAnswered,
    Saved,
    TimeOver,
    save_answer,
    show_feedback,
)
from quiz.taking.sheets import Sheet
from quiz.taking.views.reading.visiting import WORDS, attempt_at, go_on
from quiz.web.client import wants_data
from quiz.web.errors import refusal
from quiz.web.methods import BOTH
from quiz.web.zones import enter


@readers
@require_safe
def question(request: ReaderRequest, code: str, number: int) -> HttpResponse:
    """One question of an attempt; with its feedback where that was asked for."""
    attempt = attempt_at(request, code)
    if not attempt.is_open:
        return redirect("taking:review", code)
    return keep_place(
        render(request, "taking/question.html", _question(attempt, number)), attempt, str(number)
    )


def _question(attempt: Attempt, number: int, form: AnswerForm | None = None) -> dict[str, Any]:
    page = queries.attempt_page(attempt, [number])
    shown = page.sheets[0]
    return {
        "page": page,
        "sheet": shown,
        "places": page.places(number, are_links=shown.answer.is_shown),
        "form": form or form_of(shown),
        "reviewed": review_items([shown], attempt.assignment_id)[0] if shown.answer.is_shown else None,
        "terms": page.terms(),
        "last": len(page.answers),
        "at_once": attempt.feedback == Feedback.EACH,
        "clock": clock_of(attempt, timezone.now()),
    }


@readers
@BOTH
def sheet(request: ReaderRequest, code: str) -> HttpResponse:
    """All questions of an attempt on one page; sending it saves all of them."""
    attempt = attempt_at(request, code)
    if not attempt.is_open:
        return redirect("taking:review", code)
    page = queries.attempt_page(attempt)
    shown = [line for line in page.sheets if not line.answer.is_shown]
    refused: dict[int, AnswerForm] = {}
    if request.method == "POST":
        refused = _save_all(request, code, shown)
        if not refused:
            return go_on(code, request.POST.get("go", ""), "sheet")
    lines = [
        (line, None if line.answer.is_shown else refused.get(line.number) or form_of(line))
        for line in page.sheets
    ]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    shown_page = {"page": page, "lines": lines, "at_once": attempt.feedback == Feedback.EACH}
    shown_page |= {"terms": page.terms(), "clock": clock_of(attempt, timezone.now())}
    return keep_place(render(request, "taking/sheet.html", shown_page, status=status), attempt, "sheet")


def _save_all(request: ReaderRequest, code: str, shown: Iterable[Sheet]) -> dict[int, AnswerForm]:
    """Save what was sent of these; the forms that were refused, by number."""
    refused: dict[int, AnswerForm] = {}
    read, reader_id = partial(read_given, request.POST), request.reader_id
    for line in shown:
        try:
            save_answer(reader_id=reader_id, code=code, number=line.number, read=read, now=timezone.now())
        except Refused as error:
            refused[line.number] = error.form
        except TimeOver:
            break  # The next page hands in and says so.
        except AttemptClosed as error:
            messages.warning(request, str(WORDS[type(error)]))
            break
        except AnswerStands:
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
        saved = save_answer(
            reader_id=request.reader_id,
            code=code,
            number=number,
            read=partial(read_given, request.POST),
            now=now,
        )
        if request.POST.get("go") == "check":
            show_feedback(reader_id=request.reader_id, code=code, number=number, now=now)
    except Refused as error:
        return _refused(request, code, number, error.form)
    except TimeOver as error:
        # Without script the next page hands the attempt in and says this itself.
        return _told(request, str(WORDS[type(error)]) if wants_data(request) else "", code, number)
    except (AttemptClosed, AnswerStands, NothingAnswered) as error:
        return _told(request, str(WORDS[type(error)]), code, number)
    return _saved(request, code, number, saved)


def _saved(request: HttpRequest, code: str, number: int, saved: Saved) -> HttpResponse:
    enter(request, saved.answer.attempt.zone)
    notice = ""
    if saved.replaced_at:
        at = f"{timezone.localtime(saved.replaced_at):%H:%M}"
        notice = _(
            "This replaced an answer saved elsewhere at %(time)s. The earlier one is kept on record."
        ) % {"time": at}
    if wants_data(request):
        at = f"{timezone.localtime(saved.answer.saved_at):%H:%M}" if saved.answer.saved_at else ""
        body = {"saved": at, "revision": saved.answer.revision, "number": number, "notice": notice}
        body |= {"given": saved.answer.is_given, "flagged": saved.answer.is_flagged}
        return JsonResponse(body)
    if notice:
        messages.warning(request, notice)
    go = request.POST.get("go", "")
    return go_on(code, str(number) if go == "check" else go, str(number))


def _refused(request: ReaderRequest, code: str, number: int, form: AnswerForm) -> HttpResponse:
    if wants_data(request):
        words = [str(error) for errors in form.errors.values() for error in errors]
        return refusal(" ".join(words), HTTPStatus.UNPROCESSABLE_ENTITY, final=True)
    attempt = attempt_at(request, code)
    shown = _question(attempt, number, form)
    return render(request, "taking/question.html", shown, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _told(request: HttpRequest, words: str, code: str, number: int) -> HttpResponse:
    if wants_data(request):
        return refusal(words, HTTPStatus.CONFLICT, final=True)
    if words:
        messages.warning(request, words)
    return redirect("taking:question", code, number)
