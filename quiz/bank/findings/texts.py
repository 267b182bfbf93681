"""Language, length and figures of each text, option by option."""

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache

from quiz.bank.findings.told import LANGUAGES, Finding, both, error, questions_of
from quiz.bank.pack import PackPart, QuestionPart
from quiz.bank.texts import figures_of, placed_texts
from quiz.domain.kinds import GRADED
from quiz.domain.prose import (
    JAPANESE,
    numbers_as_words,
    numbers_in,
    sections_in,
    sentences_in,
    unmarked_negations,
)
from quiz.domain.withheld import withheld_words

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


def of_every_text(pack: PackPart) -> Iterator[Finding]:
    for where, text in placed_texts(pack):
        if JAPANESE.search(text.en):
            yield error(f"{where}: the English text holds Japanese: not translated?")
        if text.ja == text.en and len(text.en) > LONGEST_NAME:
            yield error(f"{where}: the Japanese text is the English one: not translated?")
        if words := _looked_for(withheld_words, f"{text.ja} {text.en}"):
            yield error(f"{where}: {', '.join(words)}: a word of what is withheld")
        ja, en = numbers_in(text.ja), numbers_in(text.en)
        if ja == en:
            continue
        odd = (ja - en - numbers_as_words(text.en)) | (en - ja - numbers_as_words(text.ja))
        if odd:
            told = ", ".join(f"{number:,f}" for number in sorted(odd))
            yield error(f"{where}: {told}: stands in one language only")


# Here and not where the words are looked for: that is also done with what people write, which nothing keeps.
@cache
def _looked_for(look: Callable[[str], list[str]], text: str) -> list[str]:
    return look(text)


def of_questions(pack: PackPart) -> Iterator[Finding]:
    claims = {claim.code: claim for claim in pack.claims}
    sections = {passage.anchor: passage.section for passage in pack.source.passages}
    figures = figures_of(pack)
    for where, question in questions_of(pack):
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
        yield from (error(f"{where}: {line}") for line in lines)
    for passage in pack.source.passages:
        if passage.text:
            for number in sorted(numbers_in(passage.text.ja) | numbers_in(passage.text.en)):
                if number not in figures:
                    yield error(
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
    for language, text in both(question.stem):
        if marks := list(unmarked_negations(text, language)):
            yield f"stem ({language}): {', '.join(marks)}: a negation without emphasis (**…**)"
        for sentence in sentences_in(text, language):
            length = len(sentence) if language == "ja" else len(sentence.split())
            if length > STEM_LENGTHS[language]:
                yield f"stem ({language}): a sentence of {length}, over {STEM_LENGTHS[language]}"


def _explanation(question: QuestionPart) -> Iterator[str]:
    for language, text in both(question.explanation):
        count = len(sentences_in(text, language))
        if count not in SENTENCES:
            yield f"explanation ({language}): {count} sentences; 2 to 5 are wanted"


def _traced(question: QuestionPart, sections: set[str], figures: set[Decimal]) -> Iterator[str]:
    for language, text in both(question.explanation):
        for number in sorted(numbers_in(text)):
            if number not in figures:
                yield f"explanation ({language}): {number:,f} stands in no claim and no reference"
        named = sections_in(text)
        if question.kind in GRADED and not named:
            yield f"explanation ({language}): does not say where the article says it"
        if question.kind in GRADED and named and not named & sections:
            yield f"explanation ({language}): names {', '.join(sorted(named))}; its claims stand elsewhere"
