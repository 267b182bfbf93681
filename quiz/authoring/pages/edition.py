"""One edition beside the one before, piece by piece and field by field."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404

from quiz.authoring.comparing import differences
from quiz.authoring.models import Edition, PieceKind
from quiz.authoring.telling import ChangeTold, summary, told
from quiz.bank.models import Pack

MOST = 100


@dataclass(frozen=True, slots=True)
class Shown:
    """The page: `kinds` are those that changed, with how many, to show one alone."""

    edition: Edition
    before: Edition | None
    summary: tuple[str, ...]
    kinds: tuple[tuple[str, str, int], ...]
    changes: tuple[ChangeTold, ...]
    more: int
    is_current: bool


def edition_of(pack: Pack, number: int, only: str) -> Shown:
    """What the page shows: 2 queries. `only`: a kind of piece; else all. Raises Http404."""
    # One by one: of a number that is larger than its column "in" is an error, and this is none.
    wanted = Q(number=number) | Q(number=number - 1)
    rows = {row.number: row for row in pack.editions.filter(wanted).select_related("published_by")}
    edition, before = rows.get(number), rows.get(number - 1)
    if edition is None:
        raise Http404
    changes = differences(before.content if before else None, edition.content)
    counts = Counter(change.kind for change in changes)
    listed = [change for change in changes if only in ("", change.kind)]
    return Shown(
        edition=edition,
        before=before,
        summary=tuple(summary(changes)),
        kinds=tuple((kind.value, str(kind.label), counts[kind]) for kind in PieceKind if counts[kind]),
        changes=tuple(told(change) for change in listed[:MOST]),
        more=max(len(listed) - MOST, 0),
        is_current=edition.content == pack.content,
    )
