from datetime import timedelta

from django.utils import timezone

from quiz.classroom.services.members import extend
from quiz.taking.services.attempts import finish_overdue, submit_attempt

HOUR = timedelta(hours=1)


def url(given):
    return f"/classroom/assignment/{given.slug}/close_now/"


def test_closes_in_one_press_where_nothing_runs(teacher_client, assign_quiz):
    given = assign_quiz()

    page = teacher_client.post(url(given), follow=True)

    given.refresh_from_db()
    assert given.closes_at <= timezone.now()
    assert [str(message) for message in page.context["messages"]] == [
        f"Policy timeline: Closed since {timezone.localtime(given.closes_at):%H:%M}."
    ]


def test_asks_where_attempts_run_and_hands_them_in(teacher_client, member, assign_quiz, begun):
    given = assign_quiz()
    attempt = begun(given)

    asked = teacher_client.post(url(given))

    words = asked.content.decode()
    assert "1 attempt is running: it is handed in with what was saved." in words
    given.refresh_from_db()
    assert given.closes_at is None

    teacher_client.post(url(given), {"sure": "1"})

    given.refresh_from_db()
    assert given.closes_at <= timezone.now()
    finish_overdue(now=timezone.now() + HOUR)
    attempt.refresh_from_db()
    assert attempt.submitted_at == given.closes_at


def test_feedback_after_closing_is_seen_once_it_was_closed(
    teacher_client, member, client_of, reader, assign_quiz, begun
):
    given = assign_quiz(feedback="close", closes_at=timezone.now() + HOUR)
    attempt = begun(given)
    submit_attempt(reader_id=reader.pk, code=attempt.code, now=timezone.now())
    review = f"/taking/{attempt.code}/review/"
    assert "You see the feedback after closing" in client_of(reader).get(review).content.decode()

    teacher_client.post(url(given))

    assert "What the article says" in client_of(reader).get(review).content.decode()


def test_a_reader_with_a_later_closing_keeps_it(teacher_client, member, client_of, reader, assign_quiz):
    given = assign_quiz(closes_at=timezone.now() + HOUR)
    extend(assignment=given, membership=member, minutes=None, closes_at=timezone.now() + 2 * HOUR)

    teacher_client.post(url(given))

    assert "/question/1/" in client_of(reader).post(f"/taking/begin/{given.slug}/").url


def test_what_is_not_open_stays_as_it_is(teacher_client, assign_quiz):
    given = assign_quiz(opens_at=None)

    teacher_client.post(url(given))

    given.refresh_from_db()
    assert (given.opens_at, given.closes_at) == (None, None)


def test_a_stranger_closes_nothing(instructor_client, assign_quiz):
    assert instructor_client.post(url(assign_quiz())).status_code == 404
