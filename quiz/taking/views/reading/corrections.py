"""What was put right."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quiz.bank.access import check_reading
from quiz.bank.models import Place
from quiz.bank.queries import current_quiz
from quiz.classroom.queries import assignments_seen
from quiz.people.access import anyone
from quiz.people.cookie import held
from quiz.taking.pages.corrections import corrections_of


@anyone
@require_safe
def corrections(request: HttpRequest, slug: str) -> HttpResponse:
    """What was put right in a quiz: for everybody, and in the classes that one teaches or is in."""
    quiz = current_quiz(slug)
    check_reading(request, quiz.source.pack)
    codes = Place.objects.filter(quiz__slug=slug).values("question__code")
    seen = assignments_seen(request.user, held(request))
    shown = {"quiz": quiz, "corrections": corrections_of(quiz.source.pack, codes, seen)}
    return render(request, "taking/corrections.html", shown)
