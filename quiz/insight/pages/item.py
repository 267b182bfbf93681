"""One question: how it did in an assignment, and before, in earlier versions and in other classes."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from django.db.models import Avg, Count, F

from quiz.bank.models import Question
from quiz.classroom.models import Assignment, Classroom
from quiz.domain.calibration import wilson_of_share
from quiz.domain.dif import Dif, dif
from quiz.domain.groups import grouped
from quiz.domain.missing import Missing
from quiz.domain.option_rests import of_options
from quiz.domain.scoring import is_right
from quiz.domain.sums import Sums
from quiz.insight.models import QuizSums
from quiz.insight.outcomes import Line, of_class, reported
from quiz.insight.queries import Sample, load
from quiz.taking.models import Answer


@dataclass(frozen=True, slots=True)
class Past:
    """How a question did once: in which version and class ("" outside classes), and how hard it was."""

    version: int
    classroom: str
    readers: int
    facility: float

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the facility."""
        return wilson_of_share(self.facility, self.readers)


@dataclass(frozen=True, slots=True)
class Between:
    """How many took a question in Japanese and in English, and how it differs between them."""

    japanese: int
    english: int
    dif: Dif | Missing

    @property
    def is_told(self) -> bool:
        """Whether there are enough on both sides."""
        return not isinstance(self.dif, Missing)


def of_question(assignment: Assignment, number: int, rule: str) -> dict[str, Any] | None:
    """The summary of an assignment, its score groups, and the question at this place, what its options tell
    included; None where none is graded: 5 queries, 6 where a key was corrected.
    """
    sample = load(assignment).sample(rule)
    shown = reported(sample.places, sample.sums, of_class(sample), grouped(sample.replies), assignment.pk)
    found = next((line for line in shown["report"].lines if line.number == number), None)
    if found is None:
        return None
    line = _telling(found, sample)
    return {
        "summary": shown["summary"], "groups": shown["report"].groups, "line": line,
        "languages": _between(number, sample),
    }  # fmt: skip


def _between(number: int, sample: Sample) -> Between:
    """How the question differs between those who took it in Japanese and in English."""
    place = [each.number for each in sample.places].index(number)
    language = np.array(sample.languages)
    known = np.isin(language, ("ja", "en"))
    is_english = language[known] == "en"
    marks = sample.marks[known]
    right = np.array([is_right(mark) for mark in marks[:, place]], dtype=bool)
    found = dif(right, is_english, marks.sum(axis=1))
    return Between(int((~is_english).sum()), int(is_english.sum()), found)


def _telling(line: Line, sample: Sample) -> Line:
    """The line, with how having chosen each option goes with the rest of the quiz."""
    place = [each.number for each in sample.places].index(line.number)
    codes = [option.counts.code for option in line.options]
    tellings = of_options(sample.replies, place, codes)
    options = [replace(option, telling=tellings[option.counts.code]) for option in line.options]
    return replace(line, options=tuple(options))


def history(question: Question, user: Any) -> list[Past]:
    """How a question did in the classes of this account and outside classes, first attempts: 2 queries."""
    rows = (
        Answer.objects.filter(
            question__pack=question.pack_id, question__code=question.code,
            attempt__assignment__classroom__in=Classroom.objects.taught_by(user),
            attempt__submitted_at__isnull=False, attempt__membership__removed_at=None, attempt__number=1,
            points__isnull=False,
        )
        .order_by("question__version", "attempt__assignment")
        .values_list("question__version", "attempt__assignment__classroom__name", "attempt__assignment")
        .annotate(readers=Count("pk"), mean=Avg("points"))
    )  # fmt: skip
    found = [Past(version, name, readers, mean) for version, name, _assignment, readers, mean in rows]
    same = Question.objects.filter(pack=question.pack_id, code=question.code)
    kept = QuizSums.objects.filter(quiz__places__question__in=same).annotate(
        question=F("quiz__places__question"), version=F("quiz__places__question__version")
    )
    for row in kept.order_by("version", "quiz"):
        if row.question in row.questions:
            item = Sums.from_json(row.kept).statistics()[0][row.questions.index(row.question)]
            if not isinstance(item.facility, Missing):
                found.append(Past(row.version, "", item.readers, item.facility))
    return found
