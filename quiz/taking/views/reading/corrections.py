"""What was put right."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quiz.bank.access import given, is_open
from quiz.bank.models import Quiz
from quiz.bank.queries import versions_of
from quiz.classroom.queries import assignments_seen
from quiz.people.access import anyone
from quiz.people.cookie import held
from quiz.taking.pages.corrections import corrections_of


@anyone
@require_safe
def corrections(request: HttpRequest, slug: str) -> HttpResponse:
    """What was put right in a quiz: for everybody, and in the classes that one teaches or is in."""
    versions = _open_to(request, slug)
    quiz = versions[0]
    seen = assignments_seen(request.user, held(request))
    shown = {"quiz": quiz, "corrections": corrections_of(versions, seen)}
    return render(request, "taking/corrections.html", shown)


def _open_to(request: HttpRequest, slug: str) -> list[Quiz]:
    """The versions of a quiz that whoever asks may read, the latest first. Raises Http404 for none."""
    versions = versions_of(slug)
    if versions and not is_open(request.user, versions[0].source.pack):
        quizzes = given(request, versions[0].source.pack).quizzes
        versions = [row for row in versions if row.pk in quizzes]
    if not versions:
        raise Http404
    return versions
