import socket

import pytest
from django.db import connection


@pytest.fixture
def gone(monkeypatch, tmp_path):
    """Take the database away: nobody listens at its port, or its folder is not there; `gone.back()`."""

    def gone():
        connection.close()
        if connection.vendor == "sqlite":
            monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "none" / "db.sqlite3"))
        else:
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                monkeypatch.setitem(connection.settings_dict, "PORT", free.getsockname()[1])
                monkeypatch.setitem(connection.settings_dict, "HOST", "127.0.0.1")

    def back():
        monkeypatch.undo()
        connection.close()

    gone.back = back
    yield gone
    back()
