import pytest

from quiz.exchange.formats.known import ALL
from tests.fuzz.files import broken, chance_of, valid
from tests.fuzz.looking import look

FILES = 40


@pytest.mark.parametrize("known", ALL, ids=lambda each: each.name)
def test_a_broken_file_is_read_or_refused_and_nothing_else(known):
    seeds = valid(known, 3)

    found = [look(known, broken(seeds, chance_of(known.name, "test", number))) for number in range(FILES)]

    assert len(found) == FILES
