from datetime import timedelta

import pytest
from django.utils import timezone

from quiz.classroom.services.members import extend


def test_tells_the_rules_and_begins(member, assign_quiz, client_of, reader):
    given = assign_quiz(minutes=20, attempts_allowed=1, pass_mark=60)
    browser, url = client_of(reader), f"/taking/begin/{given.slug}/"

    words = browser.get(url).content.decode()
    assert "You have 20 minutes from the start" in words
    assert "1 attempt left" in words
    assert "Pass mark: 60%" in words
    assert not given.attempts.exists()

    begun = browser.post(url)
    attempt = given.attempts.get()
    assert begun.url == f"/taking/{attempt.code}/question/1/"
    assert browser.post(url).url == begun.url
    assert "Time ends at" in browser.get(begun.url).content.decode()


def test_when_all_attempts_are_made_it_says_so(member, assign_quiz, client_of, reader):
    given = assign_quiz(attempts_allowed=1)
    browser, url = client_of(reader), f"/taking/begin/{given.slug}/"
    code = browser.post(url).url.split("/")[2]
    browser.post(f"/taking/{code}/submit/")

    page = browser.post(url, follow=True)

    assert "You have made all the attempts that are allowed." in page.content.decode()
    assert given.attempts.count() == 1


@pytest.mark.parametrize("when", ["before", "after"])
def test_outside_the_window_nothing_begins(member, assign_quiz, client_of, reader, when):
    hour = timedelta(hours=1)
    now = timezone.now()
    given = assign_quiz(
        opens_at=now + hour if when == "before" else now - 2 * hour,
        closes_at=now + 2 * hour if when == "before" else now - hour,
    )
    url = f"/taking/begin/{given.slug}/"

    page = client_of(reader).post(url, follow=True)

    assert "This is not open for you now." in page.content.decode()
    assert not given.attempts.exists()


def test_an_extension_opens_it_again(member, assign_quiz, client_of, reader):
    now = timezone.now()
    given = assign_quiz(closes_at=now - timedelta(minutes=1))
    extend(assignment=given, membership=member, minutes=None, closes_at=now + timedelta(hours=1))

    assert "/question/1/" in client_of(reader).post(f"/taking/begin/{given.slug}/").url


def test_a_draft_is_not_found(member, assign_quiz, client_of, reader):
    given = assign_quiz(opens_at=None)

    assert client_of(reader).get(f"/taking/begin/{given.slug}/").status_code == 404


@pytest.mark.parametrize("rows", [0, 3])
def test_costs_the_same_however_many_attempts(
    member, assign_quiz, client_of, reader, django_assert_num_queries, rows
):
    given = assign_quiz()
    browser, url = client_of(reader), f"/taking/begin/{given.slug}/"
    for _number in range(rows):
        browser.post(f"/taking/{browser.post(url).url.split('/')[2]}/submit/")

    with django_assert_num_queries(6):
        browser.get(url)
