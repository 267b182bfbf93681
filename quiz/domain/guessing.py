"""Readers who have not read but know how tests are made: what they would pick, and whether it pays.

Nothing here knows a quiz: a question is a stem, its options and which of them are right.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from quiz.domain.prose import JAPANESE, chance_of_at_least

# Words that carry no subject, so that sharing them says nothing.
EMPTY = {
    "the", "and", "for", "are", "was", "were", "that", "this", "with", "from", "which", "what", "how", "does",
    "did", "has", "have", "had", "not", "its", "their", "than", "who", "when", "why", "all", "any", "one",
    "you", "can", "according", "article", "references", "choose", "apply",
}  # fmt: skip
HEDGED = re.compile(
    r"ほど|ぐらい|くらい|約|およそ|程度|かも|よう[だでに]|とされ|見込み|多く|主に|一部|うる|"
    r"\b(?:about|some|may|might|mostly|mainly|partly|often|can|could|seems?|apparently|roughly|around)\b",
    re.IGNORECASE,
)
ABSOLUTE = re.compile(
    r"すべて|必ず|決して|まったく|完全|だけ|のみ|一切|一つも|永久|"
    r"\b(?:all|always|never|none|only|every|completely|entirely|exactly|must|no)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Choices:
    """A stem, its options, and the places of those that are right."""

    stem: str
    options: tuple[str, ...]
    right: frozenset[int]


@dataclass(frozen=True, slots=True)
class Around:
    """What else a guesser sees: how often words stand in the other questions, and what a term looks like."""

    met: Mapping[str, int] = field(default_factory=dict)
    terms: re.Pattern[str] = re.compile("(?!)")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one way of guessing came to: `hits` expected of `questions`, `by_chance` without any, and how
    likely chance alone does as well (`p`, and `held`: by Holm over all ways that were tried).
    """

    way: str
    questions: int
    hits: float
    by_chance: float
    p: float
    held: float = 1.0


@lru_cache(maxsize=4096)
def words_of(text: str) -> frozenset[str]:
    """Pairs of neighbouring signs in Japanese, words of three letters and more elsewhere; no empty words."""
    text = text.lower()
    found = {word for word in re.findall(r"[a-z0-9]{3,}", text) if word not in EMPTY}
    japanese = "".join(sign if JAPANESE.match(sign) else " " for sign in text)
    for run in japanese.split():
        found |= {run[at : at + 2] for at in range(len(run) - 1)}
    return frozenset(found)


def _longest(asked: Choices, _around: Around) -> list[float]:
    return [float(len(option)) for option in asked.options]


def _shortest(asked: Choices, _around: Around) -> list[float]:
    return [-float(len(option)) for option in asked.options]


def _like_the_stem(asked: Choices, _around: Around) -> list[float]:
    stem = words_of(asked.stem)
    return [float(len(words_of(option) & stem)) for option in asked.options]


def _hedged(asked: Choices, _around: Around) -> list[float]:
    return [float(len(HEDGED.findall(option)) - len(ABSOLUTE.findall(option))) for option in asked.options]


def _terms(asked: Choices, around: Around) -> list[float]:
    return [float(len(around.terms.findall(option))) for option in asked.options]


def _met(asked: Choices, around: Around) -> list[float]:
    return [sum(around.met.get(word, 0) for word in words_of(option)) for option in asked.options]


def _like_the_others(asked: Choices, _around: Around) -> list[float]:
    return list(_likenesses(asked.options))


# Most of the work, and the same in each quiz that has the question, among all quizzes and in the next pack.
@lru_cache(maxsize=1024)
def _likenesses(options: tuple[str, ...]) -> tuple[float, ...]:
    return tuple(
        sum(SequenceMatcher(None, option, other).ratio() for at, other in enumerate(options) if at != place)
        for place, option in enumerate(options)
    )


# Each ranks the options of one question; the guesser picks the highest.
WAYS: Mapping[str, Callable[[Choices, Around], list[float]]] = {
    "the longest": _longest,
    "the shortest": _shortest,
    "most words of the stem": _like_the_stem,
    "most hedged, least absolute": _hedged,
    "most glossary terms": _terms,
    "most words met elsewhere": _met,
    "most like the others": _like_the_others,
}


def chance_of(asked: Choices) -> float:
    """Of being right with one pick by chance."""
    return len(asked.right) / len(asked.options)


def hit(asked: Choices, ranks: Sequence[float]) -> float:
    """How often the highest ranked option is right: a share where several rank equal."""
    best = [place for place, rank in enumerate(ranks) if rank == max(ranks)]
    return sum(place in asked.right for place in best) / len(best)


def outcome(way: str, hits: Iterable[float], chances: Iterable[float]) -> Outcome:
    """What a way of guessing came to; p by the Poisson binomial distribution, of the hits rounded."""
    found, chances = sum(hits), list(chances)
    p = chance_of_at_least(round(found), chances) if found > 0 else 1.0
    return Outcome(way, len(chances), found, sum(chances), min(p, 1.0))


def guesses(questions: Sequence[Choices], arounds: Sequence[Around]) -> list[Outcome]:
    """What each way comes to over these questions, each with what stands around it."""
    chances = [chance_of(asked) for asked in questions]
    return [
        outcome(
            way,
            [hit(asked, rank(asked, seen)) for asked, seen in zip(questions, arounds, strict=True)],
            chances,
        )
        for way, rank in WAYS.items()
    ]


def closed_book(asked: Choices, around: Around) -> float:
    """How often a reader who has not read is right: the mean over all ways of guessing, 0 to 1."""
    return sum(hit(asked, rank(asked, around)) for rank in WAYS.values()) / len(WAYS)


def by_truth(statements: Iterable[tuple[str, bool]]) -> Outcome:
    """Who holds absolute statements for false and all others for true."""
    hits = [float((not ABSOLUTE.search(text)) is truth) for text, truth in statements]
    return outcome("absolute statements are false", hits, [0.5] * len(hits))


def by_count(way: str, counts: Sequence[tuple[int, int]]) -> Outcome:
    """Who learned that always the same count holds: pairs of how many hold, and how many counts there are.

    The count is the most usual one among questions with as many; alone a question tells nothing.
    """
    alike: dict[int, list[int]] = {}
    for count, possible in counts:
        alike.setdefault(possible, []).append(count)
    hits, chances = [], []
    for possible, found in alike.items():
        if len(found) > 1:
            usual = Counter(found).most_common(1)[0][0]
            hits += [float(count == usual) for count in found]
            chances += [1 / possible] * len(found)
    return outcome(way, hits, chances)


def held(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The same with p held against how many ways were tried. Source: S. Holm (1979)."""
    order = sorted(range(len(outcomes)), key=lambda place: outcomes[place].p)
    by_place, highest = {}, 0.0
    for rank, place in enumerate(order):
        highest = max(highest, min(1.0, outcomes[place].p * (len(outcomes) - rank)))
        by_place[place] = highest
    return [
        Outcome(each.way, each.questions, each.hits, each.by_chance, each.p, by_place[place])
        for place, each in enumerate(outcomes)
    ]
