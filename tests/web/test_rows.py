import pytest

from quiz.web.rows import Tally, one_by_one


def test_one_that_fails_is_logged_and_stops_no_other(caplog):
    done = []

    def act(row):
        if row == 2:
            raise OverflowError
        done.append(row)

    assert one_by_one([1, 2, 3], act) == Tally(done=2, failed=1)
    assert done == [1, 3]
    assert "Left for the next time: 2" in caplog.text


@pytest.mark.parametrize("rows", [[], [1]])
def test_counts_what_was_done(rows):
    assert one_by_one(rows, str) == Tally(done=len(rows))
