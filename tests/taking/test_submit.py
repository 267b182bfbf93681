from datetime import timedelta

from django.utils import timezone


def test_warns_about_what_is_open_then_hands_in(attempt_at, client_of, reader):
    attempt = attempt_at("chips")
    browser = client_of(reader)
    browser.post(f"/taking/{attempt.code}/answer/1/", {"q1-response": "1", "q1-is_flagged": "on"})

    words = browser.get(f"/taking/{attempt.code}/submit/").content.decode()
    done = browser.post(f"/taking/{attempt.code}/submit/")

    assert "29 questions are not answered yet." in words
    assert "Flagged to look at again" in words
    assert "Answered without saying how sure you are" in words
    assert done.url == f"/taking/{attempt.code}/review/"
    assert browser.get(f"/taking/{attempt.code}/submit/").url == done.url
    assert browser.get(f"/taking/{attempt.code}/question/1/").url == done.url


def test_a_stranger_cannot_hand_it_in(attempt_at, client_of, stranger):
    attempt = attempt_at("chips")

    assert client_of(stranger).post(f"/taking/{attempt.code}/submit/").status_code == 404
    attempt.refresh_from_db()
    assert attempt.is_open


def test_that_the_time_was_over_is_said_once_however_often_it_is_handed_in(
    assign_quiz, member, begun, client_of, reader
):
    now = timezone.now()
    code = begun(assign_quiz(minutes=1), now - timedelta(seconds=62)).code
    browser = client_of(reader)
    url = f"/taking/{code}/submit/"

    asked = [browser.post(url, {"over": "1"}).url for _tab in range(3)]
    pages = [browser.get(asked[0]).content.decode() for _tab in range(2)]

    assert asked == [f"/taking/{code}/review/"] * 3
    assert [page.count("The time was over.") for page in pages] == [1, 0]


def test_a_page_whose_clock_is_ahead_hands_nothing_in(assign_quiz, member, begun, client_of, reader):
    attempt = begun(assign_quiz(minutes=10))

    asked = client_of(reader).post(f"/taking/{attempt.code}/submit/", {"over": "3"})

    assert asked.url == f"/taking/{attempt.code}/question/3/"
    attempt.refresh_from_db()
    assert attempt.is_open
