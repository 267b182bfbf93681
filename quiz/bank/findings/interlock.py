"""What one question tells of another one of the same quiz that may still be open."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from itertools import product

from django.utils.translation import gettext_lazy as _

from quiz.bank.findings.pieces import (
    IN_LANGUAGE,
    is_in,
    names_of,
    question_place,
    said,
    texts_of,
)
from quiz.bank.findings.told import Finding, Level, error, filled
from quiz.bank.pack import PackPart, QuestionPart, QuizPart, TermPart
from quiz.bank.pack_base import Text
from quiz.domain.glossary import pattern_of
from quiz.domain.kinds import GRADED, Kind
from quiz.domain.prose import JAPANESE
from quiz.web.bilingual import LANGUAGES

# A figure with what it measures; a bare number may be anything.
FIGURE = re.compile(
    r"(\d[\d,]*(?:\.\d+)?)\s*(TFLOPS|TB/s|GB/s|GB|W\b|%|tokens|トークン|億ドル|billion|点)", re.IGNORECASE
)
DAY_JA = re.compile(r"\d{4}年\d{1,2}月(?:\d{1,2}日)?")
DAY_EN = re.compile(
    r"(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r" \d{4}"
)
# So long a run of the same signs is a phrase and no chance.
PHRASE = {"ja": 9, "en": 24}


def interlocks(pack: PackPart) -> Iterator[Finding]:
    """Each question whose right answer stands in another one: seen at once, an error; seen with the other's
    feedback, an error where that comes after each question, else a warning, for a class may choose so.
    """
    claims = {claim.code: claim.text for claim in pack.claims}
    for quiz in pack.quizzes:
        graded = [question for question in quiz.questions if question.kind in GRADED]
        for teller in graded:
            yield from _by_question(quiz, teller, graded)
        for sorting in (question for question in quiz.questions if question.sentences):
            yield from _by_sentences(quiz, sorting, graded, claims)
        for language in LANGUAGES:
            terms = _terms_shown(pack, graded, language)
            for asked in graded:
                for term in terms:
                    if told := _tells(said(term.text, language), asked, language):
                        text = _("%(language)s the glossary at %(key)s shows its answer: %(told)s.")
                        values = {"language": IN_LANGUAGE[language], "key": term.key, "told": told}
                        yield error(question_place(quiz, asked), filled(text, **values))


def _terms_shown(pack: PackPart, questions: list[QuestionPart], language: str) -> list[TermPart]:
    """The terms explained under the stems of these questions."""
    stems = " ".join(said(question.stem, language) for question in questions)
    return [term for term in pack.terms if pattern_of(names_of(term, language)).search(stems)]


def _by_sentences(
    quiz: QuizPart, sorting: QuestionPart, graded: list[QuestionPart], claims: Mapping[str, Text]
) -> Iterator[Finding]:
    """Sentences to be labelled say what the article says, and so may answer what it says."""
    for asked, language in product(graded, LANGUAGES):
        texts = [line.text or claims[line.claim] for line in sorting.sentences if line.claim in claims]
        if told := _tells(" ".join(said(text, language) for text in texts), asked, language):
            words = _("%(language)s a sentence of %(code)s shows its answer: %(told)s.")
            values = {"language": IN_LANGUAGE[language], "code": sorting.code, "told": told}
            yield error(question_place(quiz, asked), filled(words, **values))


def _by_question(quiz: QuizPart, teller: QuestionPart, graded: list[QuestionPart]) -> Iterator[Finding]:
    """What one question tells of each other one."""
    shown = [(language, _seen(teller, language), _feedback(teller, language)) for language in LANGUAGES]
    for asked, (language, at_once, feedback) in product(graded, shown):
        if asked is teller:
            continue
        values = {"language": IN_LANGUAGE[language], "code": teller.code}
        if told := _tells(at_once, asked, language):
            text = _("%(language)s %(code)s shows its answer: %(told)s.")
            yield error(question_place(quiz, asked), filled(text, **values, told=told))
        elif told := _tells(feedback, asked, language):
            level = Level.ERROR if quiz.feedback == "each" else Level.WARNING
            text = _("%(language)s the feedback of %(code)s shows its answer: %(told)s.")
            yield Finding(level, question_place(quiz, asked), filled(text, **values, told=told))


def _tells(text: str, asked: QuestionPart, language: str) -> str:
    """What in the text gives the question's answer away; "" where nothing does."""
    if not is_in(asked, language):
        return ""
    for right, wrong in _answers(asked, language):
        telling = _figures(right) - _figures(f"{wrong} {said(asked.stem, language)}")
        if telling and telling <= _figures(text):
            return ", ".join(sorted(telling))
        if phrase := _shared(right, text, wrong + said(asked.stem, language), PHRASE[language]):
            return phrase
    return ""


def _answers(asked: QuestionPart, language: str) -> Iterator[tuple[str, str]]:
    """What is right, in words, each with what is wrong beside it."""
    if asked.kind is Kind.NUMERIC:
        yield f"{asked.answer} {asked.unit}", ""
    elif asked.kind is Kind.SINGLE:
        wrong = " ".join(said(option.text, language) for option in asked.options if not option.right)
        yield from ((said(option.text, language), wrong) for option in asked.options if option.right)


@lru_cache(maxsize=4096)
def _figures(text: str) -> frozenset[str]:
    found = {f"{_plain(number)} {unit.lower()}" for number, unit in FIGURE.findall(text)}
    return frozenset(found).union(DAY_JA.findall(text), DAY_EN.findall(text))


def _plain(number: str) -> str:
    try:
        return f"{Decimal(number.replace(',', '')).normalize():f}"
    except InvalidOperation:
        return number


def _shared(right: str, text: str, elsewhere: str, length: int) -> str:
    """The first run of so many signs that stands in the right answer and the text, and nowhere beside it."""
    for at in range(len(right) - length + 1):
        run = right[at : at + length]
        if run in text and run not in elsewhere and (JAPANESE.search(run) or " " in run.strip()):
            return run
    return ""


def _seen(question: QuestionPart, language: str) -> str:
    return " ".join(said(text, language) for text in texts_of(question))


def _feedback(question: QuestionPart, language: str) -> str:
    """What is shown after it was answered."""
    lines = [option.feedback for option in (*question.options, *question.extra)]
    lines += [question.feedback, question.feedback_right, question.explanation]
    return " ".join(said(line, language) for line in lines if line)
