import pytest

from quiz.web.connecting import POSTGRESQL, connected
from quiz.web.environment import BadSetting, Environment

SERVER = {"ENGINE": "django.db.backends.postgresql"}


def test_statements_are_prepared_unless_a_pooler_hands_connections_on():
    usual = connected(SERVER | {"OPTIONS": {"sslmode": "require"}}, Environment({}))
    pooled = connected(SERVER, Environment({"POOLER": "1"}))

    assert usual["OPTIONS"] == POSTGRESQL | {"sslmode": "require"}
    assert usual["OPTIONS"]["prepare_threshold"] == 1
    assert (pooled["OPTIONS"]["prepare_threshold"], pooled["DISABLE_SERVER_SIDE_CURSORS"]) == (None, True)
    # It does not know them, and refuses who asks.
    assert "options" not in pooled["OPTIONS"]


def test_a_connection_is_kept_as_long_as_the_setting_says():
    assert connected(SERVER, Environment({"CONN_MAX_AGE": "0"}))["CONN_MAX_AGE"] == 0
    with pytest.raises(BadSetting, match="CONN_MAX_AGE"):
        connected(SERVER, Environment({"CONN_MAX_AGE": "never"}))


def test_what_is_acknowledged_on_sqlite_is_on_the_disk():
    options = connected({"ENGINE": "django.db.backends.sqlite3"}, Environment({}))["OPTIONS"]

    assert "synchronous=FULL" in options["init_command"]
    assert options["transaction_mode"] == "IMMEDIATE"
