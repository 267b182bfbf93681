from html import unescape

import pytest
from django.utils import timezone

from quiz.domain.forecast import log_odds_mean
from quiz.domain.rounds import Stage
from quiz.outlook.models import Resolution
from quiz.outlook.models.ballots import Ballot


def fill(survey, voters, cast, base=0, **more):
    for place, voter in enumerate(voters):
        cast(survey, voter, 10 * ((place + base) % 11), place % 5 - 2, **more)


def test_it_is_seen_only_after_ones_second_ballot(survey, me, people, cast, onward, client_of):
    voters = [me, *people(11)]
    fill(survey, voters, cast)
    onward(survey, Stage.SECOND)
    browser, url = client_of(me.reader), f"/outlook/{survey.slug}/P1/room/"

    before = browser.get(url)
    assert "You see this after your second ballot" in before.content.decode()
    assert "room" not in before.context
    fill(survey, voters[:11], cast, base=2)

    words = browser.get(url).content.decode()
    assert "12 first ballots are counted." in words
    assert words.count("<title id=") == 2

    onward(survey, Stage.LATER)

    words = browser.get(url).content.decode()
    assert "12 readers are counted, the same in both rounds." in words
    assert "11 voted again; for 1 the first ballot counts on." in words
    assert words.count("<title id=") == 2


def test_first_above_second_with_transitions_and_what_moved(
    survey, me, people, cast, write, onward, client_of
):
    voters = [me, *people(23)]
    fill(survey, voters, cast)
    post = write(survey, voters[1], "Moving words.")
    onward(survey, Stage.SECOND)
    fill(survey, voters, cast, base=1, moved_by="post", moved_post=post)
    onward(survey, Stage.LATER)

    page = client_of(me.reader).get(f"/outlook/{survey.slug}/P1/room/")

    words, shift = page.content.decode(), page.context["room"].shift
    assert (shift.movement.up, shift.movement.down, shift.movement.same) == (22, 2, 0)
    assert "up 22 · down 2 · the same 0" in words
    assert "(95% interval: −" in words
    assert "Distance of the mean from 50%" in words
    assert "nearer to the middle" in words
    assert "From which agreement to which" in words
    assert "Moving words." in words
    assert "(named by 24 readers)" in words
    word = 'The author\'s word: "a forecast", "the way it will go" (firm, marked as a forecast).'
    assert word in unescape(words)


@pytest.mark.parametrize(
    ("after", "words"),
    [(10, "further out on the same side (polarisation)"), (-20, "over to the other side")],
)
def test_whether_the_mean_moves_out_on_its_side_is_said(
    survey, me, people, cast, onward, client_of, after, words
):
    voters = [me, *people(23)]
    for place, voter in enumerate(voters):
        cast(survey, voter, 30 + 10 * (place % 6), place % 5 - 2)
    onward(survey, Stage.SECOND)
    for place, voter in enumerate(voters):
        cast(survey, voter, 30 + 10 * (place % 6) + after, place % 5 - 2)
    onward(survey, Stage.LATER)

    page = client_of(me.reader).get(f"/outlook/{survey.slug}/P1/room/").content.decode()

    assert words in page
    # All moved alike: there is nothing to resample.
    assert "95% interval" not in page


@pytest.mark.parametrize(("reveal", "seen"), [("first", True), ("second", False), ("never", False)])
def test_the_policy_decides_once_the_round_has_closed_and_what_was_seen_is_kept(
    survey_of, classroom, me, people, cast, onward, client_of, reveal, seen
):
    survey = survey_of(classroom, reveal=reveal)
    fill(survey, [me, *people(4)], cast)
    url = f"/outlook/{survey.slug}/P1/room/"
    assert "5 first ballots are counted." not in client_of(me.reader).get(url).content.decode()
    onward(survey, Stage.DISCUSSION)

    words = client_of(me.reader).get(f"/outlook/{survey.slug}/P1/room/").content.decode()

    assert ("5 first ballots are counted." in words) == seen
    assert (Ballot.objects.get(membership=me.membership).saw_at is not None) == seen


