import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from quiz.bank.models import Quiz
from quiz.people.models import Reader
from quiz.taking.queries import attempt_page
from quiz.taking.services.attempts import start_attempt
from quiz.web.templatetags.kept import _parts


@pytest.mark.parametrize("number", [1, 24])
def test_shows_one_question_and_the_map_for_two_queries(
    attempt_at, client_of, reader, number, django_assert_num_queries
):
    url = f"/taking/{attempt_at('chips').code}/question/{number}/"
    # The first page of a process reads the questions of the quiz, and the glossary.
    with django_assert_num_queries(5):
        client_of(reader).get(url)

    with django_assert_num_queries(2):
        page = client_of(reader).get(url)

    assert page.status_code == 200
    assert page.content.decode().count("data-map=") == 30


def test_its_feedback_costs_what_the_key_and_the_grounds_cost(
    attempt_at, client_of, reader, django_assert_num_queries
):
    code = attempt_at("policy").code
    browser = client_of(reader)
    url = f"/taking/{code}/question/1/"
    assert browser.post(f"/taking/{code}/answer/1/", {"q1-response": "1", "go": "check"}).url == url

    browser.get(url)
    with django_assert_num_queries(5):
        page = browser.get(url)

    assert "This is right." in page.content.decode()
    assert "NVIDIA" in page.content.decode() or "2022" in page.content.decode()


def test_the_process_keeps_nothing_of_one_attempt(attempt_at, client_of, reader):
    code = attempt_at("policy").code
    browser = client_of(reader)
    browser.post(f"/taking/{code}/answer/1/", {"q1-response": "1", "go": "check"})

    for number in (1, 2):
        assert code in browser.get(f"/taking/{code}/question/{number}/").content.decode()

    assert _parts._held
    assert not [key for key, (_at, words) in _parts._held.items() if code in f"{key}{words}"]


def test_what_is_hidden_while_it_is_empty_holds_not_even_a_blank(attempt_at, client_of, reader):
    page = client_of(reader).get(f"/taking/{attempt_at('chips').code}/question/1/").content.decode()

    assert '<p class="problem" role="alert"></p>' in page
    assert re.search(r'<span\s+class="saved"\s+role="status"\s*></span>', page)


def test_a_stranger_does_not_find_it(attempt_at, client_of, stranger):
    code = attempt_at("chips").code

    assert client_of(stranger).get(f"/taking/{code}/question/1/").status_code == 404
    assert client_of(None).get(f"/taking/{code}/question/1/").status_code == 302


def test_a_number_beyond_the_end_is_not_found(attempt_at, client_of, reader):
    assert client_of(reader).get(f"/taking/{attempt_at('chips').code}/question/99/").status_code == 404


def test_a_cold_visit_weighs_at_most_60_kb_compressed_in_at_most_8_requests(attempt_at, client_of, reader):
    page = client_of(reader).get(f"/taking/{attempt_at('chips').code}/question/1/")
    files = re.findall(r'(?:href|src)="/static/([^"]+)"', page.content.decode())

    bodies = [page.content]
    bodies.extend(Path(finders.find(file)).read_bytes() for file in files)

    assert sum(len(gzip.compress(body)) for body in bodies) < 60_000
    assert len(bodies) <= 8


@pytest.mark.parametrize("kind", ["multiple", "ordering", "matching"])
def test_what_was_answered_stands_there_when_one_comes_back(attempt_at, client_of, reader, kind):
    attempt = attempt_at("chips")
    number = attempt.answers.filter(question__kind=kind).first().number
    browser = client_of(reader)
    items = sorted(
        name
        for name in browser.get(f"/taking/{attempt.code}/question/{number}/").context["form"].fields
        if name.startswith("item_")
    )
    # Two boxes, or the items turned by one place.
    turned = {name: str(place % len(items) + 1) for place, name in enumerate(items, 1)}
    given = turned or {"response": ["1", "3"]}
    sent = {f"q{number}-{name}": value for name, value in given.items()}
    assert browser.post(f"/taking/{attempt.code}/answer/{number}/", sent).status_code == 302

    form = browser.get(f"/taking/{attempt.code}/question/{number}/").context["form"]

    assert {name: set(form[name].value()) for name in given} == {
        name: set(value) for name, value in given.items()
    }


def test_an_option_that_is_pinned_stays_last_in_every_order(pack, client_of, now):
    quiz = Quiz.objects.get(slug="figures")
    place = quiz.places.get(question__code="figures-watts")
    lasts, firsts = set(), set()
    for _try in range(12):
        attempt = start_attempt(reader=Reader.objects.create(since=now), quiz=quiz, now=now)
        sheet = attempt_page(attempt, [place.number]).sheets[0]
        lasts.add(sheet.left[-1].option.code)
        firsts.add(sheet.left[0].option.code)

    assert lasts == {"d"}
    assert len(firsts) > 1


def test_no_term_is_explained_that_stands_in_an_option(attempt_at, client_of, reader):
    attempt = attempt_at("figures")
    number = attempt.quiz.places.get(question__code="figures-article-precision").number

    terms = {term.key for term in attempt_page(attempt, [number]).terms()}
    whole = {term.key for term in attempt_page(attempt).terms()}

    assert "precision" in terms
    assert not {"fp8", "fp16", "tf32"} & (terms | whole)
