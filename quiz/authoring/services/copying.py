"""A pack of one's own out of another: copied here, or read from files."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from quiz.authoring.assembling import content_of
from quiz.authoring.copying import credited, moved, without_keys
from quiz.authoring.models import Piece, PieceKind
from quiz.authoring.services.opening import lay_out, new_address
from quiz.authoring.whole import told_of
from quiz.bank.access import keys_seen, may_edit
from quiz.bank.findings.told import Words
from quiz.bank.models import Pack, Quiz
from quiz.bank.pack import PackPart

# What stands at these addresses beside the packs.
RESERVED = {"new", "upload", "pick", "retire"}


class NothingToCopy(Exception):
    """Nothing of the pack was published, and there is no draft that this account may see."""


@transaction.atomic
def copy_pack(*, pack: Pack, user: Any, now: datetime) -> Pack:
    """A private draft of this account with what is in a pack, at new addresses and with credit.

    Whoever may edit the pack copies its draft, all others what was published of it, and of that only what
    they may see: of other quizzes the questions are left out. Raises NothingToCopy.
    """
    is_editor = may_edit(user, pack)
    pieces = list(pack.pieces.all()) if is_editor else []
    content = content_of(pack.slug, pieces) if pieces else pack.content
    if content is None:
        raise NothingToCopy
    made = Pack.objects.create(slug=new_address(), owner=user)
    # Who may edit it sees also the keys of quizzes that were never published.
    seen = content if is_editor else without_keys(content, keys_seen(user, pack))
    copied = moved(seen, made.slug, lambda _slug: new_address())
    if pack.owner_id != user.pk:
        copied = credited(copied, content["source"].get("title") or {}, _owner_of(pack))
    lay_out(pack=made, content=copied, user=user, now=now)
    return made


def _owner_of(pack: Pack) -> Words:
    """Who is thanked: by the name that the owner gave, never by an address."""
    owner = pack.owner
    return (owner.get_full_name() or owner.username) if owner else _("the editors of this site")


@transaction.atomic
def take_files(*, part: PackPart, user: Any, now: datetime, over: Pack | None = None) -> Pack:
    """A draft of what was read from files: a new pack of this account, or laid out anew `over` one's own.

    Addresses that another pack has become new ones.
    """
    content = told_of(part)
    wanted = part.source.slug
    if over is None:
        is_free = wanted not in RESERVED and not Pack.objects.filter(slug=wanted).exists()
        over = Pack.objects.create(slug=wanted if is_free else new_address(), owner=user)
    taken = _taken([quiz.slug for quiz in part.quizzes], over)
    moved_there = moved(content, over.slug, lambda slug: new_address() if slug in taken else slug)
    lay_out(pack=over, content=moved_there, user=user, now=now)
    return over


def _taken(quizzes: list[str], pack: Pack) -> set[str]:
    """Which of these addresses of quizzes another pack has, published or in its draft."""
    published = (
        Quiz.objects.filter(slug__in=quizzes).exclude(source__pack=pack).values_list("slug", flat=True)
    )
    drafts = Piece.objects.filter(kind=PieceKind.QUIZ, key__in=quizzes).exclude(pack=pack)
    return {*published, *drafts.values_list("key", flat=True)}
