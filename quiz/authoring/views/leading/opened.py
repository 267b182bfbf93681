"""The first line of every page of a draft."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone

from quiz.authoring.models import PieceKind
from quiz.authoring.queries import editable_pack
from quiz.authoring.services.opening import take_up
from quiz.bank.models import Pack


def opened(request: HttpRequest, slug: str) -> Pack:
    """The draft that is asked for, laid out first where it was published without the editor; 404 for whoever
    may not change it.
    """
    pack = editable_pack(request.user, slug)
    if pack.loaded_at and not pack.pieces.exists():
        take_up(pack=pack, user=user_of(request), now=timezone.now())
    return pack


def user_of(request: HttpRequest) -> Any:
    """The account that asks; these pages are for nobody else."""
    return request.user


def listed_kind(kind: str) -> PieceKind:
    """A kind of which there is a list; 404 for others, and for the source, of which there is one."""
    if kind not in PieceKind.values or kind == PieceKind.SOURCE:
        raise Http404
    return PieceKind(kind)
