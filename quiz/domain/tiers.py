"""What may be told of so many ballots: nothing, three bars, everything. The one place that decides it.

Source: the project's outlook reference (f): 5 ballots for three bars, 10 for the whole distribution and the
shift, 20 for groups. Of fewer than 20 a distribution is too alike to show where all, or all but at most two,
are in one of three bars, so that nobody learns from their own ballot what all others say. A survey may ask
for more than 5 (`least`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from quiz.domain.forecast import crowd_of, median_of
from quiz.domain.shift import Shift, shift
from quiz.domain.tallies import STANCES, UNSAID, Counts, Pairs, Tally

LEAST = 5
FULL = 10
GROUPS = 20
# So many may be apart from all others, or fewer, where that is no longer told.
APART = 2
# Places of the three bars: disagree, between, agree; 0 to 30 %, 40 to 60 %, 70 to 100 %.
THREE_STANCES = ((0, 1), (2, UNSAID), (3, 4))
THREE_BANDS = ((0, 1, 2, 3), (4, 5, 6), (7, 8, 9, 10))


class Shown(StrEnum):
    """How much is told of a distribution."""

    HIDDEN = "hidden"
    ALIKE = "alike"
    THREE = "three"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Bars:
    """What is told of a distribution: counts of three bars or of all; or in which bar nearly all are."""

    shown: Shown
    counts: tuple[int, ...] = ()
    most: int | None = None

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
    """Of those who voted again how many moved up, down, or not; or only moved and not; or `most`: what all
    of them did, or all but at most two.
    """

    up: int | None = None
    down: int | None = None
    same: int | None = None
    moved: int | None = None
    most: str = ""


@dataclass(frozen=True, slots=True)
class ToldShift:
    """What is told of the second round, over the readers of the first: `again` of them voted again, for the
    others the first ballot counts on. Transitions: six by six, the first round in rows.
    """

    readers: int
    again: int
    before: Told
    after: Told
    movement: Movement | None = None
    figures: Shift | None = None
    transitions: tuple[tuple[int, ...], ...] = ()
    moved_by: tuple[tuple[str, int], ...] = ()
    # Posts by how often they were named; None: fewer than `least` times.
    posts: tuple[tuple[int, int | None], ...] = ()
    saw: int | None = None

    @property
    def away(self) -> int:
        """Of how many the first ballot counts on."""
        return self.readers - self.again


def next_mark(published: int) -> int:
    """At how many ballots an outlook without a class is published next: 10, 20, 40, 80, …"""
    mark = FULL
    while mark <= published:
        mark *= 2
    return mark


def _are_alike(counts: Sequence[int], least: int) -> bool:
    """Whether all, or all but at most two, are in one place, and they are fewer than 20."""
    total = sum(counts)
    return total < max(GROUPS, least) and max(counts, default=0) >= total - APART


def _merged(counts: Counts, three: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(int(counts[list(places)].sum()) for places in three)


def stances_of_parts(parts: Sequence[Tally], least: int) -> list[Bars]:
    """The stances of the parts of a room whose whole is told: each in three bars unless all may be whole.

    What is told of one part follows for the other from the whole. So where one part is nearly of one mind,
    only that is said, and nothing of the others.
    """
    told = [bars(part.stance, THREE_STANCES, least) for part in parts]
    if any(each.shown in (Shown.ALIKE, Shown.HIDDEN) for each in told):
        return [each if each.shown is Shown.ALIKE else Bars(Shown.HIDDEN) for each in told]
    if all(each.shown is Shown.FULL for each in told):
        return told
    return [Bars(Shown.THREE, _merged(part.stance, THREE_STANCES)) for part in parts]


def bars(counts: Counts, three: Sequence[tuple[int, ...]], least: int, of: int | None = None) -> Bars:
    """A distribution as far as it may be told; three bars are disagree, between, agree (or low to high).

    `of`: how many ballots of it are new to whoever knows those before; all by default.
    """
    total = int(counts.sum())
    new = total if of is None else of
    merged = _merged(counts, three)
    if min(total, new) < least:
        return Bars(Shown.HIDDEN)
    if _are_alike(merged, least):
        return Bars(Shown.ALIKE, most=merged.index(max(merged)))
    if min(total, new) < max(FULL, least):
        return Bars(Shown.THREE, merged)
    return Bars(Shown.FULL, tuple(int(count) for count in counts))


def merged(told: Bars) -> Bars:
    """Likelihoods in three bars, of those that are told exactly."""
    if told.shown is not Shown.FULL:
        return told
    return Bars(Shown.THREE, tuple(sum(told.counts[place] for place in places) for places in THREE_BANDS))


def tell(tally: Tally, least: int, of: int | None = None) -> Told:
    """What may be told of these ballots; of a second round `of` those that were cast in it."""
    likelihood = bars(tally.likelihood, THREE_BANDS, least, of)
    stance = bars(tally.stance, THREE_STANCES, least, of)
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
    if stance.shown is Shown.ALIKE:
        return 0.0
    told, values = (counts[:UNSAID], STANCES[:UNSAID]) if stance.is_exact else (stance.counts, (-2, 0, 2))
    every = np.repeat(np.array(values, dtype=float), told)
    return float(every.var()) if len(every) else 0.0


def tell_shift(pairs: Pairs, least: int) -> ToldShift:
    """What may be told of the second round. Sizes, transitions and reasons of the movement are told where the
    counts of the movement are and both distributions are exact; else one mover would know of all others.
    """
    before, after = tell(pairs.before, least), tell(pairs.after, least, pairs.again)
    found = shift(*pairs.likelihoods(), pairs.readers - pairs.again) if pairs.again >= least else None
    movement = _movement(found, least) if found else None
    is_told = movement is not None and not movement.most and pairs.again >= max(FULL, least)
    exact = is_told and before.likelihood.is_exact and after.likelihood.is_exact
    stances = is_told and before.stance.is_exact and after.stance.is_exact
    moved_by = _most(pairs.moved)
    return ToldShift(
        readers=pairs.readers,
        again=pairs.again,
        before=before,
        after=after,
        movement=movement,
        figures=found if exact else None,
        transitions=tuple(tuple(map(int, row)) for row in pairs.stance) if stances else (),
        moved_by=moved_by if is_told and not _are_alike([count for _kind, count in moved_by], least) else (),
        posts=tuple((int(post), count if count >= least else None) for post, count in _most(pairs.posts))
        if is_told
        else (),
        saw=pairs.saw if exact and _is_open(pairs.saw, pairs.again, least) else None,
    )  # fmt: skip


def _is_open(part: int, whole: int, least: int) -> bool:
    return all(count == 0 or count >= least for count in (part, whole - part))


def _most(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda row: (-row[1], row[0])))


def _movement(found: Shift, least: int) -> Movement:
    moved = found.up + found.down
    if _are_alike((moved, found.same), least):
        return Movement(most="moved" if moved > found.same else "same")
    if found.readers >= max(GROUPS, least) or min(found.up, found.down, found.same) >= least:
        return Movement(found.up, found.down, found.same, moved)
    return Movement(same=found.same, moved=moved)


def room_forecast(tally: Tally, least: int) -> float | None:
    """What those said together who did not know how it turned out, 0 to 1; None where it may not be told."""
    knowing = tally.ballots - int(tally.unknowing.sum())
    enough = tally.unknowing.sum() >= max(FULL, least) and _is_open(knowing, tally.ballots, least)
    told = bars(tally.unknowing, THREE_BANDS, least)
    return crowd_of(tally.unknowing) if enough and told.is_exact else None
