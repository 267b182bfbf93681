"""Who reads a private text, or sees keys, since a class was given it (settings name what bank asks)."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest

from quiz.bank.access import Given, Keys, is_open, may_edit
from quiz.bank.models import Pack, Quiz, Source
from quiz.bank.queries import sources_of, versions_of
from quiz.classroom.models import Assignment, Classroom
from quiz.people.cookie import held


def was_given(request: HttpRequest, pack: Pack) -> Given:
    """What of this pack a class got that this account teaches, or that one of this browser's readers is in
    (drafts are their instructors'): 1 query.
    """
    taught = Q(classroom__in=Classroom.objects.taught_by(request.user))
    joined = Q(classroom__in=Classroom.objects.joined_by(*held(request)), opens_at__isnull=False)
    rows = _of_pack(pack).filter(taught | joined)
    found = list(rows.values_list("quiz", "quiz__source__version", "source__version"))
    versions = frozenset(of_quiz or itself for _quiz, of_quiz, itself in found)
    return Given(versions, frozenset(quiz for quiz, _of_quiz, _itself in found if quiz))


def _of_pack(pack: Pack) -> "QuerySet[Assignment]":
    return Assignment.objects.filter(Q(quiz__source__pack=pack) | Q(source__pack=pack))


def keys_given(user: Any, pack: Pack) -> Keys:
    """The keys of what of this pack was given to a class that this account teaches, also as drafts, and in
    any version: 1 query. Only of a pack that is open to them; of another see `keyed_quizzes`.
    """
    rows = _of_pack(pack).filter(classroom__in=Classroom.objects.taught_by(user))
    quizzes = set(rows.values_list("quiz__slug", flat=True))
    return Keys(frozenset(slug for slug in quizzes if slug), later=None in quizzes)


def keyed_quizzes(user: Any, slug: str) -> list[Quiz]:
    """The versions of a quiz whose keys this account may see, the latest first: all where it may change the
    pack, or where a class that it teaches was given one and the pack is open to it; where it is no longer,
    those that were given. At most 4 queries. Raises Http404 for none.
    """
    versions = versions_of(slug)
    rows = Assignment.objects.filter(classroom__in=Classroom.objects.taught_by(user), quiz__slug=slug)
    seen = set(rows.values_list("quiz", flat=True)) if versions else set()
    if versions and not _sees_all(user, versions[0].source.pack, is_given=bool(seen)):
        versions = [row for row in versions if row.pk in seen]
    if not versions:
        raise Http404
    return versions


def keyed_source(user: Any, slug: str) -> Source:
    """The latest version of a source of which this account may know what came of the predictions; by the
    same rules.
    """
    versions = list(sources_of(slug))
    rows = Assignment.objects.filter(classroom__in=Classroom.objects.taught_by(user), source__slug=slug)
    seen = set(rows.values_list("source", flat=True)) if versions else set()
    if versions and not _sees_all(user, versions[0].pack, is_given=bool(seen)):
        versions = [row for row in versions if row.pk in seen]
    if not versions:
        raise Http404
    return versions[0]


def outlook_at(user: Any, source: Source) -> str:
    """At which address an account that may see what came of the predictions of a source finds its outlook:
    the source's own where its pack is open to them, else that of the class of theirs that was given it last.
    No query where the pack is public, else 1 or 2.
    """
    if is_open(user, source.pack):
        return source.slug
    taught = Classroom.objects.taught_by(user)
    rows = Assignment.objects.filter(classroom__in=taught, source__slug=source.slug)
    return rows.order_by("-pk").values_list("slug", flat=True)[0]


def _sees_all(user: Any, pack: Pack, *, is_given: bool) -> bool:
    return (is_given and is_open(user, pack)) or may_edit(user, pack)
