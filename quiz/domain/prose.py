"""Reading texts as an editor would: their numbers, their sentences, their negations."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

# A number that is not part of a name such as H20, FP8 or 70B; the article writes its unit close to it.
NUMBER = re.compile(
    r"(?<![A-Za-z0-9_.,])(\d[\d,]*(?:\.\d+)?)(?=TFLOPS|(?![A-Za-z0-9_]))\s*(万|億|兆|million|billion|trillion)?"
)
SCALES = {
    "万": 10**4, "億": 10**8, "兆": 10**12, "million": 10**6, "billion": 10**9, "trillion": 10**12, "": 1,
}  # fmt: skip
MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
]  # fmt: skip
WORDS = {
    "one": 1, "two": 2, "twice": 2, "doubles": 2, "second": 2, "three": 3, "third": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twenty": 20,
    "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
}  # fmt: skip
SECTIONS_JA = re.compile(r"第(\d+)節")
PARAGRAPHS = re.compile(r"第\d+段落|[Pp](?:aragraph|assage)s? \d+")
SECTIONS_EN = re.compile(r"[Ss]ections? (\d+(?:(?:, | and )\d+)*)")
ENDS_JA = re.compile(r"[。？！](?![）」])")
ENDS_EN = re.compile(r"[.?!](?=[\"')\]]*(?:\s|$))")
NOT_JA = re.compile(r"ない|ません|なかった|ず[、に]|以外|除いて")
NOT_EN = re.compile(r"\b(?:not|never|except|cannot|none|without)\b|n't\b", re.IGNORECASE)
QUOTED = re.compile(r"「[^」]*」|\"[^\"]*\"")
EMPHASIS = re.compile(r"\*\*(.+?)\*\*")
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


# Of two packs; an editor's page asks again with each line that is written.
@lru_cache(maxsize=8192)
def numbers_in(text: str) -> frozenset[Decimal]:
    """The numbers that stand in digits, "5.5 billion" and "55億" alike as 5500000000, and months by name.

    Names such as H20 or FP8 hold no number, and sections of the digest and paragraphs are no figures.
    """
    text = PARAGRAPHS.sub("", SECTIONS_EN.sub("", SECTIONS_JA.sub("", text)))
    found = {Decimal(number.replace(",", "")) * SCALES[scale] for number, scale in NUMBER.findall(text)}
    return frozenset(found).union(
        Decimal(place) for place, name in enumerate(MONTHS, 1) if re.search(rf"\b{name}\b", text)
    )


def numbers_as_words(text: str) -> set[Decimal]:
    """Small numbers written as words, in either language; 1 always, since "a" may stand for it."""
    english = {Decimal(WORDS[word]) for word in re.findall(r"[a-z]+", text.lower()) if word in WORDS}
    return english | {Decimal(WORDS[sign]) for sign in text if sign in WORDS} | {Decimal(1)}


def sections_in(text: str) -> set[str]:
    """The sections of the digest that a text names: "S2" for 第2節 or section 2."""
    listed = [number for group in SECTIONS_EN.findall(text) for number in re.findall(r"\d+", group)]
    return {f"S{number}" for number in [*SECTIONS_JA.findall(text), *listed]}


def sentences_in(text: str, language: str) -> list[str]:
    """The sentences of a text in "ja" or "en"; a stop inside brackets or a number ends none."""
    cut = (ENDS_JA if language == "ja" else ENDS_EN).split(text)
    return [sentence.strip() for sentence in cut if sentence.strip(" \"')]」）")]


def unmarked_negations(text: str, language: str) -> Iterator[str]:
    """The negations of a text that stand neither between ** and ** nor in words that are quoted."""
    bare = QUOTED.sub("", EMPHASIS.sub("", text))
    yield from (NOT_JA if language == "ja" else NOT_EN).findall(bare)


def chance_of_at_least(count: int, chances: list[float]) -> float:
    """The chance that at least `count` of independent events happen, each with its own chance.

    The Poisson binomial distribution, by the usual recurrence over the events.
    """
    spread = [1.0]
    for chance in chances:
        spread = [
            (spread[k] if k < len(spread) else 0.0) * (1 - chance) + (spread[k - 1] * chance if k else 0.0)
            for k in range(len(spread) + 1)
        ]
    return sum(spread[count:])
