"""What `make run` says and does before it serves."""

import os
import signal
import socket
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

import manage
from quiz.home.management.commands import prepare
from quiz.home.management.commands.prepare import run

BEFORE = {
    "migrate": "Bringing the database up to date …",
    "load_pack": "Loading the content pack …",
    "load_demo": "Making the demo (about a quarter of a minute the first time) …",
}
FAILED = {
    "migrate": "make run: the database could not be migrated; see {folder}/error.log.",
    "check": "make run: the database is not safe to serve from.",
    "collectstatic": "make run: the static files could not be collected.",
    "load_pack": "make run: the content pack was not loaded.",
    "load_demo": "make run: the demo was not made.",
}


@pytest.fixture
def free(settings, tmp_path):
    """Nobody listens, and what is written goes elsewhere."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        settings.LISTEN, settings.PORT = found.getsockname()
    settings.VAR_DIR = tmp_path


@pytest.fixture
def ask(monkeypatch, capsys):
    """Prepare, with one step going wrong; what was run, what was said, and the exit code."""

    def ask(wrong=""):
        done = []

        def fake(words, log):
            done.append((words[0], log))
            return words[0] != wrong

        monkeypatch.setattr(prepare, "run", fake)
        code = 0
        try:
            call_command("prepare", called="make run")
        except SystemExit as end:
            code = end.code
        return done, capsys.readouterr().out.splitlines(), code

    return ask


def test_each_step_is_done_in_its_order_and_the_long_ones_are_told(free, ask, tmp_path):
    done, said, code = ask()

    assert done == [(name, tmp_path / "error.log" if name == "migrate" else None) for name in FAILED]
    assert said == list(BEFORE.values())
    assert code == 0


@pytest.mark.parametrize("wrong", FAILED)
def test_the_step_that_fails_is_named_and_ends_it(free, ask, tmp_path, wrong):
    done, said, code = ask(wrong)

    assert [name for name, _log in done] == list(FAILED)[: list(FAILED).index(wrong) + 1]
    assert said[-1] == FAILED[wrong].format(folder=tmp_path)
    assert code == 1


def test_a_port_that_is_taken_and_an_address_of_another_machine_are_told_first(free, settings, ask):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        settings.PORT = port = other.getsockname()[1]
        taken = ask()
    settings.LISTEN = "192.0.2.1"
    elsewhere = ask()

    for listen, told in (("127.0.0.1", taken), ("192.0.2.1", elsewhere)):
        line = f"make run: port {port} is taken on {listen}, or that is no address of this machine; "
        assert told == ([], [f"{line}try make run PORT=8123."], 1)


def raising(error):
    def handle(*_args, **_options):
        raise error

    return handle


@pytest.mark.parametrize(
    ("error", "told"),
    [(CommandError("wrong so"), "CommandError: wrong so\n"), (OSError("disk full"), "OSError: disk full\n")],
)
@pytest.mark.parametrize("has_log", [False, True])
def test_what_went_wrong_is_told_as_the_command_itself_tells_it(
    monkeypatch, capsys, tmp_path, error, told, has_log
):
    # A command by itself closes what the test still needs.
    monkeypatch.setattr("django.core.management.base.connections.close_all", lambda: None)
    monkeypatch.setattr("quiz.home.management.commands.load_demo.Command.handle", raising(error))
    log = tmp_path / "error.log"

    assert not run(("load_demo", "--skip-checks"), log if has_log else None)

    shown = capsys.readouterr().err
    assert (log.read_text() if has_log else shown).endswith(told)
    assert bool(shown) != has_log


def test_a_command_that_goes_well_is_no_failure(monkeypatch, capsys):
    monkeypatch.setattr("django.core.management.base.connections.close_all", lambda: None)

    assert run(("check_content", "--files"), None)

    assert "no errors" in capsys.readouterr().out


def test_a_database_that_cannot_be_read_is_told_in_one_line_and_at_length_in_a_file(free, tmp_path, settings):
    (tmp_path / "yomitoki.sqlite3").write_text("no database " * 100)
    told = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}

    tried = subprocess.run(
        [sys.executable, "manage.py", *("prepare", "--called", "make run")],
        env=told | {"VAR_DIR": str(tmp_path), "PORT": str(settings.PORT)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert tried.returncode == 1
    assert tried.stdout.splitlines() == [BEFORE["migrate"], FAILED["migrate"].format(folder=tmp_path)]
    assert "file is not a database" in (tmp_path / "error.log").read_text()
    assert tried.stderr == ""


def test_whoever_stops_a_command_gets_no_traceback(monkeypatch):
    monkeypatch.setattr("django.core.management.execute_from_command_line", raising(KeyboardInterrupt()))

    with pytest.raises(SystemExit) as end:
        manage.main()

    assert end.value.code == 128 + signal.SIGINT
