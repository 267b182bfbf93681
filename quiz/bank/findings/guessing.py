"""What readers who have not read would score in a quiz, guessing as those do who know how tests are made."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import factorial, perm

from django.utils.translation import gettext_lazy as _

from quiz.bank.findings.pieces import FAR_MORE, IN_LANGUAGE, is_in, names_of, said, texts_of
from quiz.bank.findings.told import Finding, Place, Words, error, filled
from quiz.bank.pack import PackPart, QuestionPart, QuizPart
from quiz.domain.glossary import pattern_of
from quiz.domain.guessing import (
    Around,
    Choices,
    Outcome,
    by_count,
    by_truth,
    closed_book,
    guesses,
    held,
    words_of,
)
from quiz.domain.kinds import GRADED, Kind
from quiz.web.bilingual import LANGUAGES

WHOLE = "all quizzes"
# Of a matching question: none, one or two are left over.
MOST_EXTRA = 2
PAYS = _(
    "%(language)s, whoever guesses by “%(way)s” is right %(hits)s times of %(of)s, %(chance)s by chance "
    "(p %(p)s, by Holm %(held)s)."
)
ALWAYS_RIGHT, ALWAYS_LEFT = "always as many right options", "always as many left over"
WAYS: Mapping[str, Words] = {
    "the longest": _("the longest"),
    "the shortest": _("the shortest"),
    "most words of the stem": _("most words of the stem"),
    "most hedged, least absolute": _("most hedged, least absolute"),
    "most glossary terms": _("most glossary terms"),
    "most words met elsewhere": _("most words met elsewhere"),
    "most like the others": _("most like the others"),
    "absolute statements are false": _("absolute statements are false"),
    ALWAYS_RIGHT: _("always as many right options"),
    ALWAYS_LEFT: _("always as many left over"),
}


def guessed(pack: PackPart) -> Iterator[tuple[str, str, Outcome]]:
    """Each quiz, and all together, by language and way of guessing, with what it came to.

    Held against all ways that were tried on the same questions, in both languages.
    """
    for name, quizzes in [*((quiz.slug, [quiz]) for quiz in pack.quizzes), (WHOLE, pack.quizzes)]:
        found = [(language, each) for language in LANGUAGES for each in _of_quizzes(pack, quizzes, language)]
        fair = held([each for _language, each in found])
        yield from ((name, language, each) for (language, _bare), each in zip(found, fair, strict=True))


def estimates(pack: PackPart) -> Iterator[tuple[str, str, float, float]]:
    """Each graded question and language with how often who has not read is right, and how often by chance.

    Of single choices the mean over all ways of guessing; of other kinds what their form leaves to chance.
    """
    for language in LANGUAGES:
        terms = _terms(pack, language)
        for quiz, question in _placed(pack.quizzes, language):
            if question.kind in GRADED:
                chance = right = BY_FORM[question.kind](question)
                if question.kind is Kind.SINGLE:
                    around = Around(_met(quiz, question, language), terms)
                    right = closed_book(_choices(question, language), around)
                yield question.code, language, right, chance


BY_FORM: Mapping[Kind, Callable[[QuestionPart], float]] = {
    Kind.SINGLE: lambda question: 1 / len(question.options),
    Kind.MULTIPLE: lambda question: 1 / (2 ** len(question.options) - 2),
    Kind.TRUE_FALSE: lambda _question: 1 / 2,
    Kind.NUMERIC: lambda _question: 0.0,
    Kind.ORDERING: lambda question: 1 / factorial(len(question.items)),
    Kind.MATCHING: lambda question: 1 / perm(len(question.pairs) + len(question.extra), len(question.pairs)),
}


def guessable(pack: PackPart) -> Iterator[Finding]:
    """Each way of guessing that beats chance in a quiz."""
    for quiz, language, each in guessed(pack):
        if each.held < FAR_MORE:
            place = Place("quizzes" if quiz == WHOLE else f"quizzes/{quiz}")
            figures = {"hits": f"{each.hits:.1f}", "of": each.questions, "chance": f"{each.by_chance:.1f}"}
            p = {"p": f"{each.p:.3f}", "held": f"{each.held:.3f}"}
            words = {"language": IN_LANGUAGE[language], "way": WAYS[each.way]}
            yield error(place, filled(PAYS, **words, **figures, **p))


def _of_quizzes(pack: PackPart, quizzes: Sequence[QuizPart], language: str) -> list[Outcome]:
    placed = _placed(quizzes, language)
    singles = [(quiz, question) for quiz, question in placed if question.kind is Kind.SINGLE]
    terms = _terms(pack, language)
    statements = [question for _quiz, question in placed if question.kind is Kind.TRUE_FALSE]
    multiples = [question for _quiz, question in placed if question.kind is Kind.MULTIPLE]
    matchings = [question for _quiz, question in placed if question.kind is Kind.MATCHING]
    return [
        *guesses(
            [_choices(question, language) for _quiz, question in singles],
            [Around(_met(quiz, question, language), terms) for quiz, question in singles],
        ),
        by_truth((said(question.stem, language), bool(question.answer)) for question in statements),
        by_count(ALWAYS_RIGHT, [_right_of(question) for question in multiples]),
        by_count(ALWAYS_LEFT, [(len(question.extra), MOST_EXTRA + 1) for question in matchings]),
    ]


def _placed(quizzes: Sequence[QuizPart], language: str) -> list[tuple[QuizPart, QuestionPart]]:
    """The questions that are asked in this language and have something to choose among."""
    return [
        (quiz, question)
        for quiz in quizzes
        for question in quiz.questions
        if is_in(question, language)
        and (len(question.options) > 1 or question.kind not in {Kind.SINGLE, Kind.MULTIPLE})
    ]


def _right_of(question: QuestionPart) -> tuple[int, int]:
    # At least one is right and at least one is not.
    return sum(option.right for option in question.options), len(question.options) - 1


def _choices(question: QuestionPart, language: str) -> Choices:
    return Choices(
        said(question.stem, language),
        tuple(said(option.text, language) for option in question.options),
        frozenset(place for place, option in enumerate(question.options) if option.right),
    )


def _met(quiz: QuizPart, but: QuestionPart, language: str) -> Counter[str]:
    """In how many other questions of the quiz each word stands."""
    met: Counter[str] = Counter()
    for question in quiz.questions:
        if question is not but:
            met.update(set().union(*(words_of(said(text, language)) for text in texts_of(question))))
    return met


def _terms(pack: PackPart, language: str) -> re.Pattern[str]:
    return pattern_of(name for term in pack.terms for name in names_of(term, language))
