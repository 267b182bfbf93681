"""What the content checks say of an imported question, but for what all of them lack."""

from collections import Counter
from collections.abc import Iterator

from quiz.authoring.unfinished import lacks, question_part
from quiz.bank.findings.texts import of_wording
from quiz.bank.pack import QuestionPart
from quiz.bank.question_checks import of_question
from quiz.domain.kinds import Scope
from quiz.exchange.contents import content_of
from quiz.exchange.formats.plain import Question

# A claim that it might rest on, so that it is not told for each question that it rests on none yet.
CLAIM = "C0"
ALL_LACK = "rests_on"


def findings(question: Question, language: str) -> tuple[str, ...]:
    """What has to be put right before it is published, and what should be weighed; each once, with how often
    where it is said of several options.
    """
    content = content_of(question, language, "all") | {"scope": Scope.ARTICLE.value, "rests_on": [CLAIM]}
    part = question_part("q", content)
    counts = Counter(map(str, _said(part)))
    return tuple(f"{message} (× {count})" if count > 1 else message for message, count in counts.items())


def _said(part: QuestionPart) -> Iterator[object]:
    yield from lacks(part)
    yield from (message for field, message in of_question(part, {}) if field != ALL_LACK)
    yield from (message for _field, message in of_wording(part))
