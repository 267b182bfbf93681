import pytest
from django.utils import timezone

from quiz.classroom.models import Membership
from quiz.classroom.services.members import join
from quiz.outlook.models import Mark, Post
from quiz.outlook.models.ballots import Ballot
from quiz.outlook.own_ballots import all_of
from quiz.outlook.services.leading import set_up
from quiz.outlook.services.talking import Author, Words, toggle_mark, write_post
from quiz.outlook.services.voting import Given, Voter, cast_ballot


@pytest.fixture
def other(classroom, stranger):
    return join(classroom=classroom, reader=stranger, name="Abe", now=timezone.now()).membership


@pytest.fixture
def merge(press, member, teacher_client):
    def merge(into):
        return press(teacher_client, f"/merge/{member.pk}/", {"into": into}, follow=True)

    return merge


def test_merges_two_that_are_one_person(merge, member, other, assign_quiz, begun, client_of, stranger):
    given = assign_quiz()
    mine = begun(given)
    client_of(stranger).post(f"/taking/begin/{given.slug}/")

    assert "Merged." in merge(other.pk).content.decode()

    assert not Membership.objects.filter(pk=member.pk).exists()
    mine.refresh_from_db()
    assert (mine.membership, mine.reader, mine.number) == (other, stranger, 2)
    assert not mine.is_open
    assert set(mine.answers.values_list("reader", flat=True)) == {stranger.pk}
    assert other.attempts.filter(submitted_at=None).count() == 1


def test_ballots_count_for_the_other_posts_stay_and_neither_browser_reads_more(
    merge, pack, classroom, member, reader, other, stranger
):
    now = timezone.now()
    values = {"opens_at": now, "closes_at": None}
    survey = set_up(classroom=classroom, source=pack, values=values, now=now)
    first, second = (pack.claims.get(code=code).prediction for code in ("P1", "P2"))
    names = {"survey": survey, "now": now}
    cast_ballot(**names, voter=Voter(reader, member), prediction=first, given=Given(10, 1, "Mine."))
    cast_ballot(**names, voter=Voter(reader, member), prediction=second, given=Given(20, 1, "Moves."))
    cast_ballot(**names, voter=Voter(stranger, other), prediction=first, given=Given(90, 1))
    post = write_post(**names, prediction=first, author=Author(member), words=Words("Words.", "asks"))
    theirs = write_post(**names, prediction=first, author=Author(user=None), words=Words("Other.", "asks"))
    alias = post.alias
    toggle_mark(post=theirs, membership=member, kind="good", now=now)

    merge(other.pk)

    kept = {ballot.prediction: ballot.likelihood for ballot in Ballot.objects.filter(membership=other)}
    assert kept == {first: 90, second: 20}
    # Neither browser is given the other's ballot.
    assert [ballot["likelihood"] for ballot in all_of(stranger.pk)] == [90]
    assert [ballot["likelihood"] for ballot in all_of(reader.pk)] == [20]
    post.refresh_from_db()
    assert (post.membership, post.alias) == (None, alias)
    assert set(Post.objects.values_list("text", flat=True)) == {"Mine.", "Words.", "Other.", "Moves."}
    assert Mark.objects.get().membership is None


@pytest.mark.parametrize("into", ["", "x", "9999"])
def test_merging_needs_somebody_of_the_class(merge, member, other, into):
    merge(into)

    assert Membership.objects.count() == 2


def test_others_cannot(member, other, instructor_client, client_of, reader):
    for browser, status in ((instructor_client, 404), (client_of(reader), 302)):
        assert browser.post(f"/merge/{member.pk}/", {"into": other.pk}).status_code == status
    assert Membership.objects.count() == 2


def test_a_browser_that_holds_both_goes_on_as_the_one_who_stays(
    press, member, other, teacher_client, client_of, reader, stranger, classroom
):
    browser = client_of(reader, stranger)

    press(teacher_client, f"/merge/{member.pk}/", {"into": other.pk})

    assert browser.get(f"/room/{classroom.slug}/").context["room"].membership == other
