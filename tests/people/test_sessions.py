from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from quiz.people.models import User


def test_a_session_is_known_until_it_ends_and_then_not(teacher_client):
    assert teacher_client.get("/classroom/").status_code == 200

    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    assert teacher_client.get("/classroom/").status_code == 302


def test_who_was_deleted_is_signed_out(teacher, teacher_client):
    User.objects.filter(pk=teacher.pk).delete()

    assert teacher_client.get("/classroom/").status_code == 302


def test_a_changed_password_ends_the_sessions(teacher, teacher_client):
    teacher.set_password("another-word-1")
    teacher.save()

    assert teacher_client.get("/classroom/").status_code == 302


def test_an_account_is_found_as_djangos_manager_finds_it(teacher):
    for wanted in ({"pk": teacher.pk}, {"pk": str(teacher.pk)}, {"username": "mori"}):
        assert User.objects.get(**wanted) == teacher
    for missing in ({"pk": teacher.pk + 1}, {"username": "nobody"}):
        with pytest.raises(User.DoesNotExist):
            User.objects.get(**missing)
