"""manage.py import_questions: the same import without a page, told in words or as data."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from quiz.authoring.whole import part_of
from quiz.bank.models import Pack
from quiz.bank.pack_archives import packed
from quiz.exchange.models import Intake
from quiz.exchange.services.taking import MOST_UNFINISHED
from tests.drafts import publish_private, small_pack
from tests.intakes import make_intake

TEXT = "One? | 1 | 2\nno question\n!Two? | 2 | 1\nOne? | 1 | 2"


@pytest.fixture
def run(lines, teacher, tmp_path):
    """Run it over a file with these contents, for the teacher; what it said."""

    def run(data, *options, name="fruit.txt"):
        file = tmp_path / name
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
        told = StringIO()
        try:
            call_command("import_questions", str(file), "--by", "MORI@example.org", *options, stdout=told)
        except CommandError as error:
            return told.getvalue(), str(error)
        return told.getvalue(), ""

    return run


def test_what_can_be_read_goes_into_a_new_pack_and_the_rest_is_told_by_line(run, teacher):
    told, failed = run(TEXT, "--new", "Kiwis")

    made = Pack.objects.get(owner=teacher)
    quiz = made.pieces.get(kind="quizzes").key
    assert not failed
    assert told.splitlines() == [
        "fruit.txt: lines, en: 3 of 4 questions read, 1 with something left out, 0 changed, 1 there already.",
        "line 2: Not read: This is not written as the format wants it: | [syntax]",
        "line 3: Left out: The text stays; formatting is left out: blink [markup]",
        "line 4: the same as 1: One?",
        f"2 questions went into the draft {made.slug}/{quiz}.",
    ]
    assert made.pieces.filter(kind="questions").count() == 2


def test_the_report_is_data_where_one_asks_for_it(run, draft):
    told, _failed = run(TEXT, "--into", f"{draft.slug}/draft-fruit", "--json", "--language", "ja")

    report = json.loads(told)
    assert (report["format"], report["language"], report["refused"]) == ("lines", "ja", None)
    assert (report["pack"], report["quiz"]) == (draft.slug, "draft-fruit")
    kept = [(each["line"], each["level"], each["repeats"], each["became"]) for each in report["questions"]]
    assert kept == [
        (1, "", "", "q2"), (2, "not_read", "", ""), (3, "dropped", "", "q3"), (4, "", "1", ""),
    ]  # fmt: skip
    assert draft.pieces.get(key="q2").content["stem"] == {"ja": "One?", "en": ""}


def test_a_check_changes_nothing_and_knows_what_one_has(run, draft, teacher):
    run("One? | 1 | 2", "--into", draft.slug)
    before = draft.pieces.count()

    told, failed = run("One? | 1 | 2\nTwo? | 1 | 2", "--check")

    assert not failed
    assert f"line 1: the same as {draft.slug}/q2: One?" in told
    assert draft.pieces.count() == before
    assert Intake.objects.count() == 1


@pytest.mark.parametrize("how", [("--check",), ("--new", "Kiwis")])
def test_what_is_refused_is_told_and_ends_with_exit_code_1(run, how):
    told, failed = run(b"One | 1 | 2\n\0", *how)

    assert told == "fruit.txt, line 2: Refused: This is not text in UTF-8 or Shift_JIS. [not_text]\n"
    assert failed == "Nothing was taken in."
    assert not Intake.objects.exists()
    data, failed = run(b"One | 1 | 2\n\0", *how, "--json")
    assert json.loads(data)["refused"]["rule"] == "not_text"
    assert failed


def test_where_nothing_is_new_nothing_is_made(run, draft, teacher):
    run("One? | 1 | 2", "--into", draft.slug)

    told, failed = run("One? | 1 | 2", "--new", "Again")

    assert "the same as" in told
    assert failed == "Nothing was taken in."
    assert list(Pack.objects.filter(owner=teacher)) == [draft]
    assert Intake.objects.count() == 1


def test_so_many_wait_and_no_more(run, teacher, now):
    for _each in range(MOST_UNFINISHED):
        make_intake(teacher, now)

    assert "as many unfinished imports as may wait" in run(TEXT, "--new", "Kiwis")[1]


def test_a_pack_of_this_site_becomes_a_draft(run, teacher, draft):
    data = packed(part_of(small_pack("fruit-pack")))

    assert run(data, "--check", name="p.zip") == ("p.zip: a pack of this site.\n", "")
    assert not Pack.objects.filter(slug="fruit-pack").exists()
    assert (
        run(data, "--new", "x", name="p.zip")[0] == "p.zip: a pack of this site, now the draft fruit-pack.\n"
    )
    assert Pack.objects.get(slug="fruit-pack").owner == teacher
    assert "becomes a new draft" in run(data, "--into", draft.slug, name="p.zip")[1]
    assert run(data[:300], "--check", name="p.zip")[1] == "Nothing was taken in."


def test_a_quiz_that_a_published_pack_does_not_have_is_told_and_nothing_waits(run, teacher, now):
    pack = publish_private(teacher, now)

    failed = run(TEXT, "--into", f"{pack.slug}/nothing")[1]

    assert failed == "That quiz or pack is not there. Nothing was taken in."
    assert not Intake.objects.exists()
    assert not pack.pieces.exists()


def test_a_wrong_account_pack_or_quiz_is_told(run, draft, tmp_path):
    assert "No pack that this account may change" in run(TEXT, "--into", "nowhere")[1]
    assert "needs a title" in run(TEXT, "--new", " \u200b ")[1]
    assert "has no quiz nothing" in run(TEXT, "--into", f"{draft.slug}/nothing")[1]
    with pytest.raises(CommandError, match="No account has the address"):
        call_command("import_questions", str(tmp_path / "x"), "--by", "no@example.org", "--check")
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_questions", str(tmp_path / "x"), "--by", "mori@example.org", "--check")
