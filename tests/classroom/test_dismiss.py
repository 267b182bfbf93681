import pytest
from django.http import Http404
from django.utils import timezone

from quiz.classroom.models import Classroom, Invitation, Teaching
from quiz.classroom.services.classes import accept, invite
from quiz.classroom.services.teaching import dismiss
from quiz.people.models import User
from tests.conftest import signed_in


@pytest.fixture
def colleague(classroom):
    """Somebody who came to teach the class."""
    user = User.objects.create_user("ito", email="ito@example.org")
    now = timezone.now()
    accept(token=invite(classroom=classroom, now=now).token, user=user, now=now)
    return Teaching.objects.get(user=user)


@pytest.fixture
def owner(classroom, teacher):
    return Teaching.objects.get(user=teacher)


def url(classroom, teaching):
    return f"/classroom/{classroom.slug}/dismiss/{teaching.pk}/"


def test_a_colleague_is_taken_away_and_loses_the_class_at_once(
    press, teacher_client, classroom, colleague, member
):
    gone = signed_in(colleague.user)
    assert gone.get(f"/insight/classroom/{classroom.slug}/").status_code == 200

    page = press(teacher_client, url(classroom, colleague), follow=True).content.decode()

    assert "ito@example.org" in page
    assert "no longer teaches this class" in page
    for path in (
        f"/insight/classroom/{classroom.slug}/",
        f"/taking/people/{classroom.slug}/",
        f"/taking/member/{member.pk}/",
    ):
        assert gone.get(path).status_code == 404


def test_the_open_links_go_too_for_whoever_goes_has_seen_them(press, teacher_client, classroom, colleague):
    token = invite(classroom=classroom, now=timezone.now()).token

    press(teacher_client, url(classroom, colleague))

    assert not Invitation.objects.exists()
    assert signed_in(colleague.user).post(f"/classroom/accept/{token}/").status_code == 404


def test_one_leaves_oneself_and_the_owners_part_moves(press, teacher_client, classroom, owner, colleague):
    asked = teacher_client.post(url(classroom, owner)).content.decode()
    assert "becomes its owner" in asked

    assert press(teacher_client, url(classroom, owner)).url == "/classroom/"

    assert teacher_client.get(f"/insight/classroom/{classroom.slug}/").status_code == 404
    left = Teaching.objects.get()
    assert (left, left.is_owner) == (colleague, True)


def test_the_last_instructor_stays_and_is_told_why(press, teacher_client, classroom, owner):
    page = press(teacher_client, url(classroom, owner), follow=True).content.decode()

    assert "Nobody else teaches this class, so you stay." in page
    assert Teaching.objects.get() == owner


def test_the_owner_is_taken_away_by_nobody_else(press, classroom, owner, colleague, instructor_client):
    for browser in (signed_in(colleague.user), instructor_client):
        assert browser.post(url(classroom, owner), {"sure": "1"}).status_code == 404
    assert instructor_client.post(url(classroom, colleague), {"sure": "1"}).status_code == 404
    assert Teaching.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_all_who_leave_at_once_one_stays(transactional_db, all_at_once, classroom, owner, colleague):
    pairs = [(signed_in(row.user), url(classroom, row)) for row in (owner, colleague) for _time in range(4)]

    answers = all_at_once(lambda place: pairs[place][0].post(pairs[place][1], {"sure": "1"}), len(pairs))

    assert {answer.status_code for answer in answers} <= {302, 404}
    assert Teaching.objects.get().is_owner


def test_of_two_who_dismiss_the_same_colleague_the_second_finds_nobody(classroom, colleague):
    dismiss(classroom=classroom, pk=colleague.pk)

    with pytest.raises(Http404):
        dismiss(classroom=classroom, pk=colleague.pk)


def test_of_a_class_that_was_deleted_meanwhile_nobody_is_dismissed(classroom, colleague):
    pk = colleague.pk
    Classroom.objects.filter(pk=classroom.pk).delete()

    with pytest.raises(Http404):
        dismiss(classroom=classroom, pk=pk)
