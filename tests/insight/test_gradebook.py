import csv
import io

import openpyxl
import pytest

from quiz.classroom.services.members import rename


@pytest.fixture
def marked(classroom, assign_quiz, finish, member):
    first, second = assign_quiz(pass_mark=50), assign_quiz("chips")
    finish(first, 2)
    rename(membership=member, name="=HYPERLINK(1)")
    return first, second


def test_the_file_has_every_reader_and_every_quiz(marked, classroom, teacher_client):
    page = teacher_client.get(f"/insight/gradebook/{classroom.slug}/csv/")

    heads, *rows = csv.reader(io.StringIO(b"".join(page.streaming_content).decode()[1:]))
    assert heads[:3] == ["Name", "Sort key", "In the class"]
    assert heads[3:5] == [each.title for each in marked]
    assert [row[0] for row in rows] == ["'=HYPERLINK(1)", "R0", "R1"]
    assert [row[3] for row in rows] == ["", "0.0", "1.0"]
    assert "Class_3B" in page["Content-Disposition"]


def test_the_workbook_has_numbers_and_no_formula(marked, classroom, teacher_client):
    page = teacher_client.get(f"/insight/gradebook/{classroom.slug}/xlsx/")

    book = openpyxl.load_workbook(io.BytesIO(b"".join(page.streaming_content)))
    assert book.sheetnames == ["Gradebook", "Codebook"]
    rows = list(book["Gradebook"].iter_rows(min_row=2))
    assert [row[0].value for row in rows] == ["=HYPERLINK(1)", "R0", "R1"]
    assert all(cell.data_type != "f" for row in rows for cell in row)
    assert [row[3].value for row in rows] == [None, 0, 1]


def test_it_is_in_the_language_of_the_class(marked, classroom, teacher_client):
    classroom.language = "ja"
    classroom.save()

    page = teacher_client.get(f"/insight/gradebook/{classroom.slug}/csv/")

    assert "\ufeff名前," in b"".join(page.streaming_content).decode()


def test_nobody_else_gets_it(marked, classroom, teacher_client, instructor_client):
    assert instructor_client.get(f"/insight/gradebook/{classroom.slug}/csv/").status_code == 404
    assert teacher_client.get(f"/insight/gradebook/{classroom.slug}/pdf/").status_code == 404
