import re

import pytest

from quiz.bank.models import Pack, Quiz
from quiz.taking.services.correcting import Wanted, correct
from tests.shown import shown


@pytest.fixture
def questions(pack):
    places = Quiz.objects.get(slug="policy").places.select_related("question")
    return [place.question for place in places]


def test_anybody_sees_what_was_put_right_when_and_why(client_of, questions, teacher, now):
    correct(wanted=Wanted(questions[0], None, True, {}, "Two options fit."), user=teacher, now=now)

    words = shown(client_of(None).get("/taking/corrections/policy/"))

    assert questions[0].stem_en.replace("**", "") in words or "<strong" in words
    assert re.search(r"The question does not count\.\s*</b>\s*Two options fit\.", words)
    assert '<time datetime="2026-11-24' in words
    assert "mori" not in words


def test_those_of_a_class_are_seen_in_it_only(
    client_of,
    questions,
    teacher,
    teacher_client,
    instructor_client,
    member,
    reader,
    stranger,
    assign_quiz,
    now,
):
    assignment = assign_quiz()
    correct(wanted=Wanted(questions[0], assignment, True, {}, "Ours."), user=teacher, now=now)

    for browser, sees in (
        (client_of(reader), True),
        (teacher_client, True),
        (client_of(stranger), False),
        (client_of(None), False),
        (instructor_client, False),
    ):
        assert (
            'in the class <bdi class="typed">Class 3B</bdi>'
            in browser.get("/taking/corrections/policy/").content.decode()
        ) == sees


def test_without_any_it_says_so(client_of, pack):
    assert (
        "Nothing has been put right so far."
        in client_of(None).get("/taking/corrections/policy/").content.decode()
    )


@pytest.mark.parametrize("count", [1, 5])
def test_costs_the_same_however_many(client_of, questions, teacher, now, django_assert_num_queries, count):
    for question in questions[:count]:
        correct(wanted=Wanted(question, None, True, {}, "x"), user=teacher, now=now)

    with django_assert_num_queries(2):
        client_of(None).get("/taking/corrections/policy/")


def test_it_leads_to_the_quiz_only_whoever_may_begin_it(pack, classroom, teacher_client, assign_quiz):
    assign_quiz("policy")
    start = 'href="/taking/start/policy/"'
    assert start in teacher_client.get("/taking/corrections/policy/").content.decode()

    Pack.objects.update(is_public=False)

    page = teacher_client.get("/taking/corrections/policy/")
    assert page.status_code == 200
    assert start not in page.content.decode()
