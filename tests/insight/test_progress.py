import gzip
import random
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from quiz.bank.models.keys import AnswerKey
from quiz.classroom.services.members import join
from quiz.insight.pages.progress import Cell, grid
from quiz.taking.forms.kinds import read_given
from quiz.taking.models import Answer
from quiz.taking.services.answers import save_answer
from tests.shown import shown


@pytest.fixture
def save(reader):
    def save(attempt, code, confidence="3", flagged=""):
        def given(sheet):
            token = next(choice.token for choice in sheet.left if choice.option.code == code)
            data = {"q1-response": token, "q1-confidence": confidence, "q1-is_flagged": flagged}
            return read_given(data, sheet)

        save_answer(reader_id=reader.pk, code=attempt.code, number=1, read=given, now=timezone.now())

    return save


def first_cell(assignment):
    return grid(assignment, timezone.now(), "name").rows[0].marks[0]


@pytest.mark.parametrize(
    ("right", "confidence", "cell"),
    [(True, "3", Cell.RIGHT), (False, "1", Cell.WRONG), (False, "3", Cell.SURE)],
)
def test_a_cell_tells_right_wrong_and_confidently_wrong(
    member, assign_quiz, begun, save, right, confidence, cell
):
    assignment = assign_quiz()
    attempt = begun(assignment)
    solution = AnswerKey.objects.get(question=attempt.answers.get(number=1).question).solution

    save(attempt, solution["right" if right else "wrong"][0], confidence, "on")

    assert first_cell(assignment).cell is cell
    assert first_cell(assignment).is_flagged
    attempt.refresh_from_db()
    assert attempt.answers.get(number=1).points is None


def test_shows_who_is_where(member, classroom, assign_quiz, begun, save, teacher_client, stranger):
    assignment = assign_quiz(minutes=20)
    join(classroom=classroom, reader=stranger, name="Abe", now=timezone.now())
    save(begun(assignment), "b")

    words = shown(teacher_client.get(f"/insight/progress/{assignment.slug}/"))

    assert re.findall(r"<b>(\d+)</b>(?:have )?(\w+)", words)[:3] == [
        ("2", "readers"),
        ("1", "begun"),
        ("0", "finished"),
    ]
    assert "1 / 23" in words
    assert "not begun" in words
    assert "19 minutes left" in words


def test_somebody_quiet_may_be_stuck(member, assign_quiz, begun):
    assignment = assign_quiz()
    begun(assignment, timezone.now() - timedelta(minutes=4))

    assert grid(assignment, timezone.now(), "name").rows[0].is_stuck


def test_what_has_not_changed_costs_a_304_and_no_look_at_the_answers(
    member, assign_quiz, begun, save, teacher_client, django_assert_max_num_queries, monkeypatch
):
    noon = timezone.now()
    monkeypatch.setattr("quiz.insight.views.leading.boards.timezone.now", lambda: noon)
    assignment = assign_quiz()
    attempt = begun(assignment)
    save(attempt, "a")
    url = f"/insight/progress/{assignment.slug}/"
    stamp = teacher_client.get(url)["ETag"]

    with django_assert_max_num_queries(7) as asked:
        again = teacher_client.get(url, headers={"if-none-match": stamp})
    save(attempt, "b")
    changed = teacher_client.get(url, headers={"if-none-match": stamp})

    assert again.status_code == 304
    assert not [query for query in asked.captured_queries if "taking_answer" in query["sql"]]
    assert changed.status_code == 200


