"""Sums over ballots that can be added up: of one round, and of two rounds paired by reader.

Likelihood has eleven places (0, 10 … 100 %), stance six (-2 … 2 and "can't say", the last).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
LIKELIHOODS = tuple(range(0, 101, 10))
STANCES = (-2, -1, 0, 1, 2, None)
UNSAID = 5


@dataclass(frozen=True, slots=True)
class Vote:
    """What one ballot says, without whose it is. Likelihoods in per cent; agreement None: can't say."""

    likelihood: int
    agreement: int | None
    author_means: int | None = None
    knew: bool = False
    saw: bool = False
    moved_by: str = ""
    moved_post: int | None = None

    @property
    def place(self) -> int:
        """Which of the eleven likelihoods."""
        return self.likelihood // 10

    @property
    def stance(self) -> int:
        """Which of the six stances."""
        return UNSAID if self.agreement is None else self.agreement + 2


def _none(*shape: int) -> Counts:
    return np.zeros(shape, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many ballots of a round say what; `unknowing` are the likelihoods of those who did not know."""

    likelihood: Counts = field(default_factory=lambda: _none(11))
    stance: Counts = field(default_factory=lambda: _none(6))
    author: Counts = field(default_factory=lambda: _none(11))
    unknowing: Counts = field(default_factory=lambda: _none(11))

    @property
    def ballots(self) -> int:
        """How many they are."""
        return int(self.likelihood.sum())

    @classmethod
    def of(cls, votes: Iterable[Vote]) -> Self:
        """The sums of these ballots."""
        return cls.counted((vote, 1) for vote in votes)

    @classmethod
    def counted(cls, votes: Iterable[tuple[Vote, int]]) -> Self:
        """The sums of so many ballots of each kind."""
        made = cls()
        for vote, count in votes:
            made.likelihood[vote.place] += count
            made.stance[vote.stance] += count
            made.unknowing[vote.place] += 0 if vote.knew else count
            if vote.author_means is not None:
                made.author[vote.author_means // 10] += count
        return made

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.likelihood + other.likelihood, self.stance + other.stance, self.author + other.author,
            self.unknowing + other.unknowing,
        )  # fmt: skip

    def to_json(self) -> dict[str, Any]:
        """As it is stored."""
        return {
            "likelihood": self.likelihood.tolist(), "stance": self.stance.tolist(),
            "author": self.author.tolist(), "unknowing": self.unknowing.tolist(),
        }  # fmt: skip

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """From what was stored; of nothing, nothing."""
        return cls(**{name: np.array(counts, dtype=np.int64) for name, counts in kept.items()})


@dataclass(frozen=True, slots=True)
class Pairs:
    """How many readers said what first (rows) and what then (columns), and what moved them.

    `again` of them voted a second time; for the others the first ballot stands in the column, too.
    """

    likelihood: Counts = field(default_factory=lambda: _none(11, 11))
    stance: Counts = field(default_factory=lambda: _none(6, 6))
    author: Counts = field(default_factory=lambda: _none(11))
    unknowing: Counts = field(default_factory=lambda: _none(11))
    again: int = 0
    saw: int = 0
    moved: Mapping[str, int] = field(default_factory=dict)
    posts: Mapping[str, int] = field(default_factory=dict)

    @property
    def readers(self) -> int:
        """How many they are."""
        return int(self.likelihood.sum())

    @property
    def before(self) -> Tally:
        """Their first ballots; what they thought the author meant is kept of the second only."""
        return Tally(self.likelihood.sum(axis=1), self.stance.sum(axis=1))

    @property
    def after(self) -> Tally:
        """Their second ballots."""
        return Tally(self.likelihood.sum(axis=0), self.stance.sum(axis=0), self.author, self.unknowing)

    def likelihoods(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The likelihoods before and after in per cent, paired by place; each is as long as readers."""
        values = np.array(LIKELIHOODS, dtype=float)
        first, second = np.nonzero(self.likelihood)
        times = self.likelihood[first, second]
        return np.repeat(values[first], times), np.repeat(values[second], times)

    @classmethod
    def of(cls, votes: Iterable[tuple[Vote, Vote | None]]) -> Self:
        """The sums of these pairs, first and second; None: the reader did not vote again."""
        pairs = list(votes)
        seconds = [second for _first, second in pairs if second]
        made = cls(
            again=len(seconds),
            saw=sum(second.saw for second in seconds),
            moved=dict(Counter(second.moved_by for second in seconds if second.moved_by)),
            posts=dict(Counter(str(second.moved_post) for second in seconds if second.moved_post)),
        )
        for first, second in pairs:
            last = second or first
            made.likelihood[first.place, last.place] += 1
            made.stance[first.stance, last.stance] += 1
            made.unknowing[last.place] += not last.knew
            if second and second.author_means is not None:
                made.author[second.author_means // 10] += 1
        return made

    def to_json(self) -> dict[str, Any]:
        """As it is stored."""
        return {
            "likelihood": self.likelihood.tolist(), "stance": self.stance.tolist(),
            "author": self.author.tolist(), "unknowing": self.unknowing.tolist(), "again": self.again,
            "saw": self.saw, "moved": dict(self.moved), "posts": dict(self.posts),
        }  # fmt: skip

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """From what was stored; of nothing, nothing."""
        if not kept:
            return cls()
        likelihood, stance, author, unknowing = (np.array(kept[name], dtype=np.int64) for name in ARRAYS)
        return cls(
            likelihood, stance, author, unknowing, kept["again"], kept["saw"], kept["moved"], kept["posts"]
        )


ARRAYS = ("likelihood", "stance", "author", "unknowing")
