import re

import pytest

from quiz.bank.models import Pack, Quiz
from quiz.people.models import Reader
from quiz.taking.models import Attempt


def test_the_start_page_says_what_comes_and_makes_nothing(pack, client_of):
    words = client_of(None).get("/taking/start/chips/").content.decode()

    assert "29 questions" in words
    assert "Memory and power" in words
    assert not Reader.objects.exists()


def test_starting_makes_a_reader_and_coming_back_goes_on(pack, client):
    first = client.post("/taking/start/chips/")
    again = client.post("/taking/start/chips/", {"layout": "sheet"})

    attempt = Attempt.objects.get()
    assert first.url == f"/taking/{attempt.code}/question/1/"
    assert again.url == f"/taking/{attempt.code}/sheet/"
    assert "続きから" in client.get("/taking/start/chips/").content.decode()


def test_a_damaged_or_forgotten_cookie_starts_anew(pack, client, reader, client_of):
    client.cookies["reader"] = "junk"
    assert client.post("/taking/start/chips/").status_code == 302
    browser = client_of(reader)
    reader.delete()
    assert browser.post("/taking/start/chips/").status_code == 302


def test_an_unknown_quiz_is_not_found(db, client):
    assert client.get("/taking/start/none/").status_code == 404


def test_coming_back_leads_exactly_where_one_was(pack, client):
    client.post("/taking/start/chips/")
    code = Attempt.objects.get().code
    client.get(f"/taking/{code}/question/7/")
    assert client.post("/taking/start/chips/").url == f"/taking/{code}/question/7/"

    client.get(f"/taking/{code}/sheet/")
    assert client.post("/taking/start/chips/").url == f"/taking/{code}/sheet/"

    client.post(f"/taking/{code}/submit/")
    assert client.post("/taking/start/chips/").url.endswith("/question/1/")


def test_the_start_page_costs_the_same_with_earlier_attempts(
    attempt_at, client_of, reader, django_assert_num_queries
):
    browser = client_of(reader)
    for _number in range(3):
        with django_assert_num_queries(4):
            browser.get("/taking/start/chips/")
        browser.post(f"/taking/{attempt_at('chips').code}/submit/")


def close(how, now):
    """Let nobody begin the quiz any more: by making its pack private, or by taking it out of it."""
    if how == "private":
        Pack.objects.update(is_public=False)
    else:
        Quiz.objects.filter(slug="chips").update(retired_at=now)


@pytest.mark.parametrize("how", ["private", "taken out"])
def test_what_nobody_begins_any_more_is_finished_by_whoever_began_it(attempt_at, client_of, reader, now, how):
    attempt, browser = attempt_at("chips"), client_of(reader)
    close(how, now)

    (link,) = re.findall(r'href="(/taking/start/[^"]+)"', browser.get("/desk/").content.decode())
    words = browser.get(link).content.decode()
    assert "cannot be begun any more" in words
    assert "Go on" in words
    # What is not open to them is told by its name, and leads nowhere.
    for leads in re.findall(r'href="(/(?:bank|taking)/[^"]+)"', words):
        assert browser.get(leads).status_code == 200, leads
    assert browser.post(link).url == f"/taking/{attempt.code}/question/1/"

    browser.post(f"/taking/{attempt.code}/submit/")
    words = browser.get(link).content.decode()
    assert f"/taking/{attempt.code}/review/" in words
    assert "Take it again" not in words
    assert browser.post(link).status_code == 404
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize("how", ["private", "taken out"])
def test_whoever_began_nothing_does_not_find_it(pack, client_of, reader, now, how):
    close(how, now)

    assert client_of(reader).get("/taking/start/chips/").status_code == 404
    assert client_of(reader).post("/taking/start/chips/").status_code == 404
    assert not Attempt.objects.exists()


def test_they_see_the_version_that_they_took_and_not_what_came_since(attempt_at, client_of, reader, now):
    taken = attempt_at("chips").quiz
    title = taken.title_en
    taken.pk, taken.version, taken.title_en, taken.digest = None, 2, "NEW-AND-PRIVATE", "x"
    taken.save()
    close("private", now)

    words = client_of(reader).get("/taking/start/chips/").content.decode()
    assert title in words
    assert "NEW-AND-PRIVATE" not in words
