import pytest
from django.utils import timezone

from quiz.outlook.models import Note
from quiz.outlook.services.prompting import By, keep_note


@pytest.fixture
def url(survey):
    return f"/outlook/{survey.slug}/P1/note/"


def test_a_note_is_kept_changed_and_goes_without_words(survey, teacher_client, url):
    done = teacher_client.post(url, {"note": "Two groups\ndisagreed.", "seen": ""})
    assert done.url == f"/outlook/{survey.slug}/P1/sheet/"
    kept = Note.objects.get()
    assert str(kept) == "Two groups\ndisagreed."
    page = teacher_client.get(url)
    assert "Kept by" in page.content.decode()
    assert "is kept now" not in page.content.decode()
    assert page.context["form"]["seen"].value() == kept.stamp

    teacher_client.post(url, {"note": "All agreed.", "seen": kept.stamp})
    kept.refresh_from_db()
    assert kept.text == "All agreed."
    teacher_client.post(url, {"note": "", "seen": kept.stamp})
    assert not Note.objects.exists()


def test_what_a_colleague_wrote_meanwhile_is_shown_and_not_replaced(survey, teacher, teacher_client, url, p1):
    keep_note(by=By(survey, teacher, timezone.now()), prediction=p1, text="The colleague's.", seen="")

    page = teacher_client.post(url, {"note": "Mine.", "seen": ""})

    assert page.status_code == 422
    words = page.content.decode()
    assert [said in words for said in ("The colleague&#x27;s.", "Mine.", "Yours is not saved yet.")] == [
        True
    ] * 3
    assert Note.objects.get().text == "The colleague's."
    teacher_client.post(url, {"note": "Mine.", "seen": page.context["form"]["seen"].value()})
    assert Note.objects.get().text == "Mine."


def test_the_same_words_twice_are_one_note(survey, teacher_client, url):
    for _press in range(2):
        assert teacher_client.post(url, {"note": "Once.", "seen": ""}).status_code == 302

    assert Note.objects.get().text == "Once."


def test_a_note_that_is_too_long_is_kept_on_the_page(survey, teacher_client, url):
    page = teacher_client.post(url, {"note": "long " * 1000, "seen": ""})

    assert page.status_code == 422
    assert "long long" in page.content.decode()
    assert not Note.objects.exists()


def test_no_reader_reads_it_anywhere(survey, me, cast, teacher_client, client_of, url):
    teacher_client.post(url, {"note": "About Sato.", "seen": ""})
    cast(survey, me)

    for name in ("discussion", "sheet", "slide", "room"):
        page = client_of(me.reader).get(f"/outlook/{survey.slug}/P1/{name}/")
        assert page.status_code == 200
        assert "About Sato." not in page.content.decode()
    assert "About Sato." not in client_of(me.reader).get(f"/outlook/{survey.slug}/sheets/").content.decode()
    assert "About Sato." in teacher_client.get(f"/outlook/{survey.slug}/sheets/").content.decode()


def test_others_cannot(survey, instructor_client, client_of, me, url):
    assert instructor_client.post(url, {"note": "Mine."}).status_code == 404
    assert instructor_client.get(url).status_code == 404
    assert client_of(me.reader).post(url, {"note": "Mine."}).status_code == 302
    assert not Note.objects.exists()


@pytest.mark.parametrize("is_kept", [False, True])
def test_costs_little_more_with_a_note(survey, teacher_client, url, django_assert_num_queries, is_kept):
    if is_kept:
        teacher_client.post(url, {"note": "Once.", "seen": ""})

    with django_assert_num_queries(11):
        teacher_client.get(url)
