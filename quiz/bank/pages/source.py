"""The digest of a source, its passages cut at claims and terms."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404

from quiz.bank.glossary import Glossary, Stretch, glossary
from quiz.bank.models import (
    Claim,
    Event,
    Figure,
    Pack,
    Passage,
    Quiz,
    Source,
    Term,
)
from quiz.bank.queries import MARKER, current_quizzes, sources_of, with_references
from quiz.domain.kinds import Label


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage cut at the terms, and the claim whose label stands after it."""

    stretches: tuple[Stretch, ...]
    claim: Claim | None


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage with its text cut at the claims."""

    passage: Passage
    pieces: tuple[Piece, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The digest of one version of a source, with what its pictures are drawn from."""

    source: Source
    passages: tuple[ReadPassage, ...]
    events: tuple[Event, ...]
    figures: tuple[Figure, ...]
    quizzes: tuple[Quiz, ...]
    terms: tuple[Term, ...]
    is_current: bool

    @property
    def has_predictions(self) -> bool:
        """Whether it has an outlook, in its latest version."""
        return self.is_current and any(
            claim.label == Label.PREDICTION for read in self.passages for claim in read.claims
        )


def reading(slug: str, version: int | None = None) -> Reading:
    """The digest of a source, its latest version if none is named: 9 queries. Raises Http404."""
    versions = list(sources_of(slug))
    source = next((row for row in versions if version in (None, row.version)), None)
    if source is None:
        raise Http404
    claims = list(Claim.objects.filter(source=source).prefetch_related(with_references("citations")))
    by_code = {claim.code: claim for claim in claims}
    words = glossary(source.pack_id)
    return Reading(
        source=source,
        passages=tuple(
            ReadPassage(
                passage,
                _pieces(passage.text, by_code, words),
                tuple(claim for claim in claims if claim.passage_id == passage.pk),
            )
            for passage in source.passages.all()
        ),
        events=tuple(source.events.prefetch_related("references")),
        figures=tuple(source.figures.prefetch_related("references")),
        quizzes=tuple(current_quizzes(Pack.objects.filter(pk=source.pack_id))),
        terms=tuple(words.used),
        is_current=source == versions[0],
    )


def _pieces(text: str, claims: Mapping[str, Claim], words: Glossary) -> tuple[Piece, ...]:
    parts = MARKER.split(text)
    texts, codes = parts[::2], [*parts[1::2], ""]
    return tuple(
        Piece(words.stretches(text), claims.get(code))
        for text, code in zip(texts, codes, strict=True)
        if text or code
    )
