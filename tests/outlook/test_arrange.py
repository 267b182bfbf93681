import pytest
from django.utils import timezone

from quiz.outlook.models import Prompt, Wording
from quiz.outlook.services.prompting import By, add_prompt


@pytest.fixture
def own(survey, teacher, p1):
    """Two questions of the class's own."""
    by = By(survey, teacher, timezone.now())
    return [add_prompt(by=by, prediction=p1, said=Wording(en=said)) for said in ("One?", "Two?")]


@pytest.fixture
def order(survey, teacher_client):
    def order():
        page = teacher_client.get(f"/outlook/{survey.slug}/P1/prompt/")
        return ["pack" if asked.is_packs else asked.text for asked in page.context["prompts"]]

    return order


def test_questions_move_a_place_at_a_time_and_stop_at_the_ends(survey, own, teacher_client, order):
    def move(**way):
        done = teacher_client.post(f"/outlook/{survey.slug}/P1/arrange/", way)
        assert done.url == f"/outlook/{survey.slug}/P1/prompt/#questions"
        return order()

    assert order() == ["pack", "One?", "Two?"]
    assert move(up=own[1].pk) == ["pack", "Two?", "One?"]
    assert move(down=0) == ["Two?", "pack", "One?"]
    assert move(up=own[1].pk) == ["Two?", "pack", "One?"]
    assert move(down=own[0].pk) == ["Two?", "pack", "One?"]
    assert move(up=999) == ["Two?", "pack", "One?"]
    assert move(up="x") == ["Two?", "pack", "One?"]


def test_readers_read_them_in_that_order_and_the_live_page_notices(
    survey, own, me, cast, teacher_client, client_of, p1
):
    cast(survey, me)
    url = f"/outlook/{survey.slug}/P1/discussion/"
    before = client_of(me.reader).get(url)
    teacher_client.post(f"/outlook/{survey.slug}/P1/arrange/", {"down": 0})

    after = client_of(me.reader).get(url, headers={"if-none-match": before["ETag"]})

    assert after.status_code == 200
    words = after.content.decode()
    assert words.index("One?") < words.index(p1.prompt_en) < words.index("Two?")


def test_the_next_one_comes_after_all_others(survey, own, teacher, teacher_client, p1, order):
    teacher_client.post(f"/outlook/{survey.slug}/P1/arrange/", {"down": 0})
    add_prompt(by=By(survey, teacher, timezone.now()), prediction=p1, said=Wording(en="Three?"))

    assert order() == ["One?", "pack", "Two?", "Three?"]


def test_others_cannot(survey, own, instructor_client):
    gone = instructor_client.post(f"/outlook/{survey.slug}/P1/arrange/", {"up": own[1].pk})

    assert gone.status_code == 404
    assert list(Prompt.objects.values_list("text_en", flat=True)) == ["One?", "Two?"]