def test_only_rows_that_changed_are_sent_again(
    member, classroom, assign_quiz, begun, save, stranger, teacher_client
):
    assignment = assign_quiz()
    join(classroom=classroom, reader=stranger, name="Zoe", now=timezone.now())
    attempt = begun(assignment)
    url = f"/insight/progress/{assignment.slug}/"
    had = re.findall(r'data-row="(\S+)"', teacher_client.get(url).content.decode())

    same = teacher_client.get(url, headers={"known-rows": " ".join(had)}).content.decode()
    save(attempt, "b")
    changed = teacher_client.get(url, headers={"known-rows": " ".join(had)}).content.decode()
    in_japanese = teacher_client.get(url, headers={"known-rows": " ".join(had), "accept-language": "ja"})

    assert len(set(had)) == 2
    assert re.findall(r'data-known="(\S+)"', same) == had
    assert "Sato" not in same
    assert re.findall(r'data-known="(\S+)"', changed) == had[1:]
    assert "Sato" in changed
    assert "Zoe" not in changed
    assert "<html" not in changed
    assert "data-known" not in in_japanese.content.decode()


@pytest.mark.one_database
def test_three_hundred_readers_are_sent_in_sixty_kilobytes(assign_quiz, crowd, teacher_client):
    """Each with their own answers: what is alike packs too well."""
    luck, assignment = random.Random(1), assign_quiz()  # noqa: S311  nothing here is secret
    crowd(assignment, 300)
    answers = list(Answer.objects.filter(attempt__assignment=assignment, question__kind="single"))
    for answer in answers:
        answer.response, answer.confidence = luck.choice("abcd"), luck.choice((1, 2, 3))
        answer.is_flagged = luck.random() < 0.1
    Answer.objects.bulk_update(answers, ["response", "confidence", "is_flagged"], batch_size=500)
    url, packed = f"/insight/progress/{assignment.slug}/", {"accept-encoding": "gzip"}

    whole = teacher_client.get(url, headers=packed)
    had = re.findall(r'data-row="(\S+)"', gzip.decompress(whole.content).decode())
    again = teacher_client.get(url, headers=packed | {"known-rows": " ".join(had)})

    assert len(whole.content) < 60_000
    assert len(again.content) < 10_000


def test_the_order_can_be_chosen(member, classroom, assign_quiz, begun, save, stranger):
    assignment = assign_quiz()
    join(classroom=classroom, reader=stranger, name="Zoe", now=timezone.now())
    save(begun(assignment), "b")

    names = [row.member.name for row in grid(assignment, timezone.now(), "progress").rows]

    assert names == ["Zoe", "Sato"]


@pytest.mark.parametrize(
    ("only", "names"),
    [("all", ["Sato", "Zoe"]), ("not_begun", ["Zoe"]), ("working", ["Sato"]), ("finished", [])],
)
def test_the_rows_can_be_filtered(
    member, classroom, assign_quiz, begun, stranger, teacher_client, only, names
):
    assignment = assign_quiz()
    join(classroom=classroom, reader=stranger, name="Zoe", now=timezone.now())
    begun(assignment)

    page = teacher_client.get(f"/insight/progress/{assignment.slug}/?only={only}")

    assert [row.member.name for row in page.context["grid"].rows] == names
    assert page.context["grid"].readers == 2
    assert ("Nobody is in this state." in page.content.decode()) == (not names)


def test_wrong_though_certain_can_stand_first(member, classroom, assign_quiz, begun, save, stranger):
    assignment = assign_quiz()
    join(classroom=classroom, reader=stranger, name="Abe", now=timezone.now())
    attempt = begun(assignment)
    solution = AnswerKey.objects.get(question=attempt.answers.get(number=1).question).solution
    save(attempt, solution["wrong"][0])

    found = grid(assignment, timezone.now(), "wrong")

    assert [row.member.name for row in found.rows] == ["Sato", "Abe"]
    assert found.right[0] == 0


def test_without_readers_it_says_so(assign_quiz, teacher_client):
    words = teacher_client.get(f"/insight/progress/{assign_quiz().slug}/?order=junk").content.decode()

    assert "Nobody has joined yet." in words


@pytest.mark.parametrize("rows", [5, 300])
def test_costs_the_same_however_many_readers(
    assign_quiz, crowd, teacher_client, django_assert_num_queries, rows
):
    assignment = assign_quiz()
    crowd(assignment, rows)

    with django_assert_num_queries(10):
        page = teacher_client.get(f"/insight/progress/{assignment.slug}/")

    assert len(page.context["grid"].rows) == rows
