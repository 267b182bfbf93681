"""Differences and findings in words, as several pages show them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from quiz.authoring.comparing import PieceChange
from quiz.authoring.models import Piece, PieceKind
from quiz.authoring.naming import field_words, piece_words
from quiz.authoring.places import piece_at
from quiz.bank.findings.told import Finding, Words
from quiz.domain.differences import Run, Way, compared

WAYS: Mapping[Way, Words] = {
    Way.NEW: pgettext_lazy("piece", "new"),
    Way.GONE: pgettext_lazy("piece", "gone"),
    Way.CHANGED: pgettext_lazy("piece", "changed"),
    Way.MOVED: pgettext_lazy("piece", "in another order"),
}
# The words by which one knows a piece that is new or gone, the first of these that it has.
KNOWN_BY = ("stem", "text", "title", "heading", "term", "short", "prompt", "publisher", "chip")


@dataclass(frozen=True, slots=True)
class FieldTold:
    """A field that changed, its words as runs that stayed, went and came."""

    name: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class ChangeTold:
    """What became of a piece; `words` of one that is new or gone. Where it can be opened it has a key."""

    title: str
    way: Way
    way_words: str
    kind: str
    key: str
    words: str
    fields: tuple[FieldTold, ...]


def told(change: PieceChange) -> ChangeTold:
    """A change in words and runs."""
    is_changed = change.way is Way.CHANGED
    fields = [FieldTold(field_words(each.field), tuple(compared(each.before, each.after)))
              for each in change.fields] if is_changed else []  # fmt: skip
    return ChangeTold(
        title=piece_words(change.kind, change.key),
        way=change.way,
        way_words=str(WAYS[change.way]),
        kind=change.kind,
        key="" if change.way is Way.GONE else change.key,
        words="" if is_changed else _words_of(change),
        fields=tuple(fields),
    )


def _words_of(change: PieceChange) -> str:
    said = {each.field: each.after or each.before for each in change.fields}
    found = (said.get(name) or said.get(f"{name}.ja") or said.get(f"{name}.en") for name in KNOWN_BY)
    return next((words for words in found if words), "")


def summary(changes: Iterable[PieceChange]) -> list[str]:
    """How many pieces of each kind are new, changed or gone, a line a kind."""
    counts = Counter((change.kind, change.way) for change in changes)
    lines = []
    for kind in PieceKind:
        said = [_counted(way, counts[kind, way]) for way in WAYS if counts[kind, way]]
        if said:
            lines.append(_("%(kind)s: %(counts)s") % {"kind": str(kind.label), "counts": ", ".join(said)})
    return lines


def _counted(way: Way, count: int) -> str:
    if way is Way.MOVED:
        return str(WAYS[way])
    return _("%(count)d %(way)s") % {"count": count, "way": WAYS[way]}


@dataclass(frozen=True, slots=True)
class FindingTold:
    """A finding with the piece that it concerns; of the whole pack it has no key."""

    where: str
    message: str
    kind: str
    key: str


def finding_told(finding: Finding, pieces: Sequence[Piece] = ()) -> FindingTold:
    """A finding in words. `pieces`: of the pack in their order, for those that have no name of their own."""
    kind, key = piece_at(finding.place, pieces)
    steps = [piece_words(kind, key) if kind else "", field_words(finding.place.field)]
    return FindingTold(" › ".join(filter(None, steps)), str(finding.message), kind or "", key)
