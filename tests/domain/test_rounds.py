from datetime import UTC, datetime, timedelta

import pytest

from quiz.domain.rounds import Round, Rounds, Stage, round_taken

NOW = datetime(2026, 11, 24, tzinfo=UTC)
EARLIER, LATER = NOW - timedelta(hours=1), NOW + timedelta(hours=1)


@pytest.mark.parametrize(
    ("times", "stage"),
    [
        ((None, None, None), Stage.FIRST),
        ((LATER, None, None), Stage.FIRST),
        ((EARLIER, None, None), Stage.DISCUSSION),
        ((EARLIER, NOW, None), Stage.SECOND),
        ((EARLIER, EARLIER, NOW), Stage.LATER),
    ],
)
def test_the_stage_follows_from_the_times(times, stage):
    assert Rounds(*times).stage(NOW) is stage


@pytest.mark.parametrize(
    ("stage", "voted", "takes"),
    [
        (Stage.FIRST, (), Round.FIRST),
        (Stage.FIRST, (Round.FIRST,), None),
        (Stage.DISCUSSION, (), Round.FIRST),
        (Stage.DISCUSSION, (Round.FIRST,), None),
        (Stage.SECOND, (), Round.SECOND),
        (Stage.SECOND, (Round.FIRST,), Round.SECOND),
        (Stage.SECOND, (Round.FIRST, Round.SECOND), None),
        (Stage.LATER, (), None),
        (Stage.LATER, (Round.FIRST,), None),
    ],
)
def test_whoever_comes_late_votes_first_and_nobody_votes_twice_in_a_round(stage, voted, takes):
    assert round_taken(stage, frozenset(voted)) is takes
