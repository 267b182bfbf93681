import pytest
from django.urls import reverse


def url(pack, kind, key):
    return reverse("authoring:remove", args=[pack.slug, kind, key])


def test_a_stranger_takes_nothing_out(stranger_client, draft):
    assert stranger_client.post(url(draft, "claims", "C1"), {"sure": "1"}).status_code == 404
    assert draft.pieces.filter(key="C1").exists()


@pytest.mark.parametrize(
    ("kind", "key", "says"),
    [
        ("quizzes", "draft-fruit", "With it goes 1 question."),
        ("claims", "C1", "rest on another: q1"),
        ("passages", "s1-p1", "another passage: C1, C2"),
        ("questions", "q1", "What was published keeps it"),
    ],
)
def test_it_is_asked_first_and_told_what_is_touched(teacher_client, draft, press, kind, key, says):
    asked = teacher_client.post(url(draft, kind, key))

    assert says in asked.content.decode()
    assert draft.pieces.filter(key=key).exists()

    press(teacher_client, url(draft, kind, key))

    assert not draft.pieces.filter(kind=kind, key=key).exists()


def test_with_a_quiz_go_its_questions(teacher_client, draft, press):
    press(teacher_client, url(draft, "quizzes", "draft-fruit"))

    assert not draft.pieces.filter(kind="questions").exists()


def test_with_a_claim_goes_its_mark_in_both_languages(teacher_client, draft, press):
    press(teacher_client, url(draft, "claims", "C1"))

    text = draft.pieces.get(kind="passages").content["text"]
    assert "[[C1]]" not in text["ja"] + text["en"]
    assert "[[C2]]" in text["en"]


def test_the_source_stays(teacher_client, draft, press):
    assert teacher_client.post(url(draft, "source", "source"), {"sure": "1"}).status_code == 404
