"""A prediction on the projector, a screen at a time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from quiz.domain.screens import Letters
from quiz.outlook.pages.sheet import Sheet, Telling


class Part(StrEnum):
    """The screens of a prediction, in order."""

    CLAIM = "claim"
    SIDES = "sides"
    ONWARD = "onward"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Slide:
    """One screen. `back`, `on`: the parts before and after it; `before`, `after`: codes of predictions."""

    sheet: Sheet
    part: Part
    back: Part | None
    on: Part | None
    before: str
    after: str
    place: int
    of: int
    size: int


@dataclass(frozen=True, slots=True)
class Sizes:
    """Letters of one size: the claim, what is asked, and all else over the whole width or half of it."""

    claim: Letters
    asked: Letters
    whole: Letters
    half: Letters


def _letters(size: int, line: float, wide: int, below: int, share: int) -> Letters:
    """Of a size in pixels and lines in sizes at 100, made smaller to this share of 100."""
    return Letters(size * share // 100, ceil(line * size * share / 100), wide, below * share // 100)


# By the share that the classes of the style sheet are named after, largest first.
SIZES = {
    share: Sizes(
        claim=_letters(42, 1.4, 1190, 24, share), asked=_letters(34, 1.4, 1160, 16, share),
        whole=_letters(24, 1.5, 1170, 6, share), half=_letters(24, 1.5, 530, 80, share),
    )
    for share in (100, 88, 78, 68, 60, 52)
}  # fmt: skip
# Of the screen: without what stands above the claim and below all, and a heading within.
HIGH, HEADING = 535, 40
# As long as a code with its label, or a verdict.
BESIDE = "\u3000" * 14


def _of_claim(sheet: Sheet, sizes: Sizes) -> int:
    told = sum(
        sizes.whole.height(BESIDE + text) + 6
        for claim in sheet.card.leans_on
        for text in (claim.text, claim.finding)
    )
    return told + sizes.whole.line + HEADING


def _of_sides(sheet: Sheet, sizes: Sizes) -> int:
    prediction = sheet.card.prediction
    sides = max(map(sizes.half.height, (prediction.supports, prediction.challenges)))
    lines = [line for asked in sheet.asked for line in asked.text.splitlines()]
    return sides + sum(map(sizes.asked.height, lines)) + HEADING


def _of_onward(sheet: Sheet, sizes: Sizes) -> int:
    prediction = sheet.card.prediction
    return sum(map(sizes.asked.height, (*prediction.asks_on, prediction.would_change))) + 2 * HEADING


def _of_later(sheet: Sheet, sizes: Sizes) -> int:
    # The date stands beside it, who says so below, in smaller letters.
    told = sum(sizes.whole.height(later.text + later.date * 2) + sizes.whole.line for later in sheet.later)
    return told + HEADING


HEIGHTS: Mapping[Part, Callable[[Sheet, Sizes], int]] = {
    Part.CLAIM: _of_claim,
    Part.SIDES: _of_sides,
    Part.ONWARD: _of_onward,
    Part.LATER: _of_later,
}


def parts_of(sheet: Sheet, told: Telling) -> list[Part]:
    """The screens that there are of a prediction; the last one only where it may be told."""
    prediction = sheet.card.prediction
    has = {
        Part.ONWARD: bool(prediction.follow_ups or prediction.would_change),
        Part.LATER: bool(sheet.later) and (told.is_told or told.may_tell),
    }
    return [part for part in Part if has.get(part, True)]


def slide_of(sheet: Sheet, wanted: str, codes: Sequence[str], told: Telling) -> Slide | None:
    """A screen of a prediction among those of these codes; None where there is no such screen."""
    parts = parts_of(sheet, told)
    part = next((each for each in parts if each == wanted), None)
    if part is None:
        return None
    at, place = parts.index(part), codes.index(sheet.card.claim.code)
    return Slide(
        sheet, part,
        back=parts[at - 1] if at else None,
        on=parts[at + 1] if at + 1 < len(parts) else None,
        before=codes[place - 1] if place else "",
        after=codes[place + 1] if place + 1 < len(codes) else "",
        place=place + 1, of=len(codes), size=_size_of(sheet, part),
    )  # fmt: skip


def _size_of(sheet: Sheet, part: Part) -> int:
    """The largest letters in which it fits."""
    for share, sizes in SIZES.items():
        if sizes.claim.height(sheet.card.claim.text) + HEIGHTS[part](sheet, sizes) <= HIGH:
            return share
    return min(SIZES)
