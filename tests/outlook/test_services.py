"""Voting, talking and leading: done, done twice, refused, raced."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from quiz.bank.models import Prediction
from quiz.classroom.models import Assignment, Classroom
from quiz.classroom.services.classes import copy_classroom, delete_classroom
from quiz.domain.rounds import Round, Stage
from quiz.domain.tallies import Tally
from quiz.outlook.models import (
    Alias,
    Finding,
    Mark,
    Note,
    Post,
    Prompt,
    PublishedBallot,
    Snapshot,
    State,
    Survey,
    Wording,
)
from quiz.outlook.models.ballots import Ballot
from quiz.outlook.services import leading, prompting, publishing, talking, voting
from quiz.outlook.services.screening import screen
from quiz.people.models import Reader


def test_the_same_ballot_twice_is_one_and_another_is_refused(survey, me, cast):
    first = cast(survey, me, 70, 1, reason="Because.")

    assert cast(survey, me, 70, 1, reason="Because.") == first
    with pytest.raises(voting.BallotStands):
        cast(survey, me, 20, 1, reason="Because.")
    assert Ballot.objects.get().likelihood == 70
    assert Post.objects.count() == 1


def test_two_at_once_make_one(survey, me, cast, monkeypatch):
    ballot = cast(survey, me)
    real = voting._ballots
    monkeypatch.setattr(voting, "_ballots", lambda *_args: [])

    assert cast(survey, me) == ballot
    with pytest.raises(voting.BallotStands):
        cast(survey, me, 20)
    monkeypatch.setattr(voting, "_ballots", real)
    assert Ballot.objects.count() == 1


@pytest.mark.parametrize("when", ["before", "closed", "archived"])
def test_outside_the_window_no_ballot_is_taken(survey, me, cast, when):
    now = timezone.now()
    if when == "archived":
        Classroom.objects.update(archived_at=now)
    else:
        hour = timedelta(hours=1 if when == "before" else -1)
        Assignment.objects.update(opens_at=now + hour if when == "before" else now - timedelta(hours=2))
        Assignment.objects.update(closes_at=None if when == "before" else now + hour)

    with pytest.raises(voting.RoundClosed):
        cast(survey, me)
    assert not Ballot.objects.exists()


def test_a_latecomer_votes_first_during_the_discussion_and_only_again_after_it(
    survey, me, cast, people, onward
):
    late = people(1)[0]
    cast(survey, me)
    onward(survey, Stage.DISCUSSION)
    assert cast(survey, late).round == Round.FIRST
    with pytest.raises(voting.BallotStands):
        cast(survey, me, 20)

    onward(survey, Stage.SECOND)
    assert cast(survey, me, 20, moved_by="nothing").round == Round.SECOND

    onward(survey, Stage.LATER)
    with pytest.raises(voting.BallotStands):
        cast(survey, me, 30)
    with pytest.raises(voting.RoundClosed):
        cast(survey, people(1)[0])


def test_a_ballot_for_the_first_round_is_none_for_the_second(survey, me, cast, onward):
    onward(survey, Stage.SECOND)

    with pytest.raises(voting.RoundClosed):
        cast(survey, me, number=Round.FIRST)
    assert not Ballot.objects.exists()


def test_what_moved_and_what_was_seen_is_kept_with_the_second_ballot(survey, me, people, cast, write, onward):
    post = write(survey, people(1)[0])
    first = cast(survey, me, moved_by="post", moved_post=post)
    assert (first.moved_by, first.moved_post) == ("", None)
    Ballot.objects.filter(pk=first.pk).update(saw_at=timezone.now())
    onward(survey, Stage.SECOND)

    second = cast(survey, me, moved_by="post", moved_post=post)

    assert (second.moved_by, second.moved_post, second.saw_distribution) == ("post", post, True)


def test_reasons_of_five_readers_wait_for_one_another(survey, people, cast, onward):
    few = people(3)
    for voter in few:
        cast(survey, voter, reason="Because.")
    onward(survey, Stage.SECOND)
    for voter in few:
        cast(survey, voter, reason="And again.")

    assert set(Post.objects.values_list("at", flat=True)) == {None}


def test_posts_of_the_first_round_wait_for_five_voters_or_the_discussion(survey, people, cast, onward, p1):
    voters = people(5)

    def write(voter):
        return talking.write_post(
            survey=survey, prediction=p1, author=talking.Author(voter.membership),
            words=talking.Words(f"I am {voter.membership}.", "asks"), now=timezone.now(),
        )  # fmt: skip

    for voter in voters[:4]:
        cast(survey, voter)
        assert write(voter).at is None
    cast(survey, voters[4])
    assert None not in Post.objects.values_list("at", flat=True)
    assert write(voters[4]).at is not None


def test_the_discussion_shows_posts_that_waited(survey, me, cast, onward, p1):
    cast(survey, me)
    words, author = talking.Words("Waits.", "asks"), talking.Author(me.membership)
    post = talking.write_post(survey=survey, prediction=p1, author=author, words=words, now=timezone.now())
    assert post.at is None

    onward(survey, Stage.DISCUSSION)

    post.refresh_from_db()
    assert post.at is not None


def test_reasons_wait_until_there_are_five(survey, people, cast):
    voters = people(5)
    for voter in voters[:4]:
        cast(survey, voter, reason="Because.")
    assert set(Post.objects.values_list("at", flat=True)) == {None}

    cast(survey, voters[4], reason="Because.")

    assert len(set(Post.objects.values_list("at", flat=True))) == 1
    assert None not in Post.objects.values_list("at", flat=True)


def counted(survey, number=1, *, is_late=False):
    """How many ballots were published of this round; None: nothing was."""
    found = Snapshot.objects.filter(survey=survey, round=number, is_late=is_late).first()
    if found is None:
        return None
    sums = found.sums["likelihood"]
    return sum(sums) if number == 1 else sum(map(sum, sums))


def test_a_class_publishes_each_round_once_when_it_closes(survey_of, classroom, people, cast, onward):
    survey = survey_of(classroom, reveal="first")
    voters = people(6)
    for place, voter in enumerate(voters):
        cast(survey, voter, 20 * place)
    assert counted(survey) is None

    onward(survey, Stage.SECOND)
    assert counted(survey) == 6
    for voter in voters[:5]:
        cast(survey, voter, 40)
    assert counted(survey, 2) is None

    onward(survey, Stage.LATER)
    assert counted(survey, 2) == 6


@pytest.mark.parametrize(("again", "told"), [(4, None), (5, 12), (11, 12), (12, 12)])
def test_the_second_round_is_told_over_the_readers_of_the_first(survey, people, cast, onward, again, told):
    voters = people(12)
    for place, voter in enumerate(voters):
        cast(survey, voter, 50 * (place % 3), place % 3 - 1)
    onward(survey, Stage.SECOND)
    for voter in voters[:again]:
        cast(survey, voter, 40)

    onward(survey, Stage.LATER)

    assert counted(survey, 2) == told
    if told:
        assert Snapshot.objects.get(round=2).sums["again"] == again
        assert PublishedBallot.objects.filter(second_likelihood=40).count() == again
    # Nothing leads from a reader to what is published any more.
    assert Ballot.objects.exclude(published=None).exists() == (told is None)


@pytest.mark.parametrize(("late", "told"), [(4, None), (5, 5), (12, 12)])
def test_who_comes_after_the_round_has_closed_is_told_apart_and_once(
    survey, people, cast, onward, late, told
):
    for place, voter in enumerate(people(10)):
        cast(survey, voter, 10 * place)
    onward(survey, Stage.DISCUSSION)
    voters = people(late)
    for voter in voters:
        cast(survey, voter, 90)

    onward(survey, Stage.SECOND)

    assert (counted(survey), counted(survey, is_late=True)) == (10, told)
    for voter in voters:
        cast(survey, voter, 20)
    onward(survey, Stage.LATER)
    assert (counted(survey, 2), counted(survey, 2, is_late=True)) == (None, told)


def test_a_stage_taken_back_and_forth_publishes_nothing_more(survey, people, cast, onward):
    for place, voter in enumerate(people(10)):
        cast(survey, voter, 10 * place)
    for voter in people(7):
        onward(survey, Stage.DISCUSSION)
        leading.move_back(survey=survey, seen="discussion", now=timezone.now())
        survey.refresh_from_db()
        cast(survey, voter, 100)

    assert (counted(survey), counted(survey, is_late=True)) == (10, None)
    onward(survey, Stage.SECOND)
    assert (counted(survey), counted(survey, is_late=True)) == (10, 7)


def test_where_too_few_voted_at_first_all_are_told_at_the_next_close(survey, people, cast, onward):
    for voter in people(4):
        cast(survey, voter)
    onward(survey, Stage.DISCUSSION)
    assert counted(survey) is None
    for voter in people(3):
        cast(survey, voter)

    onward(survey, Stage.SECOND)

    assert (counted(survey), counted(survey, is_late=True)) == (7, None)


def test_moving_twice_from_one_page_moves_one_stage(survey):
    now = timezone.now()
    assert leading.move(survey=survey, seen="first", now=now) is Stage.DISCUSSION

    assert leading.move(survey=survey, seen="first", now=now) is Stage.DISCUSSION
    assert Survey.objects.get().second_at is None


def test_it_goes_back_only_where_nothing_was_done(survey, me, cast, onward):
    def back(seen):
        return leading.move_back(survey=survey, seen=seen, now=timezone.now())

    cast(survey, me)
    onward(survey, Stage.SECOND)
    assert back("second") is Stage.DISCUSSION
    assert back("discussion") is Stage.FIRST
    assert back("first") is Stage.FIRST
    onward(survey, Stage.SECOND)
    cast(survey, me)

    with pytest.raises(leading.CannotGoBack):
        back("second")
    onward(survey, Stage.LATER)
    with pytest.raises(leading.CannotGoBack):
        back("later")


def test_the_promised_rules_stand_after_the_first_ballot(survey, me, cast):
    values = {"opens_at": timezone.now(), "closes_at": None, "reveal": "first", "moderation": "all"}
    leading.change_rules(survey=survey, values=values, now=timezone.now())
    cast(survey, me)

    with pytest.raises(leading.Promised):
        leading.change_rules(survey=survey, values=values | {"reveal": "never"}, now=timezone.now())
    leading.change_rules(survey=survey, values=values | {"moderation": "none"}, now=timezone.now())

    survey.refresh_from_db()
    assert (survey.reveal, survey.moderation) == ("first", "none")


def test_a_copied_class_takes_the_rules_over(survey_of, classroom, teacher):
    survey_of(classroom, reveal="never", min_shown=7, moderation="all", words="x")
    copy_classroom(classroom=classroom, user=teacher, name="Next", now=timezone.now())
    copied = Assignment.objects.get(classroom__name="Next")

    made = leading.survey_for(assignment=copied)

    assert (made.reveal, made.min_shown, made.moderation, made.words) == ("never", 7, "all", "x")
    assert leading.survey_for(assignment=copied) == made


def test_a_copied_class_takes_the_questions_over_but_not_the_notes(survey, classroom, teacher, p1):
    by = prompting.By(survey, teacher, timezone.now())
    prompting.reword_packs(by=by, prediction=p1, said=Wording(en="Other words?"))
    own = prompting.add_prompt(by=by, prediction=p1, said=Wording(ja="自分の論点。"))
    prompting.move_prompt(by=by, prediction=p1, key=own.pk, up=True)
    prompting.keep_note(by=by, prediction=p1, text="It was lively.", seen="")
    copy_classroom(classroom=classroom, user=teacher, name="Next", now=timezone.now())

    made = leading.survey_for(assignment=Assignment.objects.get(classroom__name="Next"))

    kept = [(row.text_ja, row.text_en, row.is_packs) for row in made.prompts.all()]
    assert kept == [("自分の論点。", "", False), ("", "Other words?", True)]
    assert not made.notes.exists()


def test_deleting_a_class_deletes_its_questions_and_notes(survey, classroom, teacher, p1):
    by = prompting.By(survey, teacher, timezone.now())
    prompting.add_prompt(by=by, prediction=p1, said=Wording(en="Why?"))
    prompting.keep_note(by=by, prediction=p1, text="It was lively.", seen="")

    delete_classroom(classroom=classroom)

    assert not Prompt.objects.exists()
    assert not Note.objects.exists()


def test_what_closed_by_the_clock_is_published_once(survey, people, cast):
    for voter in people(6):
        cast(survey, voter)
    now = timezone.now()
    assert leading.close_overdue(now=now).done == 0
    Assignment.objects.update(closes_at=now + timedelta(minutes=1))
    later = now + timedelta(hours=1)

    assert leading.close_overdue(now=later).done == 1
    assert leading.close_overdue(now=later).done == 0

    assert sum(Snapshot.objects.get().sums["likelihood"]) == 6
    assert Finding.objects.get().content["camps"]["camps"] is None


@pytest.mark.parametrize(
    ("moderation", "words", "text", "state"),
    [
        ("none", "", "Fine.", State.SHOWN),
        ("all", "", "Fine.", State.HELD),
        ("first", "", "Fine.", State.HELD),
        ("none", "lunch, 昼食", "What about LUNCH?", State.HELD),
        ("none", "lunch 昼食", "昼食はどうしますか。", State.HELD),
        ("none", "lunch", "What about lu**nc**h?", State.HELD),
        ("none", "昼食", "昼&shy;食は？", State.HELD),
        ("none", "lunch", "[Here](https://lunch.example.org)", State.HELD),
        ("none", "lunch", "Fine.", State.SHOWN),
    ],
)
def test_what_waits_until_an_instructor_has_read_it(survey_of, classroom, me, moderation, words, text, state):
    survey = survey_of(classroom, moderation=moderation, words=words)

    assert screen(survey, me.membership.pk, text)[0] is state


def test_topics_that_are_left_out_always_wait(survey, me, monkeypatch):
    monkeypatch.setattr("quiz.domain.holding.withheld_in", lambda _way: {"x"})

    assert screen(survey, me.membership.pk, "x") == (State.HELD, "words")


def test_after_the_first_post_was_read_the_next_is_shown(survey_of, classroom, me, write):
    survey = survey_of(classroom, moderation="first")
    post = write(survey, me)
    talking.show_post(post=post, now=timezone.now())

    assert write(survey, me, "Another.").state == State.SHOWN


def test_the_same_words_at_once_are_one_post_and_ten_are_enough(survey, me, write):
    assert write(survey, me) == write(survey, me)
    for number in range(9):
        write(survey, me, f"Another {number}.")

    with pytest.raises(talking.TooManyPosts):
        write(survey, me, "One more.")
    assert Post.objects.count() == 10


def test_pseudonyms_stay_and_no_two_readers_share_one(survey, people, write, monkeypatch):
    voters = people(3)
    drawn = iter([5, 5, 6])
    monkeypatch.setattr(talking, "choice", lambda _free: next(drawn))
    write(survey, voters[0])
    # The second draws what the first has, as if both had drawn at once, and draws again.
    write(survey, voters[1])
    write(survey, voters[0], "Again.")

    assert sorted(Alias.objects.values_list("number", flat=True)) == [5, 6]


def test_words_are_changed_for_ten_minutes_and_taken_back_at_any_time(survey, me, people, write):
    post, now = write(survey, me), timezone.now()
    other = people(1)[0].membership
    talking.edit_post(post=post, membership=me.membership, text="Better.", now=now)
    with pytest.raises(talking.NotYours):
        talking.edit_post(post=post, membership=other, text="Mine.", now=now)
    with pytest.raises(talking.NotYours):
        talking.edit_post(post=post, membership=me.membership, text="Late.", now=now + timedelta(minutes=10))
    post.refresh_from_db()
    assert (post.text, post.edited_at) == ("Better.", now)

    with pytest.raises(talking.NotYours):
        talking.delete_post(post=post, membership=other, now=now)
    talking.delete_post(post=post, membership=me.membership, now=now)
    talking.delete_post(post=post, membership=me.membership, now=now)
    post.refresh_from_db()
    assert (post.text, post.deleted_at) == ("", now)


def test_an_edit_is_looked_at_again(survey_of, classroom, me, write):
    survey = survey_of(classroom, words="lunch")
    post = write(survey, me)

    talking.edit_post(post=post, membership=me.membership, text="And lunch?", now=timezone.now())

    post.refresh_from_db()
    assert (post.state, post.note) == ("held", "words")


def test_a_mark_is_set_and_taken_back_but_not_on_ones_own(survey, me, people, write):
    post, now = write(survey, me), timezone.now()
    other = people(1)[0].membership
    talking.toggle_mark(post=post, membership=me.membership, kind="good", now=now)
    assert not Mark.objects.exists()

    talking.toggle_mark(post=post, membership=other, kind="good", now=now)
    assert Mark.objects.count() == 1
    talking.toggle_mark(post=post, membership=other, kind="good", now=now)
    assert not Mark.objects.exists()


def test_the_name_behind_a_reason_is_never_shown(survey, me, cast, teacher):
    reason = cast(survey, me, reason="Because.").reason

    assert talking.disclose(post=reason, user=teacher, reason="Why?", now=timezone.now()) is None
    assert not reason.disclosures.exists()


def test_a_survey_open_to_all_is_one_a_source(pack, cast, reader):
    survey = voting.open_survey(source=pack)

    assert voting.open_survey(source=pack) == survey
    with pytest.raises(IntegrityError):
        Survey.objects.create(source=pack)


def test_outside_classes_figures_are_published_at_fixed_counts_whatever_is_in_them(pack, cast, now):
    survey = voting.open_survey(source=pack)
    told = []
    for place in range(45):
        # All of one mind but the eleventh: nothing waits for what it says.
        cast(survey, voting.Voter(Reader.objects.create(since=now)), 90 if place != 10 else 0, 2)
        told.append(counted(survey) or 0)

    assert told == [0] * 9 + [10] * 10 + [20] * 20 + [40] * 6
    assert Ballot.objects.filter(batch=None).count() == 5


def test_what_waits_outside_classes_is_counted_now_and_then_only(pack, cast, now, monkeypatch):
    survey = voting.open_survey(source=pack)
    reader = Reader.objects.create(since=now)
    sums = [0] * 11
    sums[3] = 10_240
    Snapshot.objects.create(
        survey=survey, prediction=pack.claims.get(code="P1").prediction, round=1, published_at=now,
        sums=Tally().to_json() | {"likelihood": sums},
    )  # fmt: skip
    asked = []
    monkeypatch.setattr(publishing, "randbelow", lambda most: asked.append(most) or 1)

    cast(survey, voting.Voter(reader))

    assert asked == [204]
    assert counted(survey) == 10_240


def test_the_split_of_a_round_stands(survey, people, cast, onward, p1):
    other = Prediction.objects.get(claim__code="P2")
    for place, voter in enumerate(people(12)):
        cast(survey, voter, 70, 2 if place % 2 else -2)
        cast(survey, voter, 70, 1 if place % 2 else 0, prediction=other)
    onward(survey, Stage.DISCUSSION)
    found = Finding.objects.get().content["split"]
    assert (found["by"], found["sizes"]) == ("P1", [6, 6])
    leading.split_by(survey=survey, prediction=other)
    survey.refresh_from_db()

    onward(survey, Stage.SECOND)

    assert Finding.objects.get().content["split"] == found
