"""What the report pages show, each put together in a fixed number of queries."""

from dataclasses import replace
from typing import Any

from quiz.bank.models import Quiz
from quiz.bank.queries import grounds
from quiz.classroom.models import Assignment
from quiz.domain.sums import Sums
from quiz.insight.queries import RULES, Told, graded_places, kept_sums, load, waiting_of
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


def _summary(sample: Any) -> Summary:
    return summary_of(sample.places, sample.sums, *of_class(sample))


def of_assignment(assignment: Assignment, rule: str, *, with_grounds: bool = True) -> dict[str, Any]:
    """The summary of an assignment and the report on its questions: 5 queries, 7 with grounds.

    One more where a key was corrected.
    """
    sample = load(assignment).sample(rule)
    found, test = of_class(sample)
    ids = [place.question.pk for place in sample.places]
    held, options = keys_for(ids, assignment.pk), options_of(ids)
    report = report_of(sample.places, sample.sums, found, held, dict(options))
    if with_grounds:
        report = _grounded(report)
    return {"summary": summary_of(sample.places, sample.sums, found, test), "report": report}


def of_quiz(quiz: Quiz) -> dict[str, Any]:
    """The same for a quiz outside classes, from its sums: 6 queries where nothing new is to be counted."""
    kept, is_complete = kept_sums(quiz)
    waiting = 0
    if not is_complete:
        count_step(quiz=quiz)
        kept, is_complete = kept_sums(quiz)
        waiting = 0 if is_complete else waiting_of(quiz).count()
    places: list[Told] = graded_places(quiz)
    ids = kept.questions if kept else []
    counted = [place for place in places if place.question.pk in ids]
    sums = Sums.from_json(kept.kept) if kept else Sums.empty(0)
    found, test = sums.statistics()
    report = report_of(counted, sums, found, keys_for(ids, None), dict(options_of(ids)))
    return {
        "summary": summary_of(counted, sums, found, test),
        "report": _grounded(report),
        "waiting": waiting,
    }


def _grounded(report: Report) -> Report:
    """The questions to talk about, with the passages that they rest on: 2 queries."""
    found = grounds([line.question.pk for line in report.talk_about])

    def told(line: Line) -> Line:
        return replace(line, grounds=tuple(found.get(line.question.pk, ())))

    return replace(report, talk_about=tuple(told(line) for line in report.talk_about))
