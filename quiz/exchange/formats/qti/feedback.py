"""What is said after an answer, put where a question of ours has a place for it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from lxml import etree

from quiz.exchange.formats.plain import Option, Question, words_of
from quiz.exchange.formats.qti.processing import EVERYBODY, RIGHT, WRONG, Who
from quiz.exchange.formats.qti.told import Told
from quiz.exchange.formats.rules import Rule


@dataclass(frozen=True, slots=True)
class Said:
    """A feedback as Markdown: for whom, and where it stands."""

    who: Who
    text: str
    at: etree._Element


def joined(*texts: str) -> str:
    """The texts that are not empty, as paragraphs."""
    return "\n\n".join(filter(None, texts))


def spread(said: Iterable[Said], options: dict[str, Option]) -> tuple[dict[str, Option], list[Said]]:
    """The options, by their identifiers, with what is said of each; and what is said of none of them."""
    fed, rest = dict(options), []
    for each in said:
        if not each.who or not each.who.issubset(fed):
            rest.append(each)
            continue
        for name in each.who:
            fed[name] = replace(fed[name], feedback=joined(fed[name].feedback, each.text))
    return fed, rest


def explained(question: Question, said: Iterable[Said], told: Told) -> Question:
    """The question with what is said to all in its explanation; what is for some only goes there, too, and
    that is told.
    """
    texts = []
    for each in said:
        texts.append(each.text)
        if each.who != EVERYBODY and each.text:
            told.tell(Rule.FEEDBACK_MOVED, words_of(each.text), each.at)
    return replace(question, explanation=joined(question.explanation, *texts))


def judged(question: Question, said: Iterable[Said]) -> tuple[Question, list[Said]]:
    """A true/false question with what is said to who chooses rightly and wrongly; and what is left."""
    rest = []
    for each in said:
        if each.who in (RIGHT, frozenset({str(question.answer).lower()})):
            text = joined(question.feedback_right, each.text)
            question = replace(question, feedback_right=text)
        elif each.who in (WRONG, frozenset({str(not question.answer).lower()})):
            question = replace(question, feedback=joined(question.feedback, each.text))
        else:
            rest.append(each)
    return question, rest
