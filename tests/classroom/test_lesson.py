import re
from html import unescape

import pytest
from django.utils import timezone

from quiz.bank.models import Development, Pack, Prediction
from quiz.outlook.services.leading import set_up


@pytest.fixture
def given(pack, classroom):
    """The outlook as a draft of the class."""
    values = {"opens_at": None, "closes_at": None}
    return set_up(classroom=classroom, source=pack, values=values, now=timezone.now())


def test_an_instructor_sees_prompts_arguments_and_what_came_later(given, teacher_client):
    words = unescape(teacher_client.get("/classroom/lesson/h20/").content.decode())

    for prediction in Prediction.objects.select_related("claim"):
        assert prediction.claim.certainty_en in words
        assert prediction.prompt_en in words
        for later in prediction.developments.all():
            assert later.date in words
    assert "as of early June 2026; nothing newer has been checked" in words
    assert "to be checked again by 2027-" in words


def test_a_reader_does_not_find_it_nor_what_came_later(pack, client_of, reader):
    assert client_of(reader).get("/classroom/lesson/h20/").status_code == 302
    assert client_of(None).get("/classroom/lesson/h20/").status_code == 302
    words = unescape(client_of(reader).get("/bank/source/h20/").content.decode())
    told = Development.objects.filter(prediction__claim__code="P6")
    assert told.exists()
    assert not [later for later in told if later.text_en in words]


def test_an_unknown_source_is_not_found(given, teacher_client):
    assert teacher_client.get("/classroom/lesson/none/").status_code == 404


def test_without_predictions_it_says_so(given, teacher_client):
    Prediction.objects.all().delete()

    assert "This source has no predictions." in teacher_client.get("/classroom/lesson/h20/").content.decode()


@pytest.mark.parametrize("rows", [0, 3])
def test_costs_the_same_however_many(given, teacher_client, django_assert_num_queries, rows):
    for number in range(rows):
        Development.objects.create(prediction=Prediction.objects.first(), date=f"2030-0{number + 1}")

    with django_assert_num_queries(7):
        teacher_client.get("/classroom/lesson/h20/")


@pytest.mark.parametrize("is_public", [True, False])
def test_the_sheets_are_where_the_instructor_finds_them(given, pack, teacher_client, is_public):
    Pack.objects.update(is_public=is_public)

    words = teacher_client.get("/classroom/lesson/h20/").content.decode()

    (sheets,) = re.findall(r'href="(/outlook/[^"]+/sheets/)"', words)
    assert ("/h20/" in sheets) == is_public
    assert teacher_client.get(sheets).status_code == 200
