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
        made = cls()
        for vote in votes:
            made.likelihood[vote.place] += 1
            made.stance[vote.stance] += 1
            made.unknowing[vote.place] += not vote.knew
            if vote.author_means is not None:
                made.author[vote.author_means // 10] += 1
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
    """How many readers said what first (rows) and what then (columns), and what moved them."""

    likelihood: Counts = field(default_factory=lambda: _none(11, 11))
    stance: Counts = field(default_factory=lambda: _none(6, 6))
    author: Counts = field(default_factory=lambda: _none(11))
    unknowing: Counts = field(default_factory=lambda: _none(11))
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
    def of(cls, votes: Iterable[tuple[Vote, Vote]]) -> Self:
        """The sums of these pairs, first and second."""
        pairs = list(votes)
        made = cls(
            saw=sum(after.saw for _before, after in pairs),
            moved=dict(Counter(after.moved_by for _before, after in pairs if after.moved_by)),
            posts=dict(Counter(str(after.moved_post) for _before, after in pairs if after.moved_post)),
        )
        for before, after in pairs:
            made.likelihood[before.place, after.place] += 1
            made.stance[before.stance, after.stance] += 1
            made.unknowing[after.place] += not after.knew
            if after.author_means is not None:
                made.author[after.author_means // 10] += 1
        return made

    def __add__(self, other: "Pairs") -> "Pairs":
        return Pairs(
            self.likelihood + other.likelihood, self.stance + other.stance, self.author + other.author,
            self.unknowing + other.unknowing, self.saw + other.saw,
            dict(Counter(self.moved) + Counter(other.moved)),
            dict(Counter(self.posts) + Counter(other.posts)),
        )  # fmt: skip

    def to_json(self) -> dict[str, Any]:
        """As it is stored."""
        return {
            "likelihood": self.likelihood.tolist(), "stance": self.stance.tolist(),
            "author": self.author.tolist(), "unknowing": self.unknowing.tolist(), "saw": self.saw,
            "moved": dict(self.moved), "posts": dict(self.posts),
        }  # fmt: skip

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """From what was stored; of nothing, nothing."""
        if not kept:
            return cls()
        likelihood, stance, author, unknowing = (np.array(kept[name], dtype=np.int64) for name in ARRAYS)
        return cls(likelihood, stance, author, unknowing, kept["saw"], kept["moved"], kept["posts"])


ARRAYS = ("likelihood", "stance", "author", "unknowing")
