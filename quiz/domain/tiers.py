"""What may be told of so many ballots: nothing, three bars, everything. The one place that decides it.

Source: the project's outlook reference (f): 5 ballots for three bars, 10 for the whole distribution and the
shift, 20 for groups; "almost all" where everybody is in one bar and fewer than 20 voted; of up and down the
sum where one is of fewer than 5. A survey may ask for more than 5 (`least`). Stricter than there: "almost
all" is also said of all but one, or the words would tell that they are all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from quiz.domain.forecast import crowd_of, median_of
from quiz.domain.shift import Shift, shift
from quiz.domain.tallies import STANCES, UNSAID, Counts, Pairs, Tally

FULL = 10
GROUPS = 20
# Places of the three bars: disagree, between, agree; 0 to 30 %, 40 to 60 %, 70 to 100 %.
THREE_STANCES = ((0, 1), (2, UNSAID), (3, 4))
THREE_BANDS = ((0, 1, 2, 3), (4, 5, 6), (7, 8, 9, 10))


class Shown(StrEnum):
    """How much is told of a distribution."""

    HIDDEN = "hidden"
    ALMOST_ALL = "almost_all"
    THREE = "three"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Bars:
    """What is told of a distribution: counts of three bars or of all; or where almost all are."""

    shown: Shown
    counts: tuple[int, ...] = ()
    almost: int | None = None

    @property
    def is_exact(self) -> bool:
        """Whether figures over the same ballots may be told."""
        return self.shown is Shown.FULL


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a round's ballots. Median and crowd in per cent, split is the variance of agreement."""

    ballots: int
    likelihood: Bars
    stance: Bars
    median: float | None = None
    crowd: float | None = None
    split: float | None = None
    author_median: float | None = None


@dataclass(frozen=True, slots=True)
class Movement:
    """How many moved: up, down and the same; or only moved and the same; or only which of them few did."""

    up: int | None = None
    down: int | None = None
    same: int | None = None
    moved: int | None = None
    few: str = ""


@dataclass(frozen=True, slots=True)
class ToldShift:
    """What is told of the readers who voted twice. Transitions: six by six, the first round in rows."""

    readers: int
    before: Told
    after: Told
    movement: Movement | None = None
    figures: Shift | None = None
    transitions: tuple[tuple[int, ...], ...] = ()
    moved_by: tuple[tuple[str, int], ...] = ()
    # Posts by how often they were named; None: fewer than `least` times.
    posts: tuple[tuple[int, int | None], ...] = ()
    saw: int | None = None


def _is_one_sided(merged: Sequence[int]) -> bool:
    """Whether all, or all but one, are in one of three bars."""
    return max(merged) >= sum(merged) - 1


