"""Who reads a private text, or sees keys, since a class was given it (settings name this)."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from quiz.bank.access import Keys
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


def keys_given(user: Any, pack: Pack) -> Keys:
    """The keys of what of this pack was given to a class that this account teaches, also as drafts, and in
    any version: 1 query.
    """
    of_pack = Q(quiz__source__pack=pack) | Q(source__pack=pack)
    rows = Assignment.objects.filter(of_pack, classroom__in=Classroom.objects.taught_by(user))
    quizzes = set(rows.values_list("quiz__slug", flat=True))
    return Keys(frozenset(slug for slug in quizzes if slug), later=None in quizzes)
