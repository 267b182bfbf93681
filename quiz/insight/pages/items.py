"""How the questions of an assignment did: for the page, the page of one question and the report to print."""

from typing import Any

from quiz.classroom.models import Assignment
from quiz.insight.outcomes import grounded, of_class, reported
from quiz.insight.queries import Loaded, load


def of_assignment(assignment: Assignment, rule: str, *, with_grounds: bool = True) -> dict[str, Any]:
    """The summary of an assignment and the report on its questions: 5 queries, 7 with grounds.

    One more where a key was corrected.
    """
    return of_loaded(load(assignment), assignment, rule, with_grounds=with_grounds)


def of_loaded(
    loaded: Loaded, assignment: Assignment, rule: str, *, with_grounds: bool = True
) -> dict[str, Any]:
    """The same from attempts that are loaded: 2 queries, 4 with grounds; one more as above."""
    sample = loaded.sample(rule)
    shown = reported(sample.places, sample.sums, *of_class(sample), assignment.pk)
    return shown | {"report": grounded(shown["report"])} if with_grounds else shown