def test_with_never_a_reader_sees_nothing_at_the_end_and_the_instructor_does(
    survey_of, classroom, me, people, cast, onward, client_of, teacher_client
):
    survey = survey_of(classroom, reveal="never")
    fill(survey, [me, *people(9)], cast)
    onward(survey, Stage.LATER)
    url = f"/outlook/{survey.slug}/P1/room/"

    assert "for your instructors only" in client_of(me.reader).get(url).content.decode()
    assert "10 first ballots are counted." in teacher_client.get(url).content.decode()


def test_nothing_of_others_is_told_below_five(survey_of, classroom, me, people, cast, client_of):
    survey = survey_of(classroom, reveal="first")
    fill(survey, [me, *people(3)], cast)

    words = client_of(me.reader).get(f"/outlook/{survey.slug}/P1/room/").content.decode()

    assert "Nothing can be shown yet" in words
    assert "first ballots are counted" not in words


def test_before_ones_ballot_one_is_sent_to_vote(survey, member, client_of, reader):
    page = client_of(reader).get(f"/outlook/{survey.slug}/P1/room/")

    assert page.url == f"/outlook/{survey.slug}/P1/vote/"


def test_what_came_later_is_told_only_at_the_end(survey, me, cast, onward, client_of):
    cast(survey, me)
    onward(survey, Stage.SECOND)
    browser, url = client_of(me.reader), f"/outlook/{survey.slug}/P1/room/"
    assert "2025-07-14" not in browser.get(url).content.decode()

    onward(survey, Stage.LATER)

    assert "2025-07-14" in browser.get(url).content.decode()


@pytest.mark.parametrize(
    ("outcome", "knew", "told"),
    [
        ("yes", False, "Your Brier score: 0.04"),
        ("no", False, "Your Brier score: 0.64"),
        ("unclear", False, "It cannot be decided."),
        ("yes", True, "You said that you knew"),
    ],
)
def test_once_it_is_known_a_reader_sees_how_near_they_were(
    survey, me, cast, onward, client_of, p1, outcome, knew, told
):
    cast(survey, me, 80, knew=knew)
    onward(survey, Stage.LATER)
    Resolution.objects.create(
        survey=survey, prediction=p1, outcome=outcome, told_by="Gazette", at=timezone.now()
    )

    words = client_of(me.reader).get(f"/outlook/{survey.slug}/P1/room/").content.decode()

    assert told in words
    assert "Gazette" in words
    assert ("Brier" in words) == (outcome != "unclear" and not knew)
    assert "The room together" not in words


def test_the_rooms_score_stands_beside_ones_own_from_ten_on(survey, me, people, cast, onward, client_of, p1):
    fill(survey, [me, *people(11)], cast)
    onward(survey, Stage.LATER)
    Resolution.objects.create(survey=survey, prediction=p1, outcome="yes", told_by="G", at=timezone.now())

    page = client_of(me.reader).get(f"/outlook/{survey.slug}/P1/room/")

    crowd = log_odds_mean([place % 11 / 10 for place in range(12)])
    assert page.context["room"].score.room == pytest.approx((crowd - 1) ** 2)
    assert "The room together:" in page.content.decode()


def test_without_a_class_one_sees_the_sums_and_no_discussion(pack, cast, client_of, reader, ballot):
    browser = client_of(reader)
    browser.post("/outlook/h20/P1/vote/", ballot)

    words = browser.get("/outlook/h20/P1/room/").content.decode()

    assert "What readers think" in words
    assert "One argument for it" in words
    assert "/discussion/" not in words
    assert browser.get("/outlook/h20/P1/discussion/").status_code == 404


def test_others_do_not_find_it(survey, client_of, stranger):
    assert client_of(stranger).get(f"/outlook/{survey.slug}/P1/room/").status_code == 404


@pytest.mark.parametrize("readers", [5, 300])
def test_costs_the_same_with_many_readers(
    survey, me, client_of, django_assert_num_queries, readers, crowd, cast
):
    crowd(survey, readers, is_published=True)
    cast(survey, me)
    Ballot.objects.filter(membership=me.membership).update(saw_at=timezone.now())
    survey.reveal = "first"
    survey.save()

    with django_assert_num_queries(11):
        client_of(me.reader).get(f"/outlook/{survey.slug}/P1/room/")
