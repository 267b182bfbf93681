from quiz.classroom.models import Classroom
from quiz.classroom.services.classes import invite


def test_an_instructor_comes_to_teach_the_class(instructor_client, classroom, now):
    token = invite(classroom=classroom, now=now).token

    assert "Class 3B" in instructor_client.get(f"/classroom/accept/{token}/").content.decode()
    assert instructor_client.post(f"/classroom/accept/{token}/").url == f"/classroom/{classroom.slug}/"
    assert instructor_client.get(f"/classroom/{classroom.slug}/").status_code == 200


def test_whoever_has_no_account_is_not_told_the_name_and_may_make_one(client, classroom, now, settings):
    settings.INVITATION_ONLY = True
    token = invite(classroom=classroom, now=now).token

    words = client.get(f"/classroom/accept/{token}/").content.decode()

    assert "Class 3B" not in words
    assert "/accounts/signup/" in words
    fields = {"email": "new@example.org", "password1": "a-long-word-1", "password2": "a-long-word-1"}
    assert client.post("/accounts/signup/", fields).url == "/accounts/confirm-email/"
    assert Classroom.objects.count() == 1


def test_an_unknown_invitation_is_not_found(instructor_client, db):
    assert instructor_client.get("/classroom/accept/none/").status_code == 404
