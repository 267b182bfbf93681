"""Who reads a private text since their class was given it (settings name this; the bank knows no classes)."""

from django.db.models import Q
from django.http import HttpRequest

from quiz.bank.models import Pack
from quiz.classroom.models import Assignment, Classroom
from quiz.people.cookie import held


def was_given(request: HttpRequest, pack: Pack) -> bool:
    """Whether a class got a quiz or the outlook of this pack that this account teaches, or that one of this
    browser's readers is in (drafts are their instructors'): 1 query.
    """
    rows = Assignment.objects.filter(Q(quiz__source__pack=pack) | Q(source__pack=pack))
    taught = Q(classroom__in=Classroom.objects.taught_by(request.user))
    joined = Q(classroom__in=Classroom.objects.joined_by(*held(request)), opens_at__isnull=False)
    return rows.filter(taught | joined).exists()
