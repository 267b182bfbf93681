from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import Http404
from django.utils import timezone

from quiz.classroom.models import Assignment, Classroom, Extension, Invitation, Membership
from quiz.classroom.services import assignments, classes, members
from quiz.people.models import Reader, User
from quiz.taking.models import Attempt


@pytest.fixture
def at():
    return timezone.now()


def another(at):
    return Reader.objects.create(pk=uuid4(), since=at)


def test_joining_twice_makes_one_membership(classroom, reader, at):
    first = members.join(classroom=classroom, reader=reader, name="Sato", now=at)
    second = members.join(classroom=classroom, reader=reader, name="Other", now=at)

    assert first.membership == second.membership
    assert first.return_code
    assert second.return_code is None


def test_the_second_of_a_name_is_numbered(classroom, reader, at):
    members.join(classroom=classroom, reader=reader, name="Sato", now=at)
    second = members.join(classroom=classroom, reader=another(at), name="ＳＡＴＯ", now=at).membership

    assert second.shown_name == "ＳＡＴＯ (2)"


def test_a_return_code_leads_back_and_once_noted_is_stored_as_a_hash_only(classroom, reader, at):
    joined = members.join(classroom=classroom, reader=reader, name="Sato", now=at)

    assert members.come_back(code=joined.return_code.lower()) == joined.membership
    members.note_code(membership=joined.membership)
    assert joined.return_code not in str(Membership.objects.values().get())
    fresh = members.new_return_code(membership=joined.membership)
    with pytest.raises(members.NoSuchCode):
        members.come_back(code=joined.return_code)
    assert members.come_back(code=fresh)


@pytest.mark.parametrize("why", ["unknown", "closed", "archived", "renewed"])
def test_no_class_is_found_by_a_code_that_does_not_hold(classroom, at, why):
    code = "ACDEFG" if why == "unknown" else classroom.join_code
    if why == "closed":
        classes.set_joinable(classroom=classroom, is_joinable=False, now=at)
    if why == "archived":
        classes.archive(classroom=classroom, is_archived=True, now=at)
    if why == "renewed":
        classes.renew_code(classroom=classroom, now=at)

    with pytest.raises(members.NoSuchCode):
        members.find_class(code=code)


def test_a_removed_reader_cannot_join_again_until_taken_back(classroom, member, reader, at):
    members.remove(membership=member, keeps_answers=True, now=at)
    with pytest.raises(members.Removed):
        members.join(classroom=classroom, reader=reader, name="Sato", now=at)

    members.take_back(membership=member)

    assert members.join(classroom=classroom, reader=reader, name="x", now=at).membership == member


def test_renaming_numbers_where_it_must(classroom, member, at):
    other = members.join(classroom=classroom, reader=another(at), name="Abe", now=at).membership

    assert members.rename(membership=other, name="Sato").shown_name == "Sato (2)"
    assert members.rename(membership=other, name="SATO").shown_name == "SATO (2)"


def test_a_copy_has_the_rules_as_drafts_and_no_readers(classroom, member, assign_quiz, teacher, at):
    assign_quiz(minutes=20, pass_mark=60)

    made = classes.copy_classroom(classroom=classroom, user=teacher, name="Next", now=at)

    draft = made.assignments.get()
    assert (draft.opens_at, draft.minutes, draft.pass_mark) == (None, 20, 60)
    assert not made.memberships.exists()
    assert made.join_code != classroom.join_code


def test_deleting_a_class_takes_everything_in_it(classroom, member, assign_quiz, begun):
    begun(assign_quiz())

    classes.delete_classroom(classroom=classroom)

    assert not Classroom.objects.exists()
    assert not Membership.objects.exists()
    assert not Attempt.objects.exists()
    assert Reader.objects.exists()


def test_an_invitation_works_once_and_for_14_days(classroom, at):
    colleague = User.objects.create_user("abe")
    token = classes.invite(classroom=classroom, now=at).token
    with pytest.raises(Http404):
        classes.accept(token=token, user=colleague, now=at + timedelta(days=15))

    classes.accept(token=token, user=colleague, now=at)

    assert Classroom.objects.taught_by(colleague).get() == classroom
    with pytest.raises(Http404):
        classes.accept(token=token, user=colleague, now=at)


def test_retention_deletes_what_nobody_touched(classroom, at):
    classes.invite(classroom=classroom, now=at)

    assert classes.delete_expired(now=at + timedelta(days=399)).done == 0
    assert classes.delete_expired(now=at + timedelta(days=401)).done == 1
    assert not Invitation.objects.exists()


def test_an_assignment_that_was_begun_is_not_withdrawn(member, assign_quiz, begun):
    given = assign_quiz()
    begun(given)
    with pytest.raises(assignments.InUse):
        assignments.withdraw(assignment=given)

    free = assign_quiz("chips")
    assignments.withdraw(assignment=free)

    assert list(Assignment.objects.all()) == [given]


def test_an_extension_of_nothing_takes_it_back(member, assign_quiz):
    given = assign_quiz(minutes=10)
    members.extend(assignment=given, membership=member, minutes=5, closes_at=None)
    assert Extension.objects.get().minutes == 5

    members.extend(assignment=given, membership=member, minutes=None, closes_at=None)

    assert not Extension.objects.exists()
