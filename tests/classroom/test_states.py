from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from quiz.classroom.states import detail, sentence
from quiz.domain.windows import Window

NOON = datetime(2026, 11, 25, 3, tzinfo=UTC)  # in Tokyo
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("opens", "closes", "said"),
    [
        (NOON - HOUR, NOON + HOUR, "since 11:00, closes 13:00"),
        (NOON - HOUR, NOON + DAY, "since 11:00, closes 2026-11-26 12:00"),
        # "Since yesterday, closes 13:00" would read as yesterday's.
        (NOON - DAY, NOON + HOUR, "since 2026-11-24 12:00, closes 2026-11-25 13:00"),
        (NOON - DAY, NOON - HOUR, "since 11:00"),
    ],
)
def test_a_time_stands_alone_only_where_it_can_only_be_todays(opens, closes, said):
    window = Window(opens, closes)

    with translation.override("en"):
        assert detail(window, NOON) == said
        assert said in sentence(window, NOON)
