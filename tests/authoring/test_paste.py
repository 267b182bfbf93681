from django.urls import reverse

from quiz.authoring.forms.texts import MOST_PASSAGES
from tests.authoring.conftest import ARTICLE


def url(pack):
    return reverse("authoring:paste", args=[pack.slug])


def passages(pack):
    return list(pack.pieces.filter(kind="passages").values_list("key", flat=True))


def test_a_stranger_can_paste_nothing(stranger_client, pasted):
    form = {"article": ARTICLE, "language": "ja", "take": "1"}

    assert stranger_client.post(url(pasted), form).status_code == 404
    assert len(passages(pasted)) == 3


def test_the_first_press_shows_how_it_is_cut_and_changes_nothing(teacher_client, pasted):
    page = teacher_client.post(url(pasted), {"article": ARTICLE, "language": "ja", "look": "1"})

    assert "It makes 3 passages" in page.content.decode()
    assert "その後" in page.content.decode()
    assert len(passages(pasted)) == 3


def test_the_second_press_puts_them_behind_those_that_are_there(teacher_client, pasted):
    page = teacher_client.post(url(pasted), {"article": ARTICLE, "language": "ja", "take": "1"})

    assert page.url == reverse("authoring:text", args=[pasted.slug])
    assert passages(pasted) == ["s1-p1", "s1-p2", "s2-p1", "s3-p1", "s3-p2", "s4-p1"]
    last = pasted.pieces.get(key="s4-p1")
    assert last.content["section"] == "S4"
    assert last.content["heading"] == {"ja": "その後", "en": ""}


def test_as_long_as_no_claim_is_marked_one_can_begin_anew(teacher_client, pasted):
    form = {"article": "Only this.", "language": "en", "take": "1", "replace": "on"}

    teacher_client.post(url(pasted), form)

    assert passages(pasted) == ["s1-p1"]
    assert pasted.pieces.get(key="s1-p1").content["text"] == {"ja": "", "en": "Only this."}


def test_with_a_claim_marked_nothing_is_taken_out(teacher_client, draft):
    form = {"article": "Only this.", "language": "en", "take": "1", "replace": "on"}

    teacher_client.post(url(draft), form)

    assert passages(draft) == ["s1-p1", "s2-p1"]


def test_an_empty_text_is_asked_for_again(teacher_client, pasted):
    assert teacher_client.post(url(pasted), {"article": "", "language": "ja", "take": "1"}).status_code == 422
    assert len(passages(pasted)) == 3


def test_a_text_of_more_passages_than_one_looks_through_is_not_taken_in(teacher_client, pasted):
    form = {"article": "\n\n".join(["Ours."] * (MOST_PASSAGES + 1)), "language": "en", "take": "1"}

    page = teacher_client.post(url(pasted), form, headers={"accept-language": "en"})

    assert page.status_code == 422
    assert f"This would be {MOST_PASSAGES + 1} passages" in page.content.decode()
    assert "Ours." in page.content.decode()
    assert len(passages(pasted)) == 3
