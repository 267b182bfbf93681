"""How a class did at an assignment, and another one beside it."""

from typing import Any

from quiz.classroom.models import Assignment
from quiz.insight.outcomes import Summary, of_class, summary_of
from quiz.insight.queries import RULES, Sample, load


def scores_of(assignment: Assignment, beside: Assignment | None, rule: str) -> dict[str, Any]:
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
