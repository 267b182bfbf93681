"""The harness in its short form, and whether it finds what is broken on purpose; all mutants: mutants.py."""

import shutil

import pytest

from tests.faults.disk import Disk, File
from tests.faults.killing import bound
from tests.faults.power import recorded

ACKS = 10
# What is broken: how the database is set, how the product acknowledges.
BROKEN = {"synchronous=NORMAL": ({"SYNCHRONOUS": "NORMAL"}, ""), "before the commit": ({}, "early")}

pytestmark = [
    pytest.mark.one_database,
    pytest.mark.skipif(not shutil.which("strace"), reason="no strace: apt-get install strace"),
]


def test_what_was_acknowledged_survives_a_power_cut_and_kills(run):
    played = run()

    found = recorded(played, ACKS)
    played.kinds = {"app": 1}
    played.kill(1)

    assert (found.lost, found.corrupt, found.first) == (0, 0, "")
    assert found.images >= 3 * ACKS
    assert played.wrong == []
    assert played.kills >= 2


@pytest.mark.parametrize("name", BROKEN)
def test_a_power_cut_shows_what_is_broken(run, name):
    settings, fault = BROKEN[name]

    found = recorded(run(**settings), ACKS, fault)

    assert found.lost > 0


def test_a_disk_keeps_what_was_written_before_a_sync_began(tmp_path):
    file = File(bytearray(b"old!"))

    file.write(1.0, 0, b"new!")
    file.write(3.0, 4, b"more")
    file.sync(2.0)

    assert file.image(lambda: False) == b"new!"
    assert file.image(lambda: True) == b"new!more"


def test_a_record_is_read_also_where_calls_overlap(tmp_path):
    report = tmp_path / "calls"
    report.write_text(
        f'7 1.0 pwrite64(3<{tmp_path}/a>, "\\x61\\x62", 2, 0 <unfinished ...>\n'
        f"8 1.1 fsync(4<{tmp_path}/b>) = 0 <0.1>\n"
        "7 1.2 <... pwrite64 resumed>) = 2 <0.3>\n"
        f"7 1.4 fdatasync(3<{tmp_path}/a>) = 0 <0.2>\n"
    )
    disk = Disk(tmp_path, report, {})

    disk.go_to(1.5)
    before = disk.images(lambda: False)
    disk.go_to(1.7)

    assert before == {"a": b""}
    assert disk.images(lambda: False) == {"a": b"ab"}


def test_no_failure_in_three_hundred_trials_bounds_the_rate_at_one_in_a_hundred():
    assert bound(300) == 0.01
