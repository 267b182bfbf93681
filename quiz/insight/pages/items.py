"""How the questions of an assignment did: for the page, the projector and the report to print."""

from dataclasses import replace
from typing import Any

from quiz.classroom.models import Assignment
from quiz.domain.consistency import consistency
from quiz.domain.groups import grouped
from quiz.insight.outcomes import grounded, of_class, reported
from quiz.insight.queries import Loaded, load


def of_assignment(assignment: Assignment, rule: str, *, with_grounds: bool = True) -> dict[str, Any]:
    """The summary of an assignment and the report on its questions: 5 queries, 7 with grounds.

    One more where a key was corrected.
    """
    return _of(load(assignment), assignment, rule, with_grounds=with_grounds)


def printed(loaded: Loaded, assignment: Assignment, rule: str) -> dict[str, Any]:
    """The same for the report to print, from attempts that are loaded, with the figures of the whole quiz:
    4 queries; one more as above.
    """
    shown = _of(loaded, assignment, rule, with_grounds=True)
    marks = loaded.sample(rule).marks
    return shown | {"summary": replace(shown["summary"], consistency=consistency(marks))}


def _of(loaded: Loaded, assignment: Assignment, rule: str, *, with_grounds: bool) -> dict[str, Any]:
    sample = loaded.sample(rule)
    shown = reported(sample.places, sample.sums, of_class(sample), grouped(sample.replies), assignment.pk)
    return shown | {"report": grounded(shown["report"])} if with_grounds else shown
