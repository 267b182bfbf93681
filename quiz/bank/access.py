"""Who may read a pack that is not public: its people, and whoever a floor above says."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.module_loading import import_string

from quiz.bank.models import Pack, Quiz


@dataclass(frozen=True, slots=True)
class Given:
    """What of a pack that is not open to them somebody reads: versions of its source, and quizzes by their
    ids. Not what was published since.
    """

    versions: frozenset[int] = frozenset()
    quizzes: frozenset[int] = frozenset()


class Reason(Protocol):
    """Why somebody may read a pack, known on a floor above; named in settings as Django's backends are."""

    def __call__(self, request: HttpRequest, pack: Pack) -> Given:
        """What they may read for this reason: at most 1 query."""


@dataclass(frozen=True, slots=True)
class Keys:
    """What somebody may see of a pack beside what every reader sees: the keys of these quizzes (by address),
    and what happened after its predictions.
    """

    quizzes: frozenset[str] = frozenset()
    later: bool = False


class ReasonForKeys(Protocol):
    """Why somebody who may not change a pack sees keys of it, known on a floor above."""

    def __call__(self, user: Any, pack: Pack) -> Keys:
        """What they see for this reason: 1 query."""


@cache
def _reasons() -> tuple[Reason, ...]:
    return tuple(import_string(name) for name in settings.REASONS_TO_READ)


@cache
def _reasons_for_keys() -> tuple[ReasonForKeys, ...]:
    return tuple(import_string(name) for name in settings.REASONS_TO_SEE_KEYS)


def is_open(user: Any, pack: Pack) -> bool:
    """Whether this account may read all that was published of a pack: no query where it is public, else 1."""
    return pack.is_public or Pack.objects.visible_to(user).filter(pk=pack.pk).exists()


def given(request: HttpRequest, pack: Pack) -> Given:
    """What may be read of a pack that is not open to whoever asks: 1 query. Raises Http404 for nothing."""
    found = [reason(request, pack) for reason in _reasons()]
    versions = frozenset[int]().union(*(each.versions for each in found))
    if not versions:
        raise Http404
    return Given(versions, frozenset[int]().union(*(each.quizzes for each in found)))


@dataclass(frozen=True, slots=True)
class Access:
    """What of a quiz is open to somebody outside classes. `is_read`: what was published with it, and what
    was put right; `may_begin`: that as well, and nobody begins what its pack is without by now.
    """

    is_read: bool
    may_begin: bool


def access_to(user: Any, quiz: Quiz) -> Access:
    """What of a quiz is open to this account: no query where its pack is public, else 1."""
    is_read = is_open(user, quiz.source.pack)
    return Access(is_read, may_begin=is_read and not quiz.retired_at)


def may_edit(user: Any, pack: Pack) -> bool:
    """Whether this account may change the pack, and so sees its keys: at most 1 query."""
    if not user.is_authenticated:
        return False
    return pack.owner_id == user.pk or Pack.objects.editable_by(user).filter(pk=pack.pk).exists()


def keys_seen(user: Any, pack: Pack) -> Keys:
    """What this account may see of the keys of a pack: all where it may change it. At most 3 queries."""
    if may_edit(user, pack):
        quizzes = Quiz.objects.filter(source__pack=pack).values_list("slug", flat=True)
        return Keys(frozenset(quizzes), later=True)
    found = [reason(user, pack) for reason in _reasons_for_keys()] if user.is_authenticated else []
    return Keys(frozenset().union(*(keys.quizzes for keys in found)), any(keys.later for keys in found))


def owns(user: Any, pack: Pack) -> bool:
    """Whether this account says who sees the pack: its owner; of the site's, those who run the site."""
    return bool(user.is_staff if pack.owner_id is None else pack.owner_id == user.pk)
