import re

import pytest
from django.utils import timezone

from quiz.classroom.models import Assignment
from quiz.domain.rounds import Stage
from quiz.outlook.models import Post
from quiz.outlook.models.ballots import Ballot


def test_the_form_preselects_nothing_and_says_who_sees_what(survey, member, client_of, reader):
    words = client_of(reader).get(f"/outlook/{survey.slug}/P1/vote/").content.decode()

    assert words.count('name="likelihood"') == 11
    assert words.count('name="agreement"') == 6
    assert words.count('name="author_means"') == 11
    assert not re.search(r"<input[^>]* checked", words)
    assert "The author's opinion, after 14 April 2025. Not a fact; not graded." in words
    assert "they see who has voted, not what" in words
    assert "You see the sums after your second ballot." in words


def test_the_claims_it_leans_on_stand_there_with_their_checks(survey, member, client_of, reader):
    words = client_of(reader).get(f"/outlook/{survey.slug}/P5/vote/").content.decode()

    assert "The 3 claims it leans on, with their checks" in words
    assert "What happened later" not in words
    assert "leans on no claim" in client_of(reader).get(f"/outlook/{survey.slug}/P8/vote/").content.decode()


def test_a_ballot_is_saved_and_leads_to_the_discussion(survey, me, ballot, client_of):
    page = client_of(me.reader).post(
        f"/outlook/{survey.slug}/P1/vote/",
        ballot | {"reason": "Because.", "knew": "on", "author_means": "30"},
    )

    assert page.url == f"/outlook/{survey.slug}/P1/discussion/"
    kept = Ballot.objects.get()
    assert (kept.likelihood, kept.agreement, kept.knew, kept.author_means) == (70, 1, True, 30)
    assert (kept.membership, kept.reason.text) == (me.membership, "Because.")


def test_cannot_say_is_an_answer(survey, me, ballot, client_of):
    client_of(me.reader).post(f"/outlook/{survey.slug}/P1/vote/", ballot | {"agreement": "unsaid"})

    assert Ballot.objects.get().agreement is None


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("likelihood", "", "Choose how likely you think it is"),
        ("likelihood", "55", "Choose one of the steps shown."),
        ("agreement", "", "Choose whether you agree"),
        ("agreement", "9", "Select a valid choice"),
        ("author_means", "7", "Choose one of the steps shown."),
        ("reason", "x" * 501, "at most 500 characters"),
    ],
)
def test_what_is_missing_is_named_and_the_rest_is_kept(survey, me, ballot, client_of, field, value, told):
    sent = ballot | {"reason": "Keep this."} | {field: value}

    page = client_of(me.reader).post(f"/outlook/{survey.slug}/P1/vote/", sent)

    words = page.content.decode()
    assert page.status_code == 422
    assert told in words
    assert "What you filled in is kept." in words
    assert sent["reason"] in words
    assert not Ballot.objects.exists()


def test_a_reason_can_be_asked_for(survey_of, classroom, me, ballot, client_of):
    survey = survey_of(classroom, reason_required=True, asks_author=False)

    page = client_of(me.reader).post(f"/outlook/{survey.slug}/P1/vote/", ballot)

    assert "Say in a sentence why you think so" in page.content.decode()
    assert "author_means" not in page.content.decode()
    assert not Ballot.objects.exists()


def test_the_second_ballot_shows_the_first_and_asks_what_moved(
    survey, me, people, cast, write, onward, ballot, client_of
):
    cast(survey, me, 30, -1, reason="My first reason.")
    post = write(survey, people(1)[0], "A *good* argument.")
    Post.objects.create(
        survey=survey,
        prediction=post.prediction,
        text="Held.",
        state="held",
        note="rule",
        at=post.at,
        changed_at=post.at,
        written_at=post.at,
    )
    onward(survey, Stage.SECOND)
    url, browser = f"/outlook/{survey.slug}/P1/vote/", client_of(me.reader)

    words = browser.get(url).content.decode()
    assert "likelihood 30% · Disagree" in words
    assert "My first reason." in words
    assert not re.search(r"<input[^>]* checked", words)
    assert "A *good* argument." in words
    assert "Held." not in words
    assert "Choose what moved you" in browser.post(url, ballot).content.decode()
    unnamed = browser.post(url, ballot | {"moved_by": "post"})
    assert "Choose which reason moved you" in unnamed.content.decode()

    done = browser.post(url, ballot | {"moved_by": "post", "moved_post": post.code})

    assert done.url == f"/outlook/{survey.slug}/P1/room/"
    second = Ballot.objects.get(round=2)
    assert (second.moved_by, second.moved_post) == ("post", post)


