import pytest
from django.urls import reverse


def url(pack, kind="questions"):
    return reverse("authoring:move", args=[pack.slug, kind])


@pytest.fixture
def three(draft, many_questions):
    """q1, m1 and m2 in one quiz."""
    many_questions(draft, "draft-fruit", 2)
    return draft


def order(pack):
    questions = pack.pieces.filter(kind="questions").order_by("position")
    return list(questions.values_list("key", flat=True))


def test_a_stranger_moves_nothing(stranger_client, three):
    assert stranger_client.post(url(three), {"up": "m2"}).status_code == 404
    assert order(three) == ["q1", "m1", "m2"]


@pytest.mark.parametrize(
    ("pressed", "found"),
    [
        ({"up": "m2"}, ["q1", "m2", "m1"]),
        ({"down": "q1"}, ["m1", "q1", "m2"]),
        ({"up": "q1"}, ["q1", "m1", "m2"]),
        ({"down": "m2"}, ["q1", "m1", "m2"]),
        ({"key": "m2", "to": "1"}, ["m2", "q1", "m1"]),
        ({"key": "q1", "to": "99"}, ["m1", "m2", "q1"]),
    ],
)
def test_a_piece_goes_where_it_is_put(teacher_client, three, pressed, found):
    page = teacher_client.post(url(three), pressed)

    assert order(three) == found
    assert page.url.startswith(f"/authoring/{three.slug}/questions/?quiz=draft-fruit#")


@pytest.mark.parametrize("pressed", [{}, {"key": "q1", "to": "0"}, {"key": "q1", "to": "x"}, {"up": "q99"}])
def test_what_says_no_place_moves_nothing(teacher_client, three, pressed):
    page = teacher_client.post(url(three), pressed, follow=True)

    assert "Nothing was moved." in page.content.decode()
    assert order(three) == ["q1", "m1", "m2"]
