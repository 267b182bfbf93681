import pytest
from django.core.checks import Error
from django.core.checks import Warning as Caution
from django.db import OperationalError

from quiz.web import safe
from quiz.web.safe import WhenSafe


@pytest.fixture
def looks(monkeypatch):
    """What each look at the database finds, one after the other."""

    def looks(*found):
        waiting = list(found)

        def look(_databases):
            told = waiting.pop(0)
            if isinstance(told, Exception):
                raise told
            return told

        monkeypatch.setattr(safe, "check_durability", look)
        return waiting

    return looks


def app(_environ, _start):
    return [b"app"]


def refusal(_environ, _start):
    return [b"refusal"]


def test_a_safe_database_is_looked_at_once(looks):
    waiting = looks([Caution("old library")], [])

    served = WhenSafe(app, refusal)

    assert [served({}, None), served({}, None)] == [[b"app"], [b"app"]]
    assert len(waiting) == 1


def test_nothing_is_served_from_an_unsafe_database(looks):
    looks([Error("fsync is off")])

    with pytest.raises(SystemExit, match="does not start: fsync is off"):
        WhenSafe(app, refusal)


def test_a_database_that_recovers_is_waited_for(looks, caplog):
    """A worker that ended for it would soon take the whole server with it."""
    looks(OperationalError("starting up"), OperationalError("starting up"), [])

    served = WhenSafe(app, refusal)

    assert [served({}, None) for _ask in range(3)] == [[b"refusal"], [b"app"], [b"app"]]
    assert caplog.messages == ["The database cannot be looked at: starting up"] * 2


def test_a_database_that_comes_back_unsafe_is_refused(looks, caplog):
    looks(OperationalError("starting up"), [Error("fsync is off")], [Error("fsync is off")])

    served = WhenSafe(app, refusal)

    assert [served({}, None), served({}, None)] == [[b"refusal"], [b"refusal"]]
    assert caplog.messages[1:] == ["fsync is off"] * 2
