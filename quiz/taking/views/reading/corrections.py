"""What was put right."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quiz.bank.access import access_to, given
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
    versions = versions_of(slug)
    if not versions:
        raise Http404
    access = access_to(request.user, versions[0])
    if not access.is_read:
        versions = _given(request, versions)
    seen = assignments_seen(request.user, held(request))
    shown = {
        "quiz": versions[0], "may_begin": access.may_begin, "corrections": corrections_of(versions, seen),
    }  # fmt: skip
    return render(request, "taking/corrections.html", shown)


def _given(request: HttpRequest, versions: list[Quiz]) -> list[Quiz]:
    """Those of the versions of a quiz that a class was given. Raises Http404 for none."""
    quizzes = given(request, versions[0].source.pack).quizzes
    found = [row for row in versions if row.pk in quizzes]
    if not found:
        raise Http404
    return found
