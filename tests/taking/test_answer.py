import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.taking.models import Save

JSON = {"accept": "application/json"}


@pytest.fixture
def taking(attempt_at, client_of, reader):
    attempt = attempt_at("chips")
    browser = client_of(reader)

    def post(number, data, **more):
        data = {f"q{number}-{name}" if name != "go" else name: value for name, value in data.items()}
        return browser.post(f"/taking/{attempt.code}/answer/{number}/", data, **more)

    post.attempt = attempt
    return post


def number_of(attempt, kind):
    return attempt.answers.filter(question__kind=kind).first().number


def test_saving_costs_one_query_to_lock_and_read_and_one_or_two_to_write(taking, django_assert_num_queries):
    # SQLite has no two writes in one statement.
    writes = 2 if connection.vendor == "sqlite" else 1
    # Two more are the savepoint of the test, two the question, which is read once a process.
    with django_assert_num_queries(5 + writes):
        told = taking(1, {"response": "2", "confidence": "3", "tab": "t", "serial": "1"}, headers=JSON)
    with django_assert_num_queries(3 + writes):
        told = taking(1, {"response": "1", "confidence": "3", "tab": "t", "serial": "2"}, headers=JSON)

    assert told.json()["revision"] == 2
    assert told.json()["saved"]
    assert taking.attempt.answers.get(number=1).confidence == 3


def test_without_script_it_goes_where_one_wants(taking):
    code = taking.attempt.code

    assert taking(1, {"response": "1", "go": "2"}).url == f"/taking/{code}/question/2/"
    assert taking(1, {"response": "1", "go": "submit"}).url == f"/taking/{code}/submit/"
    assert taking(1, {"response": "1", "go": "//evil"}).url == f"/taking/{code}/question/1/"
    assert taking.attempt.answers.get(number=1).is_given


def test_full_width_digits_are_understood(taking):
    number = number_of(taking.attempt, "numeric")

    taking(number, {"response": "７２"})

    assert taking.attempt.answers.get(number=number).response == "72"


@pytest.mark.parametrize(
    ("kind", "data", "words"),
    [
        ("numeric", {"response": "7x2"}, "Enter a number in digits"),
        ("ordering", {"item_1": "1", "item_2": "1"}, "The same place was given twice"),
        ("ordering", {"item_1": "1"}, "some have none yet"),
        ("single", {"response": "99"}, "99"),
        ("single", {"response": "1", "confidence": "9"}, "9"),
        ("multiple", {"response": ["1", "x"]}, "x"),
    ],
)
def test_what_cannot_be_read_is_refused_kept_in_the_form_and_not_stored(taking, kind, data, words):
    number = number_of(taking.attempt, kind)

    page = taking(number, data)

    assert page.status_code == 422
    assert words in page.content.decode()
    assert taking(number, data, headers=JSON).status_code == 422
    assert not taking.attempt.answers.get(number=number).is_given
    assert not Save.objects.exists()
    if kind == "numeric":
        assert 'value="7x2"' in page.content.decode()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    number=st.integers(1, 15),
    value=st.text(max_size=30),
    field=st.sampled_from(["response", "item_1", "item_2"]),
)
def test_whatever_is_sent_is_saved_well_or_refused(taking, number, value, field):
    page = taking(number, {field: value}, headers=JSON)

    assert page.status_code in (200, 422)
    if page.status_code == 422:
        assert page.json()["error"]


def test_the_other_tab_is_told(taking):
    taking(1, {"response": "1", "tab": "a", "serial": "1", "seen": "0"}, headers=JSON)

    told = taking(1, {"response": "2", "tab": "b", "serial": "1", "seen": "0"}, headers=JSON)

    assert "replaced an answer saved elsewhere" in told.json()["notice"]


def test_after_the_end_an_answer_is_refused_and_told(taking, client_of, reader):
    client_of(reader).post(f"/taking/{taking.attempt.code}/submit/")

    told = taking(1, {"response": "1"}, headers=JSON)

    assert told.status_code == 409
    assert "already finished" in told.json()["error"]


def test_loading_the_address_again_shows_the_question(taking, client_of, reader):
    url = f"/taking/{taking.attempt.code}/answer/1/"

    assert client_of(reader).get(url).url == f"/taking/{taking.attempt.code}/question/1/"


def test_a_stranger_cannot_answer(taking, client_of, stranger):
    assert client_of(stranger).post(f"/taking/{taking.attempt.code}/answer/1/").status_code == 404


def test_after_the_end_an_answer_without_script_is_refused_and_the_next_page_says_so(
    taking, client_of, reader
):
    client_of(reader).post(f"/taking/{taking.attempt.code}/submit/")

    page = taking(1, {"response": "1"}, follow=True)

    assert "already finished" in page.content.decode()
    assert not taking.attempt.answers.get(number=1).is_given
