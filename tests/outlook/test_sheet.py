from html import unescape

import pytest
from django.utils import timezone

from quiz.bank.models import Prediction
from quiz.domain.rounds import Stage
from quiz.outlook.models import Wording
from quiz.outlook.services.prompting import By, add_prompt
from quiz.people.models import User


@pytest.fixture
def url(survey):
    return f"/outlook/{survey.slug}/P1/sheet/"


def words_of(page):
    return unescape(page.content.decode())


def test_it_has_the_claim_its_checks_both_sides_and_all_questions(survey, teacher, teacher_client, url, p1):
    add_prompt(by=By(survey, teacher, timezone.now()), prediction=p1, said=Wording(en="My own question?"))

    words = words_of(teacher_client.get(url))

    for said in (
        p1.claim.text_en, p1.supports_en, p1.challenges_en, p1.prompt_en, p1.would_change_en,
        "My own question?",
        *(text["en"] for text in p1.follow_ups), *(claim.finding_en for claim in p1.leans_on.all()),
    ):  # fmt: skip
        assert said in words


def test_later_developments_come_onto_it_with_the_reveal_only(
    survey, me, cast, onward, teacher_client, client_of, url, p1
):
    told = [later.text_en for later in p1.developments.all()]
    cast(survey, me)
    for stage in (Stage.FIRST, Stage.DISCUSSION, Stage.SECOND):
        onward(survey, stage)
        for asked in ("", "?later=1"):
            assert not [said for said in told if said in words_of(client_of(me.reader).get(url + asked))]
            words = words_of(teacher_client.get(url + asked))
            assert words.index("Only for you until you tell it:") < words.index(told[0])
            assert '<details class="no-print' in words

    onward(survey, Stage.LATER)
    for browser in (client_of(me.reader), teacher_client):
        words = words_of(browser.get(url))
        assert [said for said in told if said not in words] == []
        assert "Only for you" not in words


def test_of_a_draft_its_instructor_says_when_to_tell(survey_of, classroom, teacher_client, p1):
    draft = survey_of(classroom, opens_at=None)
    url = f"/outlook/{draft.slug}/P1/sheet/"

    assert "You decide" not in words_of(teacher_client.get(url))
    assert "you decide when to tell what happened later" in words_of(teacher_client.get(url))
    told = words_of(teacher_client.get(f"{url}?later=1"))
    assert "These sheets tell what happened later." in told
    assert "Only for you" not in told


def test_a_reader_comes_to_the_ballot_first(survey, me, cast, client_of, url):
    assert client_of(me.reader).get(url).url == f"/outlook/{survey.slug}/P1/vote/"
    cast(survey, me)

    words = words_of(client_of(me.reader).get(url))

    assert "Note of what was said" not in words
    assert "Edit the questions" not in words


def test_a_reader_who_can_no_longer_vote_comes_to_the_predictions(survey, me, onward, client_of, url):
    onward(survey, Stage.LATER)

    assert client_of(me.reader).get(url).url == f"/outlook/{survey.slug}/"


def test_without_follow_ups_in_the_pack_it_has_none(survey, teacher_client, url):
    Prediction.objects.update(follow_ups=[], would_change_ja="", would_change_en="")

    words = words_of(teacher_client.get(url))

    assert "To follow up" not in words
    assert "What would change your mind?" not in words


def test_where_no_ballot_is_held_whoever_teaches_reads_it_and_readers_after_their_ballot(
    pack, instructor_client, client_of, reader, ballot
):
    url = "/outlook/h20/P1/sheet/"
    later = Prediction.objects.get(claim__code="P1").developments.first().text_en

    for asked in ("", "?later=1"):
        words = words_of(instructor_client.get(url + asked))
        assert "To follow up" in words
        assert later not in words
    browser = client_of(reader)
    assert browser.get(url).url == "/outlook/h20/P1/vote/"
    browser.post("/outlook/h20/P1/vote/", ballot)
    words = words_of(browser.get(f"{url}?later=1"))
    assert "To follow up" in words
    assert later not in words


def test_who_may_know_what_came_later_tells_it_where_no_ballot_is_held(survey, teacher_client, p1):
    later, url = p1.developments.first().text_en, "/outlook/h20/P1/sheet/"

    kept, told = words_of(teacher_client.get(url)), words_of(teacher_client.get(f"{url}?later=1"))

    assert kept.index("Only for you until you tell it:") < kept.index(later)
    assert later in told
    assert "Only for you" not in told


def test_staff_know_it_as_well(pack, instructor_client):
    User.objects.update(is_staff=True)

    assert "you decide when" in words_of(instructor_client.get("/outlook/h20/P1/sheet/"))


def test_others_do_not_find_it(survey, instructor_client, client_of, stranger, teacher_client, url):
    assert instructor_client.get(url).status_code == 404
    assert client_of(stranger).get(url).status_code == 404
    assert teacher_client.get(f"/outlook/{survey.slug}/P9/sheet/").status_code == 404


@pytest.mark.parametrize("rows", [1, 20])
def test_costs_the_same_however_many(
    survey, teacher, teacher_client, url, p1, django_assert_num_queries, rows
):
    for number in range(rows):
        add_prompt(by=By(survey, teacher, timezone.now()), prediction=p1, said=Wording(en=f"Why {number}?"))

    with django_assert_num_queries(12):
        teacher_client.get(url)
