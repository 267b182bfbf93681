import pytest
from django.utils import timezone

from quiz.classroom.models import Assignment
from quiz.outlook.models import Post

SENT = {"stance": "supports", "text": "Because **so**."}


def test_a_post_is_written_and_stands_there_under_a_pseudonym(survey, me, cast, client_of):
    cast(survey, me)

    page = client_of(me.reader).post(f"/outlook/{survey.slug}/P1/post/", SENT, follow=True)

    made = Post.objects.get()
    assert (made.membership, made.stance) == (me.membership, "supports")
    assert page.redirect_chain[0][0].endswith(f"/P1/discussion/#post-{made.code}")
    assert "<strong>so</strong>" in page.content.decode()
    assert "Sato" not in page.content.decode()


def test_an_answer_is_one_level_deep(survey, me, cast, write, client_of):
    cast(survey, me)
    top = write(survey, me, "Top.")
    answer = write(survey, me, "Answer.", reply_to=top)

    client_of(me.reader).post(f"/outlook/{survey.slug}/P1/post/", SENT | {"reply_to": answer.code})

    assert Post.objects.get(text=SENT["text"]).reply_to == top


def test_an_instructor_writes_as_one(survey, teacher, teacher_client):
    page = teacher_client.post(f"/outlook/{survey.slug}/P1/post/", SENT, follow=True)

    made = Post.objects.get()
    assert (made.membership, made.user) == (None, teacher)
    assert "<b>Instructor</b>" in page.content.decode()


@pytest.mark.parametrize(
    ("change", "told"),
    [({"text": ""}, "Write something first."), ({"stance": ""}, "Choose what your post does"),
     ({"text": "x" * 2001}, "at most 2000 characters")],
)  # fmt: skip
def test_what_is_missing_is_named_and_the_words_are_kept(survey, me, cast, client_of, change, told):
    cast(survey, me)

    page = client_of(me.reader).post(f"/outlook/{survey.slug}/P1/post/", SENT | change)

    assert page.status_code == 422
    assert told in page.content.decode()
    assert (SENT | change)["text"] in page.content.decode()
    assert not Post.objects.exists()


def test_after_the_window_the_words_are_kept_on_the_page(survey, me, cast, client_of):
    cast(survey, me)
    Assignment.objects.update(closes_at=timezone.now())

    page = client_of(me.reader).post(f"/outlook/{survey.slug}/P1/post/", SENT)

    assert page.status_code == 409
    assert "The discussion is closed" in page.content.decode()
    assert not Post.objects.exists()


def test_too_many_at_once_are_refused_with_their_words(survey, me, cast, write, client_of):
    cast(survey, me)
    for number in range(10):
        write(survey, me, f"Number {number}.")

    page = client_of(me.reader).post(f"/outlook/{survey.slug}/P1/post/", SENT)

    assert page.status_code == 409
    assert "Ten posts in ten minutes" in page.content.decode()
    assert SENT["text"] in page.content.decode()


def test_a_post_that_waits_says_so(survey_of, classroom, me, cast, client_of):
    survey = survey_of(classroom, moderation="all")
    cast(survey, me)

    page = client_of(me.reader).post(f"/outlook/{survey.slug}/P1/post/", SENT, follow=True)

    assert "An instructor reads it before others see it." in page.content.decode()


@pytest.mark.parametrize("reply_to", ["99999", "other"])
def test_what_is_answered_must_be_there(survey, me, cast, write, client_of, pack, reply_to):
    cast(survey, me)
    other = write(survey, me, "Elsewhere.", prediction=pack.claims.get(code="P2").prediction)

    page = client_of(me.reader).post(
        f"/outlook/{survey.slug}/P1/post/",
        SENT | {"reply_to": other.code if reply_to == "other" else reply_to},
    )

    assert page.status_code == 404
    assert Post.objects.count() == 1


def test_nobody_writes_before_voting_nor_from_outside(survey, member, client_of, reader, stranger):
    assert client_of(reader).post(f"/outlook/{survey.slug}/P1/post/", SENT).status_code == 404
    assert client_of(stranger).post(f"/outlook/{survey.slug}/P1/post/", SENT).status_code == 404
    assert client_of(reader).post("/outlook/h20/P1/post/", SENT).status_code == 404
    assert not Post.objects.exists()
