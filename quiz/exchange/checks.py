"""What the content checks say of an imported question, but for what all of them lack."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from quiz.authoring.unfinished import lacks, question_part
from quiz.bank.findings.texts import of_wording
from quiz.bank.findings.told import Words
from quiz.bank.pack import QuestionPart
from quiz.bank.question_checks import of_question
from quiz.domain.kinds import Scope
from quiz.exchange.contents import content_of
from quiz.exchange.formats.plain import Question

# A claim that it might rest on, so that it is not told for each question that it rests on none yet.
CLAIM = "C0"


def findings(question: Question, language: str) -> tuple[str, ...]:
    """What has to be put right before it is published, and what should be weighed; each once, with how often
    where it is said of several options.
    """
    content = content_of(question, language, "all") | {"scope": Scope.ARTICLE.value, "rests_on": [CLAIM]}
    part = question_part("q", content)
    return _each_once((*_missing(part), *(message for _field, message in of_wording(part))))


def needs(code: str, content: Mapping[str, Any]) -> tuple[str, ...]:
    """What a question of a draft still needs before it is published, as far as it shows by itself."""
    return _each_once(_missing(question_part(code, content)))


def _missing(part: QuestionPart) -> Iterator[Words]:
    yield from lacks(part)
    # Which claims there are is not known here; that it rests on none is among what it lacks.
    yield from (message for field, message in of_question(part, {}) if field != "rests_on")


def _each_once(messages: Iterable[Words]) -> tuple[str, ...]:
    counts = Counter(map(str, messages))
    return tuple(f"{message} (× {count})" if count > 1 else message for message, count in counts.items())