def test_a_cast_ballot_stands(survey, me, cast, ballot, client_of):
    cast(survey, me, 30)
    browser = client_of(me.reader)

    words = browser.post(f"/outlook/{survey.slug}/P1/vote/", ballot, follow=True).content.decode()
    assert "the ballot cast first stands" in words
    words = browser.get(f"/outlook/{survey.slug}/P1/vote/", follow=True).content.decode()
    assert "Your ballot is cast and stands." in words
    assert Ballot.objects.get().likelihood == 30


def test_after_the_window_nothing_is_taken(survey, me, ballot, client_of):
    Assignment.objects.update(closes_at=timezone.now())
    browser = client_of(me.reader)

    page = browser.post(f"/outlook/{survey.slug}/P1/vote/", ballot | {"reason": "Keep this."})
    assert page.status_code == 422
    assert "This round is over" in page.content.decode()
    assert "Keep this." in page.content.decode()
    words = browser.get(f"/outlook/{survey.slug}/P1/vote/", follow=True).content.decode()
    assert "No ballot is taken now." in words
    assert not Ballot.objects.exists()


def test_without_a_class_one_ballot_leads_to_the_room_and_makes_a_reader(pack, ballot, client_of):
    browser = client_of(None)

    page = browser.post("/outlook/h20/P1/vote/", ballot)

    assert page.url == "/outlook/h20/P1/room/"
    assert browser.get(page.url).status_code == 200
    kept = Ballot.objects.get()
    assert (kept.membership, kept.survey.assignment) == (None, None)
    again = browser.post("/outlook/h20/P1/vote/", ballot | {"likelihood": "10"}, follow=True)
    assert "the ballot cast first stands" in again.content.decode()


def test_others_cannot_vote_and_an_instructor_goes_to_the_discussion(
    survey, ballot, client_of, stranger, teacher_client
):
    assert client_of(stranger).post(f"/outlook/{survey.slug}/P1/vote/", ballot).status_code == 404
    page = teacher_client.post(f"/outlook/{survey.slug}/P1/vote/", ballot)
    assert page.url == f"/outlook/{survey.slug}/P1/discussion/"
    assert not Ballot.objects.exists()


def test_an_unknown_prediction_is_not_found(survey, member, client_of, reader):
    assert client_of(reader).get(f"/outlook/{survey.slug}/P99/vote/").status_code == 404


@pytest.mark.parametrize(("readers", "posts"), [(5, 3), (300, 500)])
def test_costs_the_same_with_many_readers_and_posts(
    survey, me, cast, client_of, django_assert_num_queries, readers, posts, crowd, many_posts, onward
):
    voters = crowd(survey, readers)
    cast(survey, me)
    many_posts(survey, voters[0], posts)
    onward(survey, Stage.SECOND)

    with django_assert_num_queries(9):
        client_of(me.reader).get(f"/outlook/{survey.slug}/P1/vote/")


def test_who_comes_in_the_second_round_only_is_not_asked_what_moved_them(
    survey, me, ballot, client_of, onward
):
    onward(survey, Stage.SECOND)
    browser, url = client_of(me.reader), f"/outlook/{survey.slug}/P1/vote/"

    words = browser.get(url).content.decode()
    browser.post(url, ballot)

    assert "Second round, after the discussion." in words
    assert "What moved you?" not in words
    kept = Ballot.objects.get()
    assert (kept.round, kept.moved_by) == (2, "")
