"""Sums against the plain functions on the marks: the same figures, in whatever steps they were counted."""

import json
from dataclasses import fields
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.domain import itemstats
from quiz.domain.calibration import levels
from quiz.domain.groups import Grouped, cut
from quiz.domain.histograms import STEPS, quantile
from quiz.domain.itemstats import BANDS
from quiz.domain.kinds import Confidence
from quiz.domain.missing import Missing
from quiz.domain.replies import Replies, Reply
from quiz.domain.sums import Sums

MARKS = [0.0, 1 / 3, 0.25, 0.5, 2 / 3, 1 - 2 / 7, 1.0]
replies = st.builds(
    Reply,
    mark=st.sampled_from(MARKS),
    chosen=st.sampled_from([(), ("a",), ("b",), ("a", "b")]),
    confidence=st.sampled_from([None, 1, 2, 3]),
    seconds=st.one_of(st.none(), st.floats(0, 4000)),
)
attempts_of = st.integers(1, 6).flatmap(
    lambda questions: st.tuples(
        st.just(questions), st.lists(st.lists(replies, min_size=questions, max_size=questions), max_size=40)
    )
)


def marks_of(questions, attempts):
    marks = [[reply.mark for reply in replies] for replies in attempts]
    return np.array(marks, dtype=float).reshape(len(attempts), questions)


def same(found, expected):
    if isinstance(expected, tuple):
        return all(same(one, other) for one, other in zip(found, expected, strict=True))
    if isinstance(expected, Missing):
        return found == expected
    return not isinstance(found, Missing) and found == pytest.approx(expected, rel=1e-9, abs=1e-9)


@given(attempts_of)
@settings(max_examples=200)
def test_the_figures_are_those_of_the_plain_functions(data):
    questions, attempts = data
    marks = marks_of(questions, attempts)
    sums = Sums.of(questions, attempts)

    items, test = sums.statistics()
    whole = itemstats.test(marks)
    for name in fields(whole):
        assert same(getattr(test, name.name), getattr(whole, name.name)), name.name
    for found, expected in zip(items, itemstats.items(marks, np.ones(questions)), strict=True):
        for name in fields(expected):
            assert same(getattr(found, name.name), getattr(expected, name.name)), name.name


@given(attempts_of, st.data())
@settings(max_examples=100)
def test_in_steps_merged_or_taken_back_they_are_the_very_same(data, draw):
    questions, attempts = data
    cut = draw.draw(st.integers(0, len(attempts)))
    anew = Sums.of(questions, attempts).as_json()

    merged = Sums.of(questions, attempts[:cut])
    merged.add(Sums.of(questions, attempts[cut:]))
    taken = Sums.of(questions, [*attempts, *attempts[:cut]])
    for replies in reversed(attempts[:cut]):
        taken.count(Replies.of(questions, [replies]), -1)
    kept = Sums.from_json(json.loads(json.dumps(anew)))

    assert merged.as_json() == anew
    assert taken.as_json() == anew
    assert kept.as_json() == anew


@given(attempts_of)
@settings(max_examples=100)
def test_options_by_score_group_and_confidence_are_those_of_the_attempts(data):
    questions, attempts = data
    sums = Sums.of(questions, attempts)
    totals = marks_of(questions, attempts).sum(axis=1)
    # Full marks are in the last tenth; a hair is what floating point leaves below a bound.
    bands = np.minimum(BANDS - 1, (BANDS * totals / questions + 1e-9).astype(int))
    readers = np.bincount(bands, minlength=BANDS)
    groups = cut(readers)[bands]

    expected = tuple(
        (sum("a" in row[0].chosen for row, own in zip(attempts, groups, strict=True) if own == group),
         int((groups == group).sum()))
        for group in range(3)
    )  # fmt: skip
    stated = [(row.confidence, row.mark == 1) for rows in attempts for row in rows if row.confidence]

    assert sums.bands().dtype == np.int64
    assert list(sums.bands()) == list(readers)
    assert sums.grouped().sizes == tuple(of for _chosen, of in expected)
    chosen = sums.grouped().options[0].get("a")
    assert chosen == (expected if any(chosen for chosen, _of in expected) else None)
    assert sums.levels() == levels((Confidence(said), right) for said, right in stated)


def test_an_option_may_be_called_anything():
    sums = Sums.of(1, [[Reply(1.0, ("a|b",))]])

    # Of one reader, who is in the middle group, the option is the middle group's.
    assert sums.grouped() == Grouped((0, 1, 0), ({"a|b": ((0, 0), (1, 1), (0, 0))},))


def test_times_are_counted_in_steps_and_pauses_left_out():
    sums = Sums.of(1, [[Reply(1.0, seconds=value)] for value in (3, 12, 13, 14, 100, STEPS[-1] + 1)])
    seconds = sums.questions[0].seconds

    assert sum(seconds.values()) == 5
    assert quantile(seconds, 0.5) == pytest.approx(12.5)
    assert [quantile(seconds, share) for share in (0.1, 0.2, 0.9, 1)] == pytest.approx([2.5, 5, 105, 120])
    assert quantile(Sums.empty(1).questions[0].seconds, 0.5) is None
    assert all(low < high for low, high in pairwise(STEPS))


def test_half_an_hour_is_still_counted_and_more_is_a_pause():
    counted = [
        sum(Sums.of(1, [[Reply(1.0, seconds=value)]]).questions[0].seconds.values()) for value in (1800, 1801)
    ]

    assert counted == [1, 0]


def test_of_an_option_it_is_counted_how_many_were_certain_of_it():
    sums = Sums.of(1, [[Reply(0.0, ("a",), said)] for said in (*Confidence, None)])

    assert sums.questions[0].certain == {"a": 1}


def test_attempts_and_sums_of_a_longer_quiz_are_refused():
    sums = Sums.empty(2)

    with pytest.raises(ValueError, match="longer"):
        sums.count(Replies.of(3, [[Reply(1.0)] * 3]))
    with pytest.raises(ValueError, match="longer"):
        Replies.of(2, [[Reply(1.0)] * 3])
    with pytest.raises(ValueError, match="longer"):
        sums.add(Sums.empty(3))
