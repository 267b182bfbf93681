"""What only they see who teach a class that was given it: the keys of a quiz, what became of predictions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from quiz.bank.queries import answer_sheet, predictions_of
from quiz.classroom.reading import keyed_quizzes, keyed_source, outlook_at
from quiz.classroom.services.log import note_keys
from quiz.people.access import instructors


@instructors
@require_safe
def answers(request: HttpRequest, slug: str) -> HttpResponse:
    """The answer sheet: every question of a quiz with its key."""
    found = keyed_quizzes(request.user, slug)[0]
    note_keys(user=request.user, quiz_slug=slug, now=timezone.now())
    return render(request, "classroom/answers.html", {"quiz": found, "lines": answer_sheet(found)})


@instructors
@require_safe
def lesson(request: HttpRequest, slug: str) -> HttpResponse:
    """The predictions of a source for the lesson: prompts, arguments, what happened later."""
    source = keyed_source(request.user, slug)
    shown = {
        "source": source, "predictions": predictions_of(source), "outlook": outlook_at(request.user, source),
    }  # fmt: skip
    return render(request, "classroom/lesson.html", shown)
