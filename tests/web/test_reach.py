# ruff: noqa: S104  addresses are compared here, nothing listens
from contextlib import nullcontext

import pytest

from quiz.web import reach


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8000", "localhost", "localhost:8000", "[::1]:8000", "[::1]", "127.1.2.3"]
)
def test_this_computer_is_not_reached_from_a_phone(host):
    assert reach.is_only_here(host)


@pytest.mark.parametrize(
    "host", ["192.168.1.5:8000", "quiz.example.org", "[2001:db8::1]:8000", "school:8000"]
)
def test_other_addresses_may_be_reached(host):
    assert not reach.is_only_here(host)


def test_only_who_listens_everywhere_is_known_by_the_machines_addresses(monkeypatch):
    monkeypatch.setattr(reach, "_on_the_network", lambda: "192.168.1.5")

    assert reach.addresses_for("127.0.0.1") == []
    assert reach.addresses_for("quiz.local") == ["quiz.local"]
    assert reach.addresses_for("0.0.0.0")[0] == "192.168.1.5"
    assert reach.address_of("0.0.0.0", 8000) == "http://192.168.1.5:8000/"
    assert reach.address_of("127.0.0.1", 8123) == "http://127.0.0.1:8123/"


def test_a_machine_without_a_network_is_served_to_itself(monkeypatch):
    monkeypatch.setattr(reach, "_on_the_network", lambda: "")
    monkeypatch.setattr(reach.socket, "gethostname", lambda: "")

    assert reach.address_of("0.0.0.0", 8000) == "http://127.0.0.1:8000/"


@pytest.mark.parametrize(
    ("own", "told"),
    [("192.168.1.5", "192.168.1.5"), ("127.0.0.1", ""), ("0.0.0.0", ""), (None, "")],
)
def test_the_machines_address_is_the_one_it_would_send_from(monkeypatch, own, told):
    class Probe:
        def connect(self, _address):
            if own is None:
                raise OSError("Network is unreachable")

        def getsockname(self):
            return own, 40000

    monkeypatch.setattr(reach.socket, "socket", lambda *_kind: nullcontext(Probe()))
    monkeypatch.setattr(reach.socket, "gethostname", lambda: "")

    assert reach.addresses_for("0.0.0.0") == ([told] if told else [])
