import csv
import io
import json
import re

import openpyxl
import pytest
from django.utils import timezone

from quiz.classroom.services.members import join, remove, rename
from quiz.insight.files import FILES, lines
from quiz.taking.models import Answer
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


def test_marks_have_a_row_a_reader(finished, begun, classroom, stranger, teacher_client):
    join(classroom=classroom, reader=stranger, name="Abe", now=timezone.now())
    begun(finished)

    abe, sato = rows_of(teacher_client, finished, "results")

    assert (abe["Name"], abe["State"], abe["Mark"], abe["Attempts"]) == ("Abe", "not begun", "", "0")
    assert (sato["Name"], sato["State"], sato["Mark"], sato["Of"]) == ("Sato", "finished", "0.0", "22")
    assert (sato["Counts"], sato["First"], sato["Best"], sato["Last"]) == ("1", "0.0", "0.0", "0.0")
    assert sato["Notes"] == "under way"
    assert sato["Finished"].endswith("+09:00")


def test_who_was_taken_out_is_in_it_and_said_to_be(finished, member, teacher_client):
    remove(membership=member, keeps_answers=True, now=timezone.now())

    (row,) = rows_of(teacher_client, finished, "results")

    assert (row["In the class"], row["Mark"]) == ("taken out", "0.0")


def test_answers_have_a_row_an_answer(finished, teacher_client):
    rows = rows_of(teacher_client, finished, "answers")

    assert len(rows) == finished.quiz.places.count()
    assert [row["Number"] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    assert rows[0]["Question"] == "policy-since"
    assert rows[0]["Right"]


def test_answers_are_in_words(finished, teacher_client):
    answer = Answer.objects.filter(question__kind="single").first()
    option = answer.question.options.first()
    Answer.objects.filter(pk=answer.pk).update(response=option.code)

    row = rows_of(teacher_client, finished, "answers")[answer.number - 1]

    assert (row["Answer"], row["Codes"]) == (option.text_en, json.dumps(option.code))


def test_item_statistics_say_why_there_is_none(finished, teacher_client):
    rows = rows_of(teacher_client, finished, "items")

    assert len(rows) == 22
    assert rows[0]["Facility"] == "0.0"
    assert rows[0]["Discrimination"] == "too_few_readers"


def test_a_name_is_no_formula(finished, member, teacher_client):
    rename(membership=member, name="=HYPERLINK(1)")

    assert rows_of(teacher_client, finished, "results")[0]["Name"] == "'=HYPERLINK(1)"
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

    assert rows_of(teacher_client, finished, "results")[0]["Sort key"] == "abe 001"


def test_the_codebook_explains_every_column(finished, teacher_client):
    rows = rows_of(teacher_client, finished, "codebook")

    for kind, (title, _columns, _rows) in FILES.items():
        columns = next(csv.reader(io.StringIO(next(lines(kind, finished))[1:])))
        assert [row["Column"] for row in rows if row["Table"] == title()] == columns
    assert all(row["Meaning"] for row in rows)


def test_the_workbook_has_every_table_and_takes_nothing_for_a_formula(finished, member, teacher_client):
    rename(membership=member, name="=HYPERLINK(1)")

    page = teacher_client.get(f"/insight/download/{finished.slug}/workbook/")

    book = openpyxl.load_workbook(io.BytesIO(b"".join(page.streaming_content)))
    assert book.sheetnames == ["Marks", "Answers", "Questions", "Codebook"]
    (row,) = book["Marks"].iter_rows(min_row=2)
    heads = [cell.value for cell in book["Marks"][1]]
    assert row[0].value == "=HYPERLINK(1)"
    assert all(cell.data_type != "f" for cell in row)
    assert row[heads.index("Finished")].is_date
    assert "Class_3B_Policy_timeline_" in page["Content-Disposition"]


def test_no_file_has_an_opinion_in_it():
    words = " ".join(column for _title, columns, _rows in FILES.values() for column in columns)

    assert not re.search("ballot|likelihood|agreement|stance|opinion", words)


def test_another_file_is_not_found(finished, teacher_client):
    assert teacher_client.get(f"/insight/download/{finished.slug}/opinions/").status_code == 404
