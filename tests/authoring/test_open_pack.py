from django.urls import reverse

from quiz.bank.models import Pack
from tests.authoring.conftest import ARTICLE

URL = reverse("authoring:open_pack")


def keys(pack, kind):
    return list(pack.pieces.filter(kind=kind).values_list("key", flat=True))


def test_a_title_and_a_text_make_a_private_draft_cut_into_passages(teacher_client, teacher):
    page = teacher_client.post(URL, {"title": "規制の話", "language": "ja", "article": ARTICLE})

    made = Pack.objects.get(owner=teacher)
    assert page.url == reverse("authoring:text", args=[made.slug])
    assert (made.owner, made.is_public, made.loaded_at) == (teacher, False, None)
    assert keys(made, "passages") == ["s1-p1", "s1-p2", "s2-p1"]
    source = made.pieces.get(kind="source").content
    assert (source["title"], source["language"]) == ({"ja": "規制の話", "en": ""}, "ja")


def test_without_a_text_one_is_asked_for_it_next(teacher_client, teacher):
    page = teacher_client.post(URL, {"title": "On fruit", "language": "en", "article": "  "})

    assert page.url == reverse("authoring:paste", args=[Pack.objects.get(owner=teacher).slug])


def test_without_a_title_nothing_is_made_and_the_text_is_kept(teacher_client, teacher):
    page = teacher_client.post(URL, {"title": " ", "language": "ja", "article": ARTICLE})

    assert page.status_code == 422
    assert "H20は売れない。" in page.content.decode()
    assert not Pack.objects.filter(owner=teacher).exists()


def test_it_tells_whose_words_readers_see(teacher_client):
    assert "in your own words" in teacher_client.get(URL).content.decode()