def _merged(counts: Counts, three: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(int(counts[list(places)].sum()) for places in three)


def hides_difference(small: Tally, large: Tally, least: int) -> bool:
    """Whether the ballots of `large` that are not among those of `small` are told by no difference.

    Where both are told exactly, their difference is as good as published. Five who all say the same are told
    by it, so it must be of 20 or more, or not one-sided; in likelihood and in agreement.
    """
    measures = (
        (small.likelihood, large.likelihood, THREE_BANDS),
        (small.stance, large.stance, THREE_STANCES),
    )
    return all(_is_hidden(one, two, three, least) for one, two, three in measures)


def _is_hidden(small: Counts, large: Counts, three: Sequence[tuple[int, ...]], least: int) -> bool:
    apart = large - small
    if apart.sum() == 0 or apart.sum() >= GROUPS:
        return True
    told = (bars(counts, three, least).shown for counts in (small, large))
    return not set(told) <= {Shown.THREE, Shown.FULL} or not _is_one_sided(_merged(apart, three))


def stances_of_parts(parts: Sequence[Tally], least: int) -> list[Bars]:
    """The stances of the parts of a room whose whole is told: each in three bars unless all may be whole.

    What is told of one part follows for the other from the whole. So where one part is nearly of one mind,
    only that is said, and nothing of the others.
    """
    told = [bars(part.stance, THREE_STANCES, least) for part in parts]
    if any(each.shown in (Shown.ALMOST_ALL, Shown.HIDDEN) for each in told):
        return [each if each.shown is Shown.ALMOST_ALL else Bars(Shown.HIDDEN) for each in told]
    if all(each.shown is Shown.FULL for each in told):
        return told
    return [Bars(Shown.THREE, _merged(part.stance, THREE_STANCES)) for part in parts]


def bars(counts: Counts, three: Sequence[tuple[int, ...]], least: int) -> Bars:
    """A distribution as far as it may be told; three bars are disagree, between, agree (or low to high)."""
    total = int(counts.sum())
    merged = _merged(counts, three)
    if total < least:
        return Bars(Shown.HIDDEN)
    if _is_one_sided(merged) and total < max(GROUPS, least):
        return Bars(Shown.ALMOST_ALL, almost=merged.index(max(merged)))
    if total < max(FULL, least):
        return Bars(Shown.THREE, merged)
    return Bars(Shown.FULL, tuple(int(count) for count in counts))


def tell(tally: Tally, least: int) -> Told:
    """What may be told of these ballots."""
    likelihood = bars(tally.likelihood, THREE_BANDS, least)
    stance = bars(tally.stance, THREE_STANCES, least)
    return Told(
        ballots=tally.ballots,
        likelihood=likelihood,
        stance=stance,
        median=median_of(tally.likelihood) if likelihood.is_exact else None,
        crowd=100 * crowd_of(tally.likelihood) if likelihood.is_exact else None,
        split=_split(stance, tally.stance),
        author_median=median_of(tally.author) if tally.author.sum() >= max(FULL, least) else None,
    )


def _split(stance: Bars, counts: Counts) -> float | None:
    """The variance of agreement, -2 to 2, from what is told: from three bars at -2, 0 and 2."""
    if stance.shown is Shown.HIDDEN:
        return None
    if stance.shown is Shown.ALMOST_ALL:
        return 0.0
    told, values = (counts[:UNSAID], STANCES[:UNSAID]) if stance.is_exact else (stance.counts, (-2, 0, 2))
    every = np.repeat(np.array(values, dtype=float), told)
    return float(every.var()) if len(every) else 0.0


def tell_shift(pairs: Pairs, least: int) -> ToldShift:
    """What may be told of the readers who voted twice."""
    before, after = tell(pairs.before, least), tell(pairs.after, least)
    exact = before.likelihood.is_exact and after.likelihood.is_exact
    found = shift(*pairs.likelihoods()) if pairs.readers >= least else None
    stances = before.stance.is_exact and after.stance.is_exact
    return ToldShift(
        readers=pairs.readers,
        before=before,
        after=after,
        movement=_movement(found, least) if found else None,
        figures=found if exact else None,
        transitions=tuple(tuple(map(int, row)) for row in pairs.stance) if stances else (),
        moved_by=_most(pairs.moved) if pairs.readers >= max(FULL, least) else (),
        posts=tuple((int(post), count if count >= least else None) for post, count in _most(pairs.posts))
        if found
        else (),
        saw=pairs.saw if exact and _is_open(pairs.saw, pairs.readers, least) else None,
    )  # fmt: skip


def _is_open(part: int, whole: int, least: int) -> bool:
    return all(count == 0 or count >= least for count in (part, whole - part))


def _most(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda row: (-row[1], row[0])))


def _movement(found: Shift, least: int) -> Movement:
    moved = found.up + found.down
    if found.readers >= max(GROUPS, least) or min(found.up, found.down, found.same) >= least:
        return Movement(found.up, found.down, found.same, moved)
    if min(moved, found.same) >= least:
        return Movement(same=found.same, moved=moved)
    # Of one count the other follows, since how many they are together is told.
    return Movement(few="moved" if moved < least else "same")


def room_forecast(tally: Tally, least: int) -> float | None:
    """What those said together who did not know how it turned out, 0 to 1; None where it may not be told."""
    knowing = tally.ballots - int(tally.unknowing.sum())
    enough = tally.unknowing.sum() >= max(FULL, least) and _is_open(knowing, tally.ballots, least)
    told = bars(tally.unknowing, THREE_BANDS, least)
    return crowd_of(tally.unknowing) if enough and told.is_exact else None
