"""manage.py export_questions: the same file as by the page, and the report beside it."""

import io
import json
import sys
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from quiz.exchange.formats.known import BY_NAME, split


@pytest.fixture
def run(monkeypatch):
    """What the command writes: the file, and what it says."""

    def run(*args):
        out, said = io.BytesIO(), io.StringIO()
        monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=out))
        call_command("export_questions", *args, stdout=io.StringIO(), stderr=said)
        return out.getvalue(), said.getvalue()

    return run


def test_writes_the_draft_and_says_what_is_lost(run, draft):
    file, said = run(draft.slug, "--as", "gift", "--language", "en")

    assert b"::q1::" in file
    assert said.startswith("Written: 1\n")
    assert (
        "moves to the last line of the general feedback, and is understood when the file comes back. 1: q1"
        in said
    )


def test_writes_what_was_published_where_there_is_no_draft(run, pack):
    file, said = run("h20/policy", "--as", "moodle_xml")

    assert len(split(BY_NAME["moodle_xml"], file).raws) == 22
    assert "Not written: Predictions are voted on" in said


def test_tells_the_report_as_data_beside_the_file(run, draft):
    file, said = run(draft.slug, "--as", "gift", "--json")

    assert b"::q1::" in file
    assert [line["code"] for line in json.loads(said)["written"]] == ["q1"]


@pytest.mark.parametrize("how", [(), ("--json",)])
def test_where_the_file_goes_into_a_file_the_report_is_what_it_says(draft, tmp_path, how):
    questions, out, said = tmp_path / "questions.txt", io.StringIO(), io.StringIO()
    given = (draft.slug, "--as", "gift", "--out", str(questions), *how)

    call_command("export_questions", *given, stdout=out, stderr=said)

    assert said.getvalue() == ""
    assert b"::q1::" in questions.read_bytes()
    if how:
        assert json.loads(out.getvalue())["language"] == "ja"
    else:
        assert out.getvalue().startswith("Written: 1\n")


@pytest.mark.parametrize(
    ("what", "target", "says"),
    [
        ("no-such-pack", "gift", "no-such-pack: no pack of this site."),
        ("{}/no-such-quiz", "gift", "{} has no quiz no-such-quiz."),
        ("{}", "aiken", "{} has no question that aiken can hold; nothing was written."),
    ],
)
def test_what_is_not_there_is_said_and_nothing_written(run, draft, tmp_path, what, target, says):
    out = tmp_path / "questions"

    with pytest.raises(CommandError) as error:
        run(what.format(draft.slug), "--as", target, "--out", str(out))

    assert str(error.value) == says.format(draft.slug)
    assert not out.exists()
