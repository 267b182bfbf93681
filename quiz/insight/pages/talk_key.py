"""The same question with its key: who was certain, what misled, and what article and references say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quiz.bank.models import Citation, Claim
from quiz.bank.queries import MARKER, Ground, grounds
from quiz.classroom.models import Assignment
from quiz.domain.screens import Letters
from quiz.insight.pages.talk import Bar, Slide, talk_of

CITED = 2
# The article's own words stand in quotation marks, several beside each other.
QUOTED = re.compile(r"[「\"](.+?)[」\"]")


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of the digest in pieces, each with whether it is a word on which the check turns."""

    pieces: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        """The whole sentence."""
        return "".join(piece for piece, _is_marked in self.pieces)


@dataclass(frozen=True, slots=True)
class Keyed:
    """An option as the key has it; `said`: what is to be said of the one that misled most."""

    bar: Bar
    is_right: bool
    said: str
    is_misleading: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A question of the talk, and what is told of it."""

    slide: Slide
    options: tuple[Keyed, ...]
    ground: Ground | None
    quote: Quote | None
    citations: tuple[Citation, ...]
    size: str

    @property
    def misled(self) -> Keyed | None:
        """The wrong option to talk about."""
        return next((each for each in self.options if each.is_misleading), None)


@dataclass(frozen=True, slots=True)
class Sizes:
    """The letters of either half of the screen."""

    stem: Letters
    option: Letters
    quote: Letters
    rest: Letters


SIZES = {
    "roomy": Sizes(
        Letters(26, 36, 570, 60), Letters(21, 28, 430, 52), Letters(26, 41, 550, 40), Letters(18, 27, 545)
    ),
    "dense": Sizes(
        Letters(22, 30, 570, 50), Letters(18, 24, 430, 44), Letters(21, 33, 550, 32), Letters(16, 23, 545)
    ),
    "tight": Sizes(
        Letters(18, 25, 570, 40), Letters(15, 20, 430, 34), Letters(17, 26, 550, 26), Letters(14, 20, 545)
    ),
}
HIGH = 560


def told_of(assignment: Assignment, rule: str, number: int) -> Told | None:
    """A question for the projector with its key and what it rests on: 7 queries. Raises Http404."""
    slide = talk_of(assignment, rule, number)
    if slide is None:
        return None
    found = grounds([slide.line.question.pk]).get(slide.line.question.pk, [])
    # Of several the one where article and references stand side by side.
    ground = next((each for each in found if each.claim.says), next(iter(found), None))
    misled = slide.line.misled
    options = tuple(
        Keyed(bar, choice.counts.is_right, choice.feedback if choice is misled else "", choice is misled)
        for bar, choice in zip(slide.bars, slide.line.options, strict=True)
    )
    quote = quote_of(ground.claim) if ground else None
    citations = ground.citations[:CITED] if ground else ()
    return Told(slide, options, ground, quote, citations, _size_of(slide, options, ground, quote))


def quote_of(claim: Claim) -> Quote | None:
    """The sentence of the digest that a claim stands in; None where its passage is left out."""
    sentence = ""
    pieces = MARKER.split(claim.passage.text)
    for text, code in zip(pieces[::2], pieces[1::2], strict=False):
        # Two claims of one sentence have their markers side by side.
        sentence = text.strip() or sentence
        if code == claim.code:
            break
    return Quote(_in_pieces(sentence, claim)) if sentence else None


def _in_pieces(sentence: str, claim: Claim) -> tuple[tuple[str, bool], ...]:
    """The sentence, split at what the article says and at its words of degree and doubt."""
    words = [claim.says, *QUOTED.findall(claim.hedge)]
    found = sorted((re.escape(word) for word in words if word and word in sentence), key=len, reverse=True)
    pieces = re.split(f"({'|'.join(found)})", sentence) if found else [sentence]
    return tuple((piece, bool(place % 2)) for place, piece in enumerate(pieces) if piece)


def _size_of(slide: Slide, options: Sequence[Keyed], ground: Ground | None, quote: Quote | None) -> str:
    """The largest letters in which both halves fit on the screen."""
    claim = ground.claim if ground else None
    for name, sizes in SIZES.items():
        left = sizes.stem.height(slide.line.question.stem)
        left += sum(sizes.option.height(each.bar.text) + sizes.rest.height(each.said) for each in options)
        right = 4 * sizes.rest.line + (sizes.quote.height(quote.text) if quote else 0)
        if slide.line.misled:
            right += sizes.quote.line
        if claim:
            right += sizes.rest.height(claim.finding) + (5 * sizes.rest.line if claim.says else 0)
        if max(left, right) <= HIGH:
            return name
    return "tight"
