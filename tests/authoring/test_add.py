import pytest
from django.urls import reverse


def url(pack, kind):
    return reverse("authoring:add", args=[pack.slug, kind])


def test_a_stranger_adds_nothing(stranger_client, draft):
    before = draft.pieces.count()

    assert stranger_client.post(url(draft, "claims")).status_code == 404
    assert draft.pieces.count() == before


@pytest.mark.parametrize(
    ("kind", "key"),
    [("claims", "C3"), ("references", "r1"), ("events", "e1"), ("figures", "f1"), ("terms", "t1"),
     ("passages", "s1-p2"), ("questions", "q2")],
)  # fmt: skip
def test_a_new_piece_has_the_next_name_and_one_is_led_to_it(teacher_client, draft, kind, key):
    page = teacher_client.post(url(draft, kind))

    assert page.url == f"/authoring/{draft.slug}/{kind}/{key}/"
    assert draft.pieces.filter(kind=kind, key=key).exists()


def test_a_question_is_of_the_kind_and_the_quiz_that_were_chosen(teacher_client, draft):
    teacher_client.post(url(draft, "quizzes"))
    other = draft.pieces.exclude(key="draft-fruit").get(kind="quizzes")

    teacher_client.post(url(draft, "questions"), {"quiz": other.key, "form": "ordering"})

    made = draft.pieces.get(kind="questions", key="q2")
    assert (made.parent, made.content) == (other.key, {"kind": "ordering", "topic": "all"})


def test_what_is_discussed_is_a_prediction(teacher_client, draft):
    page = teacher_client.post(url(draft, "outlook"), follow=True)
    assert "Mark a prediction in the text first" in page.content.decode()

    claim = draft.pieces.get(kind="claims", key="C2")
    claim.content["label"] = "prediction"
    claim.save()
    teacher_client.post(url(draft, "outlook"))

    assert draft.pieces.get(kind="outlook").key == "C2"
