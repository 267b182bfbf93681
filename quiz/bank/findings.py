"""What an editor should look at in a pack that could be loaded: cues, language, grounds, balance.

Each finding names the file, the place and what is wrong. An error must be mended; a warning is to be weighed;
a note only counts.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from quiz.bank.pack import ClaimPart, PackPart, QuestionPart, Text
from quiz.bank.texts import figures_of, placed_texts
from quiz.domain.kinds import GRADED, Kind, Scope, Verdict
from quiz.domain.prose import (
    JAPANESE,
    chance_of_at_least,
    numbers_as_words,
    numbers_in,
    sections_in,
    sentences_in,
    unmarked_negations,
)
from quiz.domain.withheld import withheld_words

LANGUAGES = ("ja", "en")
# How often chance alone may bring a pattern about before it counts as a cue.
FAR_MORE = 0.05
# Names and figures may be the same in both languages; sentences are not.
LONGEST_NAME = 40
STEM_LENGTHS = {"ja": 80, "en": 30}
SENTENCES = range(2, 6)
ALL_OF_THEM = (
    "上記のすべて",
    "すべて正しい",
    "どれも正しい",
    "all of the above",
    "all of these",
    "none of the above",
)
SIDES = {"us": "United States", "china": "China", "none": "neither"}
OTHER = {"us": "china", "china": "us", "none": "none"}
ERRING = (Verdict.CONTRADICTED, Verdict.IMPRECISE)


class Level(StrEnum):
    """What a finding asks for."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report."""

    level: Level
    line: str


def findings(pack: PackPart, today: date) -> list[Finding]:
    """All findings of a pack, errors and warnings before the notes."""
    found = [
        *_of_every_text(pack),
        *_of_questions(pack),
        *_length_cue(pack),
        *_positions(pack),
        *_not_rested_on(pack),
        *_outlook(pack),
        *_references(pack, today),
        *balance(pack),
    ]
    return sorted(found, key=lambda finding: list(Level).index(finding.level))


def _error(line: str) -> Finding:
    return Finding(Level.ERROR, line)


def _questions(pack: PackPart) -> Iterator[tuple[str, QuestionPart]]:
    for quiz in pack.quizzes:
        for question in quiz.questions:
            yield f"quizzes/{quiz.slug}: {question.code}", question


def _both(text: Text) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        yield language, str(getattr(text, language))


def _of_every_text(pack: PackPart) -> Iterator[Finding]:
    for where, text in placed_texts(pack):
        if JAPANESE.search(text.en):
            yield _error(f"{where}: the English text holds Japanese: not translated?")
        if text.ja == text.en and len(text.en) > LONGEST_NAME:
            yield _error(f"{where}: the Japanese text is the English one: not translated?")
        if words := withheld_words(f"{text.ja} {text.en}"):
            yield _error(f"{where}: {', '.join(words)}: a word of what is withheld")
        ja, en = numbers_in(text.ja), numbers_in(text.en)
        odd = (ja - en - numbers_as_words(text.en)) | (en - ja - numbers_as_words(text.ja))
        if odd:
            told = ", ".join(f"{number:,f}" for number in sorted(odd))
            yield _error(f"{where}: {told}: stands in one language only")


def _of_questions(pack: PackPart) -> Iterator[Finding]:
    claims = {claim.code: claim for claim in pack.claims}
    sections = {passage.anchor: passage.section for passage in pack.source.passages}
    figures = figures_of(pack)
    for where, question in _questions(pack):
        lines = [
            *_repeated_options(question),
            *_stem(question),
            *_explanation(question),
            *_traced(
                question,
                {sections.get(claims[code].passage, "") for code in question.rests_on if code in claims},
                figures,
            ),
        ]
        yield from (_error(f"{where}: {line}") for line in lines)
    for passage in pack.source.passages:
        if passage.text:
            for number in sorted(numbers_in(passage.text.ja) | numbers_in(passage.text.en)):
                if number not in figures:
                    yield _error(
                        f"source.yaml: {passage.anchor}: {number:,f} stands in no claim and no reference"
                    )


def _repeated_options(question: QuestionPart) -> Iterator[str]:
    groups = [
        [option.text for option in question.options],
        [item.text for item in question.items],
        [pair.left for pair in question.pairs],
        [pair.right for pair in question.pairs] + [part.text for part in question.extra],
    ]
    for texts in groups:
        for language in LANGUAGES:
            said = Counter(str(getattr(text, language)).casefold() for text in texts)
            yield from (f"option {text!r} is repeated" for text, count in said.items() if count > 1)
            yield from (
                f"option {text!r} takes in the others" for text in said if text.strip(" 。.") in ALL_OF_THEM
            )


def _stem(question: QuestionPart) -> Iterator[str]:
    for language, text in _both(question.stem):
        if marks := list(unmarked_negations(text, language)):
            yield f"stem ({language}): {', '.join(marks)}: a negation without emphasis (**…**)"
        for sentence in sentences_in(text, language):
            length = len(sentence) if language == "ja" else len(sentence.split())
            if length > STEM_LENGTHS[language]:
                yield f"stem ({language}): a sentence of {length}, over {STEM_LENGTHS[language]}"


def _explanation(question: QuestionPart) -> Iterator[str]:
    for language, text in _both(question.explanation):
        count = len(sentences_in(text, language))
        if count not in SENTENCES:
            yield f"explanation ({language}): {count} sentences; 2 to 5 are wanted"


