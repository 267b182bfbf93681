from datetime import UTC, datetime, timedelta

import pytest

from quiz.domain.windows import GRACE, Phase, Window, extended, is_over, is_sane

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("window", "phase"),
    [
        (Window(None), Phase.DRAFT),
        (Window(NOON + HOUR), Phase.BEFORE),
        (Window(NOON), Phase.OPEN),
        (Window(NOON - HOUR, NOON + HOUR), Phase.OPEN),
        (Window(NOON - HOUR, NOON), Phase.CLOSED),
        (Window(None, is_archived=True), Phase.DRAFT),
        (Window(NOON + HOUR, is_archived=True), Phase.ARCHIVED),
        (Window(NOON - HOUR, is_archived=True), Phase.ARCHIVED),
        (Window(NOON - HOUR, NOON, is_archived=True), Phase.ARCHIVED),
    ],
)
def test_the_phase_follows_from_the_clock(window, phase):
    assert window.phase(NOON) is phase


@pytest.mark.parametrize(
    ("opens_at", "begun"),
    [(None, False), (NOON + HOUR, False), (NOON, True), (NOON - HOUR, True)],
)
def test_what_has_opened_has_begun_from_that_moment_on(opens_at, begun):
    assert Window(opens_at).has_begun(NOON) is begun


def test_what_has_closed_has_begun_all_the_same():
    assert Window(NOON - 2 * HOUR, NOON - HOUR).has_begun(NOON)


def test_an_attempt_ends_at_its_limit_or_at_the_closing_whichever_is_first():
    assert Window(NOON, NOON + HOUR, 30).due_at(NOON) == NOON + HOUR / 2
    assert Window(NOON, NOON + HOUR, 90).due_at(NOON) == NOON + HOUR
    assert Window(NOON).due_at(NOON) is None


def test_an_extension_only_adds():
    window = Window(NOON, NOON + HOUR, 30)

    assert extended(window, 15, NOON + 2 * HOUR) == Window(NOON, NOON + 2 * HOUR, 45)
    assert extended(window, None, NOON) == window
    assert extended(Window(NOON), 15, NOON) == Window(NOON)
    archived = Window(NOON, NOON + HOUR, is_archived=True)
    assert extended(archived, None, NOON + 2 * HOUR).phase(NOON) is Phase.ARCHIVED


def test_what_arrives_within_the_grace_counts():
    assert not is_over(NOON, NOON + GRACE)
    assert is_over(NOON, NOON + GRACE + timedelta(milliseconds=1))
    assert not is_over(None, NOON)


@pytest.mark.parametrize(
    ("year", "sane"), [(1, False), (1999, False), (2000, True), (2036, True), (2037, False)]
)
def test_a_year_that_cannot_be_meant_is_known(year, sane):
    assert is_sane(year, NOON) is sane
