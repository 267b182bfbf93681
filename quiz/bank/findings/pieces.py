"""Going over the questions and texts of a pack, in each of its languages."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from quiz.bank.findings.told import Place, Words
from quiz.bank.pack import PackPart, QuestionPart, QuizPart, TermPart
from quiz.bank.pack_base import Text
from quiz.web.bilingual import LANGUAGES

IN_LANGUAGE: Mapping[str, Words] = {"ja": _("In Japanese"), "en": _("In English")}
# How often chance alone may bring a pattern about before it counts as a cue.
FAR_MORE = 0.05


def quiz_place(quiz: QuizPart) -> Place:
    return Place(f"quizzes/{quiz.slug}")


def question_place(quiz: QuizPart, question: QuestionPart) -> Place:
    return Place(f"quizzes/{quiz.slug}", question.code)


def questions_of(pack: PackPart) -> Iterator[tuple[Place, QuestionPart]]:
    for quiz in pack.quizzes:
        for question in quiz.questions:
            yield question_place(quiz, question), question


def both(text: Text) -> Iterator[tuple[str, str]]:
    """The languages that a text is in, each with what it says."""
    for language in LANGUAGES:
        if words := said(text, language):
            yield language, words


def said(text: Text, language: str) -> str:
    """What a text says in a language; "" where it is not in it."""
    return str(getattr(text, language))


def texts_of(question: QuestionPart) -> list[Text]:
    """All that stands on the page before it is answered."""
    options = [option.text for option in (*question.options, *question.items, *question.extra)]
    return [question.stem, *options, *(text for pair in question.pairs for text in (pair.left, pair.right))]


def is_in(question: QuestionPart, language: str) -> bool:
    """Whether all that is asked stands in this language: else its options cannot be set side by side."""
    return all(said(text, language) for text in texts_of(question))


def names_of(term: TermPart, language: str) -> list[str]:
    """The ways in which a term of the glossary stands in texts."""
    return [name for name in (said(term.term, language), *getattr(term.also, language)) if name]
