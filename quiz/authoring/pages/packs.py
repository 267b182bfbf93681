"""The packs that an account writes, those that others share with it, and for staff the site's."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q

from quiz.authoring.models import Piece, PieceKind
from quiz.authoring.wording import in_words
from quiz.bank.models import Pack, Share

ON_A_PAGE = 40


@dataclass(frozen=True, slots=True)
class PackLine:
    """A pack in the list. `whose`: "own", "shared" or "site"."""

    slug: str
    title: str
    whose: str
    owner: str
    may_edit: bool
    is_public: bool
    is_published: bool
    claims: int
    questions: int


def pack_lines(user: Any, number: str) -> tuple[Page[Pack], list[PackLine]]:
    """The packs of one page, the newest first: 4 queries, however many there are."""
    shares = dict(Share.objects.filter(user=user).values_list("pack", "may_edit"))
    mine = Q(pk__in=Pack.objects.editable_by(user).values("pk")) | Q(pk__in=list(shares))
    rows = Pack.objects.filter(mine).select_related("owner").defer("content").order_by("-pk")
    rows = rows.annotate(
        how_many_claims=Count("pieces", filter=Q(pieces__kind=PieceKind.CLAIM)),
        how_many_questions=Count("pieces", filter=Q(pieces__kind=PieceKind.QUESTION)),
        published_title=F("content__source__title"),
    )
    page = Paginator(rows, ON_A_PAGE).get_page(number)
    packs = list(page)
    sources = Piece.objects.filter(pack__in=packs, kind=PieceKind.SOURCE)
    titles = dict(sources.values_list("pack", F("content__title")))
    return page, [_line(pack, titles.get(pack.pk), user, shares) for pack in packs]


def _line(pack: Any, title: Any, user: Any, shares: dict[int, bool]) -> PackLine:
    is_own = pack.owner_id == user.pk
    return PackLine(
        slug=pack.slug,
        title=in_words(title) or in_words(pack.published_title) or pack.slug,
        whose="own" if is_own else "shared" if pack.owner_id else "site",
        owner="" if is_own or not pack.owner else pack.owner.known_as,
        may_edit=is_own or shares.get(pack.pk, False) or (not pack.owner_id and user.is_staff),
        is_public=pack.is_public,
        is_published=pack.loaded_at is not None,
        claims=pack.how_many_claims,
        questions=pack.how_many_questions,
    )
