from datetime import timedelta

import pytest

from quiz.taking.clock import clock_of


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ({}, None),
        ({"minutes": 10}, ("10:00", True)),
        ({"minutes": 61}, ("1:01:00", True)),
        ({"closes": timedelta(minutes=90)}, ("1:30:00", True)),
        ({"closes": timedelta(hours=30)}, ("30:00:00", False)),
        ({"minutes": 5, "closes": timedelta(seconds=59.2)}, ("1:00", True)),
    ],
)
def test_shows_the_time_left_where_there_is_a_limit_within_reach(
    assign_quiz, member, begun, now, rules, said
):
    closes = rules.pop("closes", None)
    rules = rules | {"opens_at": now, "closes_at": now + closes} if closes else rules | {"opens_at": now}

    clock = clock_of(begun(assign_quiz(**rules), now), now)

    assert (clock and (clock.words, clock.is_shown)) == said


def test_says_in_the_page_how_many_seconds_are_left(assign_quiz, member, begun, client_of, reader):
    browser = client_of(reader)
    code = begun(assign_quiz(minutes=10)).code

    for url in (f"/taking/{code}/question/1/", f"/taking/{code}/sheet/"):
        words = browser.get(url).content.decode()
        assert 'data-left="600"' in words or 'data-left="599"' in words
        assert "quiz/clock.js" in words
