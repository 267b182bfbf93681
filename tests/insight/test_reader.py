from datetime import timedelta

from django.utils import timezone

from quiz.taking.services.attempts import submit_attempt


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
