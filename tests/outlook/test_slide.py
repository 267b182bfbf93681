from html import unescape

import pytest
from django.utils import timezone

from quiz.bank.models import Prediction
from quiz.domain.rounds import Stage
from quiz.outlook.models import Wording
from quiz.outlook.services.prompting import By, add_prompt, keep_note


@pytest.fixture
def screen(survey, teacher_client):
    """A screen as the instructor has it."""

    def screen(code, part="", slug=survey.slug):
        return teacher_client.get(f"/outlook/{slug}/{code}/slide/{part}")

    return screen


def test_a_prediction_a_screen_at_a_time_then_the_next_one(survey, screen):
    way, page = [], screen("P1")
    while slide := page.context["slide"]:
        way.append((slide.sheet.card.claim.code, str(slide.part)))
        if not slide.on and not slide.after:
            break
        page = screen(slide.sheet.card.claim.code, f"{slide.on}/") if slide.on else screen(slide.after)

    assert way == [(f"P{n}", part) for n in range(1, 9) for part in ("claim", "sides", "onward")]
    assert f"/outlook/{survey.slug}/sheets/#P8" in page.content.decode()
    middle = screen("P2", "sides/").context["slide"]
    assert (middle.back, middle.before, middle.after, middle.place, middle.of) == ("claim", "P1", "P3", 2, 8)


def test_each_screen_says_what_it_is_for_and_none_the_note(survey, screen, teacher, p1):
    by = By(survey, teacher, timezone.now())
    add_prompt(by=by, prediction=p1, said=Wording(en="My own question?"))
    keep_note(by=by, prediction=p1, text="It was lively.", seen="")
    said = {
        "claim": [claim.finding_en for claim in p1.leans_on.all()],
        "sides": [p1.supports_en, p1.challenges_en, p1.prompt_en, "My own question?"],
        "onward": [*(text["en"] for text in p1.follow_ups), p1.would_change_en],
    }

    for part, texts in said.items():
        words = unescape(screen("P1", f"{part}/").content.decode())
        assert [text for text in (p1.claim.text_en, *texts) if text not in words] == []
        assert "It was lively." not in words


def test_what_came_later_is_a_screen_after_the_reveal_only(survey, me, cast, onward, screen, client_of, p1):
    cast(survey, me)
    for stage in (Stage.FIRST, Stage.DISCUSSION, Stage.SECOND):
        onward(survey, stage)
        assert screen("P1", "later/").status_code == 404
        assert screen("P1", "onward/").context["slide"].on is None
    onward(survey, Stage.LATER)

    assert p1.developments.first().text_en in unescape(screen("P1", "later/").content.decode())
    assert client_of(me.reader).get(f"/outlook/{survey.slug}/P1/slide/later/").status_code == 200


def test_where_no_ballot_is_held_who_may_know_comes_to_it_by_a_press(survey, screen, instructor_client):
    assert screen("P1", "onward/", "h20").context["slide"].on == "later"
    assert screen("P1", "later/", "h20").status_code == 200
    assert instructor_client.get("/outlook/h20/P1/slide/").status_code == 200
    assert instructor_client.get("/outlook/h20/P1/slide/later/").status_code == 404


def test_without_follow_ups_there_is_no_screen_for_them(survey, screen):
    Prediction.objects.update(follow_ups=[], would_change_ja="", would_change_en="")

    assert screen("P1", "onward/").status_code == 404
    assert screen("P1", "sides/").context["slide"].on is None


def test_many_questions_are_shown_smaller(survey, screen, teacher, p1):
    before = screen("P1", "sides/").context["slide"].size
    for _number in range(3):
        said = Wording(en="A rather long question of the class? " * 8)
        add_prompt(by=By(survey, teacher, timezone.now()), prediction=p1, said=said)

    assert screen("P1", "sides/").context["slide"].size < before
    assert screen("P1", "sides/").context["slide"].size == 52


def test_a_reader_votes_first_and_sees_what_they_voted_at(survey, me, cast, client_of):
    url = f"/outlook/{survey.slug}/P1/slide/"
    assert client_of(me.reader).get(url).url == f"/outlook/{survey.slug}/P1/vote/"
    cast(survey, me)

    assert client_of(me.reader).get(url).context["slide"].of == 1


def test_others_do_not_find_it(survey, screen, instructor_client, client_of, stranger):
    url = f"/outlook/{survey.slug}/P1/slide/"
    assert instructor_client.get(url).status_code == 404
    assert client_of(stranger).get(url).status_code == 404
    assert screen("P1", "nothing/").status_code == 404
    assert screen("P9").status_code == 404


@pytest.mark.parametrize("rows", [0, 20])
def test_costs_the_same_however_many(survey, screen, teacher, p1, django_assert_num_queries, rows):
    for number in range(rows):
        add_prompt(by=By(survey, teacher, timezone.now()), prediction=p1, said=Wording(en=f"Why {number}?"))

    with django_assert_num_queries(11):
        screen("P1", "sides/")
