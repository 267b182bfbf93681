"""Who may read a pack that is not public: its people, and whoever a floor above says."""

from functools import cache
from typing import Any, Protocol

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.module_loading import import_string

from quiz.bank.models import Pack, Quiz


class Reason(Protocol):
    """Why somebody may read a pack, known on a floor above; named in settings as Django's backends are."""

    def __call__(self, request: HttpRequest, pack: Pack) -> bool:
        """Whether there is this reason: at most 1 query."""


@cache
def _reasons() -> tuple[Reason, ...]:
    return tuple(import_string(name) for name in settings.REASONS_TO_READ)


def check_reading(request: HttpRequest, pack: Pack) -> None:
    """Raises Http404 for those who may not read this pack: no query where it is public, else 1 or 2."""
    if pack.is_public or Pack.objects.visible_to(request.user).filter(pk=pack.pk).exists():
        return
    if not any(reason(request, pack) for reason in _reasons()):
        raise Http404


def check_taking(user: Any, quiz: Quiz) -> None:
    """Raises Http404 for those who may not begin this quiz outside a class, and where its pack is without it
    by now: no query where it is public, else 1.
    """
    pack = quiz.source.pack
    is_open = pack.is_public or Pack.objects.visible_to(user).filter(pk=pack.pk).exists()
    if quiz.retired_at or not is_open:
        raise Http404


def may_edit(user: Any, pack: Pack) -> bool:
    """Whether this account may change the pack, and so sees its keys: at most 1 query."""
    if not user.is_authenticated:
        return False
    return pack.owner_id == user.pk or Pack.objects.editable_by(user).filter(pk=pack.pk).exists()
