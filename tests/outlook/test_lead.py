import pytest
from django.utils import timezone

from quiz.classroom.models import Assignment
from quiz.domain.rounds import Stage
from quiz.outlook.models import Survey
from tests.shown import shown


def test_while_a_round_goes_on_a_number_is_told_then_names_of_who_voted_in_time(
    survey, me, people, cast, onward, teacher_client
):
    cast(survey, me, 30, -2, reason="My reason.")
    for voter in people(3):
        cast(survey, voter)

    page = teacher_client.get(f"/outlook/{survey.slug}/lead/")

    words, lead = page.content.decode(), page.context["lead"]
    assert (lead.voters.first, lead.voters.second) == (4, 0)
    assert "Sato" not in words
    assert "Names stand here when the round has closed." in words
    assert "My reason." not in words
    assert {row.first for row in lead.rows} == {None}

    onward(survey, Stage.DISCUSSION)
    late = people(1)[0]
    cast(survey, late)

    page = teacher_client.get(f"/outlook/{survey.slug}/lead/")
    present = {row.member.pk: row.turnout.first for row in page.context["lead"].present}
    assert (present[me.membership.pk], present[late.membership.pk]) == (1, 0)
    assert "Sato" in page.content.decode()
    assert page.context["lead"].voters.first == 5


def test_predictions_stand_in_the_order_of_their_split_with_medians(
    survey, people, cast, onward, teacher_client, pack
):
    voters = people(12)
    divided, agreed = (each for each in pack.claims.filter(code__in=("P3", "P7")).order_by("code"))
    for place, voter in enumerate(voters):
        cast(survey, voter, 20 if place % 2 else 80, 2 if place % 2 else -2, prediction=divided.prediction)
        cast(survey, voter, 30 + 10 * (place % 4), place % 3 - 1, prediction=agreed.prediction)
    onward(survey, Stage.DISCUSSION)

    rows = teacher_client.get(f"/outlook/{survey.slug}/lead/").context["lead"].rows

    assert [row.prediction.claim.code for row in rows[:2]] == ["P3", "P7"]
    assert (rows[0].split, rows[0].median_before) == (4.0, 50)
    assert rows[2].split is None


def test_movement_and_the_reason_most_often_named(survey, people, cast, write, onward, teacher_client):
    voters = people(20)
    for place, voter in enumerate(voters):
        cast(survey, voter, 10 * (place % 11))
    post = write(survey, voters[0], "The words that moved.")
    onward(survey, Stage.SECOND)
    for voter in voters:
        cast(survey, voter, 50, moved_by="post", moved_post=post)
    onward(survey, Stage.LATER)

    words = shown(teacher_client.get(f"/outlook/{survey.slug}/lead/"))

    assert "The words that moved. (20)" in words
    assert "closer together" in words
    assert "50% → 50%" in words or "45% → 50%" in words


def test_a_draft_and_a_closed_one_say_so(survey, teacher_client):
    Assignment.objects.update(opens_at=None)
    words = teacher_client.get(f"/outlook/{survey.slug}/lead/").content.decode()
    assert "state-draft" in words
    assert "readers do not see it" in words
    Assignment.objects.update(opens_at=timezone.now(), closes_at=timezone.now())
    assert "state-closed" in teacher_client.get(f"/outlook/{survey.slug}/lead/").content.decode()


def test_an_empty_class_says_so_and_it_can_be_taken_back(press, survey, teacher_client):
    words = teacher_client.get(f"/outlook/{survey.slug}/lead/").content.decode()
    assert "Nobody has joined yet." in words
    assert "Take it back" in words

    press(teacher_client, f"/classroom/assignment/{survey.slug}/withdraw/")

    assert not Survey.objects.exists()


def test_once_somebody_voted_it_is_not_taken_back(press, survey, me, cast, teacher_client):
    cast(survey, me)

    page = press(teacher_client, f"/classroom/assignment/{survey.slug}/withdraw/")

    assert page.url == f"/outlook/{survey.slug}/lead/"
    assert Survey.objects.exists()


def test_a_copied_draft_has_its_page(survey, classroom, teacher_client):
    teacher_client.post(f"/classroom/{classroom.slug}/copy/", {"name": "Next"})
    copied = Assignment.objects.get(classroom__name="Next")

    assert teacher_client.get(f"/outlook/{copied.slug}/lead/").status_code == 200


def test_others_do_not_find_it(survey, instructor_client, client_of, reader, member):
    assert instructor_client.get(f"/outlook/{survey.slug}/lead/").status_code == 404
    assert client_of(reader).get(f"/outlook/{survey.slug}/lead/").status_code == 302


@pytest.mark.parametrize(("readers", "posts"), [(5, 3), (300, 500)])
def test_costs_the_same_with_many_readers_and_posts(
    survey, teacher_client, django_assert_num_queries, readers, posts, crowd, many_posts
):
    many_posts(survey, crowd(survey, readers, is_published=True)[0], posts)

    with django_assert_num_queries(20):
        teacher_client.get(f"/outlook/{survey.slug}/lead/")
