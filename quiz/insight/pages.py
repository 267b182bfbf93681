"""What the report pages show, each put together in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from quiz.bank.models import Place, Quiz
from quiz.bank.queries import grounds
from quiz.classroom.models import Assignment
from quiz.domain.moments import Item, Test
from quiz.domain.sums import Sums
from quiz.insight.queries import RULES, Sample, graded_places, kept_sums, load, waiting_of
from quiz.insight.reports import Line, Report, Summary, of_class, report_of, summary_of
from quiz.insight.services import count_step
from quiz.taking.marking import keys_for
from quiz.taking.queries import options_of


def scores(assignment: Assignment, beside: Assignment | None, rule: str) -> dict[str, Any]:
    """The summaries of an assignment by each rule and of another one beside it: 3 or 6 queries."""
    loaded = load(assignment)
    by_rule = {each: _summary(loaded.sample(each)) for each in RULES}
    other = _summary(load(beside).sample(rule)) if beside else None
    chosen = by_rule[rule]
    topics = dict(other.topics) if other else {}
    return {
        "by_rule": by_rule,
        "summary": chosen,
        "other": other,
        "topics": [(name, share, topics.get(name)) for name, share in chosen.topics],
    }


def _summary(sample: Sample) -> Summary:
    return summary_of(sample.places, sample.sums, *of_class(sample))


def of_assignment(assignment: Assignment, rule: str, *, with_grounds: bool = True) -> dict[str, Any]:
    """The summary of an assignment and the report on its questions: 5 queries, 7 with grounds.

    One more where a key was corrected.
    """
    sample = load(assignment).sample(rule)
    shown = _reported(sample.places, sample.sums, *of_class(sample), assignment.pk)
    return shown | {"report": _grounded(shown["report"])} if with_grounds else shown


def of_quiz(quiz: Quiz) -> dict[str, Any]:
    """The same for a quiz outside classes, from its sums: 6 queries where nothing new is to be counted."""
    kept, is_complete = kept_sums(quiz)
    waiting = 0
    if not is_complete:
        count_step(quiz=quiz)
        kept, is_complete = kept_sums(quiz)
        waiting = 0 if is_complete else waiting_of(quiz).count()
    counted = [place for place in graded_places(quiz) if kept and place.question_id in kept.questions]
    sums = Sums.from_json(kept.kept) if kept else Sums.empty(0)
    shown = _reported(counted, sums, *sums.statistics(), None)
    return shown | {"report": _grounded(shown["report"]), "waiting": waiting}


def _reported(
    places: Sequence[Place], sums: Sums, items: Sequence[Item], test: Test, assignment_id: int | None
) -> dict[str, Any]:
    """The summary and the report, by the keys that hold: 2 queries, 3 where one was corrected."""
    ids = [place.question_id for place in places]
    report = report_of(places, sums, items, keys_for(ids, assignment_id), dict(options_of(ids)))
    return {"summary": summary_of(places, sums, items, test), "report": report}


def _grounded(report: Report) -> Report:
    """The questions to talk about, with the passages that they rest on: 2 queries."""
    found = grounds([line.question.pk for line in report.talk_about])

    def told(line: Line) -> Line:
        return replace(line, grounds=tuple(found.get(line.question.pk, ())))

    return replace(report, talk_about=tuple(told(line) for line in report.talk_about))
