from html import unescape

import pytest
from django.utils import timezone

from quiz.bank.models import Development
from quiz.outlook.models import Wording
from quiz.outlook.services.prompting import By, add_prompt


def codes(page):
    return [sheet.card.claim.code for sheet in page.context["sheets"]]


def test_all_predictions_in_the_order_of_the_source(survey, teacher_client):
    page = teacher_client.get(f"/outlook/{survey.slug}/sheets/")

    assert codes(page) == [f"P{number}" for number in range(1, 9)]
    assert page.content.decode().count('class="lesson-sheet"') == 8


def test_a_reader_has_those_at_which_they_voted(survey, me, cast, client_of):
    url = f"/outlook/{survey.slug}/sheets/"
    browser = client_of(me.reader)
    assert "once you have voted at it" in browser.get(url).content.decode()
    cast(survey, me)

    assert codes(browser.get(url)) == ["P1"]


def test_where_no_ballot_is_held_they_are_for_whoever_teaches(pack, instructor_client, client_of, reader):
    page = instructor_client.get("/outlook/h20/sheets/?later=1")

    assert len(codes(page)) == 8
    words = unescape(page.content.decode())
    assert not [later for later in Development.objects.all() if later.text_en in words]
    assert codes(client_of(reader).get("/outlook/h20/sheets/")) == []
    assert "/outlook/h20/sheets/" in instructor_client.get("/outlook/h20/").content.decode()
    assert "/outlook/h20/sheets/" not in client_of(reader).get("/outlook/h20/").content.decode()


def test_who_may_know_puts_what_came_later_on_them(survey, teacher_client):
    words = unescape(teacher_client.get("/outlook/h20/sheets/?later=1").content.decode())

    assert [later for later in Development.objects.all() if later.text_en not in words] == []
    assert "/outlook/h20/sheets/" in teacher_client.get("/classroom/lesson/h20/").content.decode()


def test_others_do_not_find_them(survey, instructor_client, client_of, stranger):
    assert instructor_client.get(f"/outlook/{survey.slug}/sheets/").status_code == 404
    assert client_of(stranger).get(f"/outlook/{survey.slug}/sheets/").status_code == 404
    assert instructor_client.get("/outlook/none/sheets/").status_code == 404


@pytest.mark.parametrize("rows", [0, 20])
def test_costs_the_same_however_many(survey, teacher, teacher_client, p1, django_assert_num_queries, rows):
    for number in range(rows):
        add_prompt(by=By(survey, teacher, timezone.now()), prediction=p1, said=Wording(en=f"Why {number}?"))
        Development.objects.create(prediction=p1, date="2030", text_en=f"Later {number}.")

    with django_assert_num_queries(12):
        teacher_client.get(f"/outlook/{survey.slug}/sheets/")
