from datetime import timedelta

import pytest
from django.utils import timezone

from quiz.bank.queries import keys_of
from quiz.insight.marks import COUNTED
from quiz.taking.services.attempts import submit_attempt
from quiz.taking.sheets import sheet_of


def test_an_instructor_sees_all_that_a_reader_finished(
    member, assign_quiz, begun, reader, teacher_client, instructor_client
):
    closes = timezone.now() + timedelta(days=1)
    attempt = begun(assign_quiz(feedback="never", closes_at=closes))
    submit_attempt(reader_id=reader.pk, code=attempt.code, now=timezone.now())

    words = teacher_client.get(f"/insight/reader/{member.pk}/").content.decode()

    assert 'Report: <bdi class="typed">Sato</bdi>' in words
    assert "0 / 22" in words
    assert instructor_client.get(f"/insight/reader/{member.pk}/").status_code == 404


def test_an_exercise_is_named_and_not_graded(member, assign_quiz, begun, reader, teacher_client):
    attempt = begun(assign_quiz("sentences"))
    submit_attempt(reader_id=reader.pk, code=attempt.code, now=timezone.now())

    assert "not graded" in teacher_client.get(f"/insight/reader/{member.pk}/").content.decode()


def test_before_anything_is_finished_it_says_so(member, assign_quiz, begun, teacher_client):
    begun(assign_quiz())

    words = teacher_client.get(f"/insight/reader/{member.pk}/").content.decode()

    assert "Nothing is finished yet that can be shown here." in words


def test_every_answer_stands_beside_the_key_with_what_it_was_before(
    member, assign_quiz, begun, reader, client_of, teacher_client
):
    attempt = begun(assign_quiz())
    answer = attempt.answers.filter(question__kind="single").first()
    options = list(answer.question.options.all())
    right = keys_of([answer.question_id])[answer.question_id].solution["right"][0]
    wrong = [option for option in options if option.code != right][:2]
    browser = client_of(reader)
    for serial, option in enumerate((*wrong, wrong[0]), 1):
        place = str(
            1 + [choice.option.code for choice in sheet_of(answer, options, attempt).left].index(option.code)
        )
        name = f"q{answer.number}"
        fields = {
            f"{name}-response": place,
            f"{name}-confidence": "3",
            f"{name}-tab": "t",
            f"{name}-serial": serial,
        }
        browser.post(f"/taking/{attempt.code}/answer/{answer.number}/", fields)

    page = teacher_client.get(f"/insight/reader/{member.pk}/")

    line = page.context["reader"].answers.lines[answer.number - 1]
    (said,) = line.said
    assert line.right == next(option.text for option in options if option.code == right)
    assert (said.words, said.confidence, said.state) == (wrong[0].text, 3, "wrong")
    assert [(each.before, each.after) for each in said.changes] == [
        (wrong[0].text, wrong[1].text), (wrong[1].text, wrong[0].text)
    ]  # fmt: skip
    words = page.content.decode()
    assert "changed from" in words
    assert "not handed in" in words
    shown = teacher_client.get(f"/insight/reader/{member.pk}/?only=sure").context["lines"]
    assert [each.number for each in shown] == [answer.number]


def test_ideas_that_are_missed_twice_come_first(member, assign_quiz, begun, reader, teacher_client):
    assignment = assign_quiz()
    for _attempt in range(2):
        attempt = begun(assignment)
        submit_attempt(reader_id=reader.pk, code=attempt.code, now=timezone.now())

    page = teacher_client.get(f"/insight/reader/{member.pk}/")

    ideas = page.context["reader"].own.ideas
    assert ideas
    assert all(idea.misses >= 2 for idea in ideas)
    assert [idea.misses for idea in ideas] == sorted((idea.misses for idea in ideas), reverse=True)
    assert ideas[0].claim.text in page.content.decode()


def test_an_open_attempt_hides_no_mark(member, assign_quiz, begun, reader, teacher_client):
    assignment = assign_quiz(pass_mark=50, counted="last")
    for earned in (20, 1):
        attempt = begun(assignment)
        submit_attempt(reader_id=reader.pk, code=attempt.code, now=timezone.now())
        attempt.answers.filter(number__lte=earned, points__isnull=False).update(points=1.0)
    begun(assignment)

    marks = teacher_client.get(f"/insight/reader/{member.pk}/").context["reader"].marks

    (mark,) = marks
    assert (mark.cell.counted.total[0], mark.cell.passed, mark.cell.seals) == (1.0, False, ("under_way",))
    for rule, number in (("first", 1), ("best", 1), ("last", 2)):
        assert COUNTED[rule](mark.cell.runs).number == number


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_however_many_attempts(
    member, assign_quiz, begun, reader, teacher_client, django_assert_num_queries, count
):
    assignment = assign_quiz()
    for _attempt in range(count):
        attempt = begun(assignment)
        submit_attempt(reader_id=reader.pk, code=attempt.code, now=timezone.now())
    teacher_client.get(f"/insight/reader/{member.pk}/")

    with django_assert_num_queries(12):
        teacher_client.get(f"/insight/reader/{member.pk}/")
