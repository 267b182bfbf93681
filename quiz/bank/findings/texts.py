"""Language, length and figures of each text, option by option."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import product

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from quiz.bank.findings.pieces import both, questions_of, said
from quiz.bank.findings.told import Finding, Place, Said, Words, error, filled
from quiz.bank.pack import PackPart, QuestionPart
from quiz.bank.pack_base import Text
from quiz.bank.texts import figures_of
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
from quiz.web.bilingual import LANGUAGES

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


UNTRACED = _("%(number)s stands in no claim and no reference.")
TOO_LONG: Mapping[str, Words] = {
    "ja": ngettext_lazy(
        "A sentence of %(count)s character; %(most)s are the most.",
        "A sentence of %(count)s characters; %(most)s are the most.",
        "count",
    ),
    "en": ngettext_lazy(
        "A sentence of %(count)s word; %(most)s are the most.",
        "A sentence of %(count)s words; %(most)s are the most.",
        "count",
    ),
}


def of_texts(texts: Iterable[tuple[Place, Text]]) -> Iterator[Finding]:
    """Texts left in the other language, withheld words, numbers that only one language has."""
    for place, text in texts:
        if JAPANESE.search(text.en):
            yield error(place.at("en"), _("The English text holds Japanese: not translated?"))
        if text.ja == text.en and len(text.en) > LONGEST_NAME:
            yield error(place.at("ja"), _("The Japanese text is the English one: not translated?"))
        if words := _looked_for(withheld_words, f"{text.ja} {text.en}"):
            message = _("%(words)s: a word of what is withheld.")
            yield error(place, filled(message, words=", ".join(words)))
        if odd := _odd_numbers(text):
            message = _("%(numbers)s stands in one language only.")
            yield error(place, filled(message, numbers=", ".join(f"{number:,f}" for number in sorted(odd))))


def _odd_numbers(text: Text) -> frozenset[Decimal]:
    """The numbers that stand in one language only, of a text that is in both."""
    ja, en = numbers_in(text.ja), numbers_in(text.en)
    if ja == en or not (text.ja and text.en):
        return frozenset()
    return (ja - en - numbers_as_words(text.en)) | (en - ja - numbers_as_words(text.ja))


# Here and not where the words are looked for: that is also done with what people write, which nothing keeps.
@lru_cache(maxsize=4096)
def _looked_for(look: Callable[[str], list[str]], text: str) -> list[str]:
    return look(text)


def of_questions(pack: PackPart, within: Place) -> Iterator[Finding]:
    """Options, stems and explanations, and where the figures of explanations and of the digest come from."""
    claims = {claim.code: claim for claim in pack.claims}
    sections = {passage.anchor: passage.section for passage in pack.source.passages}
    figures = figures_of(pack)
    for place, question in questions_of(pack):
        if within.holds(place):
            own = {sections.get(claims[code].passage, "") for code in question.rests_on if code in claims}
            for field, message in (
                *of_wording(question),
                *_explanation(question),
                *_traced(question, own, figures),
            ):
                yield error(place.at(field), message)
    for passage in pack.source.passages:
        place = Place("source.yaml", passage.anchor, "text")
        if passage.text and within.holds(place):
            for number in sorted(numbers_in(passage.text.ja) | numbers_in(passage.text.en)):
                if number not in figures:
                    yield error(place, filled(UNTRACED, number=f"{number:,f}"))


def of_wording(question: QuestionPart) -> Said:
    """What its words alone show: options that are repeated or take in others, its stem."""
    yield from _repeated_options(question)
    yield from _stem(question)


def _repeated_options(question: QuestionPart) -> Said:
    groups = [
        [(f"options.{option.code}.text", option.text) for option in question.options],
        [(f"items.{item.code}.text", item.text) for item in question.items],
        [(f"pairs.{pair.code}.left", pair.left) for pair in question.pairs],
        [
            *((f"pairs.{pair.code}.right", pair.right) for pair in question.pairs),
            *((f"extra.{part.code}.text", part.text) for part in question.extra),
        ],
    ]
    for group, language in product(groups, LANGUAGES):
        told = [(f"{field}.{language}", said(text, language).casefold()) for field, text in group]
        counts = Counter(words for _field, words in told if words)
        for field, words in told:
            if counts[words] > 1:
                yield field, filled(_("“%(words)s” is repeated."), words=words)
            if words.strip(" 。.") in ALL_OF_THEM:
                yield field, filled(_("“%(words)s” takes in the others."), words=words)


def _stem(question: QuestionPart) -> Said:
    for language, text in both(question.stem):
        field = f"stem.{language}"
        if marks := list(unmarked_negations(text, language)):
            message = _("%(words)s: a negation without emphasis (**…**).")
            yield field, filled(message, words=", ".join(marks))
        for sentence in sentences_in(text, language):
            length = len(sentence) if language == "ja" else len(sentence.split())
            if length > STEM_LENGTHS[language]:
                yield field, filled(TOO_LONG[language], count=length, most=STEM_LENGTHS[language])


def _explanation(question: QuestionPart) -> Said:
    for language, text in both(question.explanation):
        count = len(sentences_in(text, language))
        if count not in SENTENCES:
            message = ngettext_lazy(
                "%(count)s sentence; 2 to 5 are wanted.", "%(count)s sentences; 2 to 5 are wanted.", "count"
            )
            yield f"explanation.{language}", filled(message, count=count)


def _traced(question: QuestionPart, sections: set[str], figures: set[Decimal]) -> Said:
    for language, text in both(question.explanation):
        field = f"explanation.{language}"
        for number in sorted(numbers_in(text)):
            if number not in figures:
                yield field, filled(UNTRACED, number=f"{number:,f}")
        named = sections_in(text)
        if question.kind in GRADED and not named:
            yield field, _("It does not say in which section the article says so.")
        if question.kind in GRADED and named and not named & sections:
            message = _("It names %(sections)s; the claims that the question rests on stand elsewhere.")
            yield field, filled(message, sections=", ".join(sorted(named)))
