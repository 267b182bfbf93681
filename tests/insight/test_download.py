import csv
import io
import re
import zipfile

import pytest
from django.utils import timezone

from quiz.classroom.services.members import rename
from quiz.insight.files import FILES, lines
from quiz.taking.services.attempts import submit_attempt
from quiz.web.tables import safe


def rows_of(client, assignment, kind):
    page = client.get(f"/insight/download/{assignment.slug}/{kind}/")
    text = b"".join(page.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


@pytest.fixture
def finished(member, assign_quiz, begun, reader):
    assignment = assign_quiz()
    submit_attempt(reader_id=reader.pk, code=begun(assignment).code, now=timezone.now())
    return assignment


def test_results_have_a_row_an_attempt(finished, begun, teacher_client):
    begun(finished)

    first, second = rows_of(teacher_client, finished, "results")

    assert (first["name"], first["attempt"], first["points"], first["possible"]) == ("Sato", "1", "0.0", "22")
    assert first["finished_at"].endswith("+09:00")
    assert first["time_zone"] == "Asia/Tokyo"
    assert (second["finished_at"], second["points"]) == ("", "")


def test_answers_have_a_row_an_answer(finished, teacher_client):
    rows = rows_of(teacher_client, finished, "answers")

    assert len(rows) == finished.quiz.places.count()
    assert [row["number"] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    assert rows[0]["question"] == "policy-since"


def test_item_statistics_say_why_there_is_none(finished, teacher_client):
    rows = rows_of(teacher_client, finished, "items")

    assert len(rows) == 22
    assert rows[0]["facility"] == "0.0"
    assert rows[0]["discrimination"] == "too_few_readers"


def test_a_name_is_no_formula(finished, member, teacher_client):
    rename(membership=member, name="=HYPERLINK(1)")

    assert rows_of(teacher_client, finished, "results")[0]["name"] == "'=HYPERLINK(1)"
    assert [safe(value) for value in ("+x", "-x", "@x", "\tx", "a=b", -1)] == [
        "'+x",
        "'-x",
        "'@x",
        "'\tx",
        "a=b",
        -1,
    ]


def test_names_sort(finished, member, teacher_client):
    rename(membership=member, name="ＡＢＥ")

    assert rows_of(teacher_client, finished, "results")[0]["sort_key"] == "abe 001"


def test_the_codebook_explains_every_column(finished, teacher_client):
    rows = rows_of(teacher_client, finished, "codebook")

    for kind in ("results", "answers", "items", "codebook"):
        columns = next(csv.reader(io.StringIO(next(lines(kind, finished))[1:])))
        assert [row["column"] for row in rows if row["table"] == kind] == columns
    assert all(row["meaning"] for row in rows)


def test_the_workbook_has_every_table_and_takes_nothing_for_a_formula(finished, member, teacher_client):
    rename(membership=member, name="=HYPERLINK(1)")

    page = teacher_client.get(f"/insight/download/{finished.slug}/workbook/")

    book = zipfile.ZipFile(io.BytesIO(b"".join(page.streaming_content)))
    names = re.findall(r'<sheet name="(\w+)"', book.read("xl/workbook.xml").decode())
    assert names == ["codebook", "results", "answers", "items"]
    results = book.read("xl/worksheets/sheet2.xml").decode()
    assert "=HYPERLINK(1)" in results
    assert "<f>" not in results
    assert page["Content-Disposition"].endswith('.xlsx"')


def test_no_file_has_an_opinion_in_it():
    words = " ".join(column for columns, _rows in FILES.values() for column in columns)

    assert not re.search("ballot|likelihood|agreement|stance|opinion", words)


def test_another_file_is_not_found(finished, teacher_client):
    assert teacher_client.get(f"/insight/download/{finished.slug}/opinions/").status_code == 404