def _traced(question: QuestionPart, sections: set[str], figures: set[Decimal]) -> Iterator[str]:
    for language, text in _both(question.explanation):
        for number in sorted(numbers_in(text)):
            if number not in figures:
                yield f"explanation ({language}): {number:,f} stands in no claim and no reference"
        named = sections_in(text)
        if question.kind in GRADED and not named:
            yield f"explanation ({language}): does not say where the article says it"
        if question.kind in GRADED and named and not named & sections:
            yield f"explanation ({language}): names {', '.join(sorted(named))}; its claims stand elsewhere"


def _length_cue(pack: PackPart) -> Iterator[Finding]:
    singles = [question for _where, question in _questions(pack) if question.kind is Kind.SINGLE]
    for language in LANGUAGES:
        longest = 0
        for question in singles:
            lengths = {option.right: 0 for option in question.options}
            for option in question.options:
                lengths[option.right] = max(lengths[option.right], len(getattr(option.text, language)))
            longest += lengths.get(True, 0) > lengths.get(False, 0)
        chance = chance_of_at_least(longest, [1 / max(len(question.options), 1) for question in singles])
        if longest and chance < FAR_MORE:
            yield _error(
                f"quizzes ({language}): the right option is the longest in {longest} of {len(singles)} "
                f"single-choice questions; by chance that happens in {chance:.1%} of packs"
            )


def _positions(pack: PackPart) -> Iterator[Finding]:
    singles = [question for _where, question in _questions(pack) if question.kind is Kind.SINGLE]
    truths = [question.answer for _where, question in _questions(pack) if question.kind is Kind.TRUE_FALSE]
    places = Counter(
        place for question in singles for place, option in enumerate(question.options, 1) if option.right
    )
    for place, count in places.items():
        chances = [1 / len(question.options) for question in singles if len(question.options) >= place]
        if chance_of_at_least(count, chances) < FAR_MORE / 4:
            yield Finding(Level.WARNING, f"quizzes: the right option stands at place {place} {count} times")
    for truth, count in Counter(truths).items():
        if chance_of_at_least(count, [0.5] * len(truths)) < FAR_MORE:
            yield Finding(
                Level.WARNING,
                f"quizzes: {count} of {len(truths)} true/false statements are {str(truth).lower()}",
            )


def _not_rested_on(pack: PackPart) -> Iterator[Finding]:
    used = {code for _where, question in _questions(pack) for code in question.rests_on}
    used |= {sentence.claim for _where, question in _questions(pack) for sentence in question.sentences}
    for claim in pack.claims:
        if claim.code not in used and claim.code.startswith("C"):
            yield _error(
                f"claims.yaml: {claim.code}: no question rests on it and no exercise asks for its label"
            )


def _outlook(pack: PackPart) -> Iterator[Finding]:
    predictions = {claim.code for claim in pack.claims if claim.label == "prediction"}
    discussed = [part.claim for part in pack.outlook]
    for code in sorted(predictions - set(discussed)):
        yield _error(f"outlook.yaml: {code}: a prediction without prompt and arguments")
    for part in pack.outlook:
        if any(later.date > after.date for later, after in pairwise(part.later)):
            yield _error(
                f"outlook.yaml: {part.claim}: later developments are not in the order of their dates"
            )


def _references(pack: PackPart, today: date) -> Iterator[Finding]:
    for part in pack.references:
        if part.recheck <= part.checked:
            yield _error(f"references.yaml: {part.key}: is to be checked again before it was checked")
        elif part.recheck < today:
            yield Finding(
                Level.WARNING, f"references.yaml: {part.key}: was to be checked again by {part.recheck}"
            )


def balance(pack: PackPart) -> Iterator[Finding]:
    """Questions, right answers and erring claims by the side that a claim favours.

    A claim favours the side that looks stronger or better if one believes it. The right answer of a question
    "according to the article" speaks for that side; in fact, on a contradicted claim, for the other.
    """
    claims = {claim.code: claim for claim in pack.claims}
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for _where, question in _questions(pack):
        if question.kind in GRADED:
            sides = {_speaks_for(claims[code], question) for code in question.rests_on if code in claims}
            asked.update({claims[code].favours for code in question.rests_on if code in claims})
            right.update(sides)
    errors: Counter[str] = Counter(claim.favours for claim in pack.claims if claim.check.verdict in ERRING)
    contradicted: Counter[str] = Counter(
        claim.favours for claim in pack.claims if claim.check.verdict is Verdict.CONTRADICTED
    )
    for title, counts in (
        ("questions on claims that favour", asked),
        ("right answers that speak for", right),
        ("contradicted claims that favour", contradicted),
        ("imprecise or contradicted claims that favour", errors),
    ):
        told = ", ".join(f"{name} {counts[side]}" for side, name in SIDES.items())
        yield Finding(Level.NOTE, f"balance: {title}: {told}")
    one_sided = [side for side in ("us", "china") if errors[side] and not errors[OTHER[side]]]
    for side in one_sided:
        yield Finding(Level.WARNING, f"balance: all errors hit claims that favour {SIDES[side]}")


def _speaks_for(claim: ClaimPart, question: QuestionPart) -> str:
    turned = question.scope is Scope.FACT and claim.check.verdict is Verdict.CONTRADICTED
    return OTHER[claim.favours] if turned else claim.favours
