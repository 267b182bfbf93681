"""How a class did at an assignment, and another one beside it."""

from dataclasses import dataclass, replace
from typing import Any

from quiz.classroom.models import Assignment
from quiz.classroom.queries import pair_of
from quiz.domain.change import Change, change
from quiz.domain.consistency import consistency
from quiz.insight.outcomes import Summary, of_class, summary_of
from quiz.insight.queries import RULES, Loaded, Sample, load


@dataclass(frozen=True, slots=True)
class Paired:
    """The tests before and after reading, how readers of both changed, and how many took one only."""

    before: Assignment
    after: Assignment
    change: Change | None
    only_before: int
    only_after: int


def scores_of(assignment: Assignment, beside: Assignment | None, rule: str) -> dict[str, Any]:
    """The summaries of an assignment by each rule, of another one beside it, and what changed
    between two tests that are a pair: 4 queries, 3 more for each of the other two.
    """
    loaded = load(assignment)
    samples = {each: loaded.sample(each) for each in RULES}
    by_rule = {each: _summary(sample) for each, sample in samples.items()}
    other = _summary(load(beside).sample(rule)) if beside else None
    chosen = replace(by_rule[rule], consistency=consistency(samples[rule].marks))
    topics = dict(other.topics) if other else {}
    return {
        "by_rule": by_rule,
        "summary": chosen,
        "other": other,
        "topics": [(name, share, topics.get(name)) for name, share in chosen.topics],
        "pair": _paired(assignment, loaded, rule),
    }


def _paired(assignment: Assignment, loaded: Loaded, rule: str) -> Paired | None:
    """What became of the readers between the two tests: 1 query without the other one, 4 with it."""
    pair = pair_of(assignment)
    if pair is None:
        return None
    before, after = (loaded if each == assignment else load(each) for each in pair)
    first, second = before.shares(rule), after.shares(rule)
    both = sorted(first.keys() & second.keys(), key=str)
    return Paired(
        *pair,
        change([first[member] for member in both], [second[member] for member in both]),
        only_before=len(first.keys() - second.keys()),
        only_after=len(second.keys() - first.keys()),
    )


def _summary(sample: Sample) -> Summary:
    return summary_of(sample.places, sample.sums, *of_class(sample))
