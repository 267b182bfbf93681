import pytest
from django.test import Client
from django.utils import timezone

from quiz.classroom.models import Classroom, Invitation
from quiz.classroom.services.classes import accept, invite
from quiz.classroom.services.teaching import revoke
from quiz.people.models import User
from tests.conftest import signed_in


def test_an_instructor_comes_to_teach_the_class(instructor_client, classroom, now):
    token = invite(classroom=classroom, now=now).token

    assert "Class 3B" in instructor_client.get(f"/classroom/accept/{token}/").content.decode()
    assert (
        instructor_client.post(f"/classroom/accept/{token}/").url == f"/insight/classroom/{classroom.slug}/"
    )
    assert instructor_client.get(f"/insight/classroom/{classroom.slug}/").status_code == 200


def test_whoever_has_no_account_is_not_told_the_name_and_may_make_one(client, classroom, now, settings):
    settings.INVITATION_ONLY = True
    token = invite(classroom=classroom, now=now).token

    words = client.get(f"/classroom/accept/{token}/").content.decode()

    assert "Class 3B" not in words
    assert "/accounts/signup/" in words
    fields = {"email": "invited@example.org", "password1": "a-long-word-1", "password2": "a-long-word-1"}
    assert client.post("/accounts/signup/", fields).url == "/accounts/confirm-email/"
    assert Classroom.objects.count() == 1


def test_an_unknown_invitation_is_not_found(instructor_client, db):
    assert instructor_client.get("/classroom/accept/none/").status_code == 404


@pytest.fixture
def token(classroom, settings):
    """An invitation, where accounts are made by invitation only."""
    settings.INVITATION_ONLY = True
    return invite(classroom=classroom, now=timezone.now()).token


def follow(token):
    """A new browser that opened the invitation."""
    browser = Client(headers={"accept-language": "en"})
    browser.get(f"/classroom/accept/{token}/")
    return browser


def sign_up(browser, name):
    fields = {"email": f"{name}@example.org", "password1": "a-long-word-1", "password2": "a-long-word-1"}
    return browser.post("/accounts/signup/", fields)


def test_one_link_makes_one_account(token):
    browsers = [follow(token) for _time in range(3)]

    answers = [sign_up(browser, f"new{place}") for place, browser in enumerate(browsers)]

    assert [answer.status_code for answer in answers] == [302, 200, 200]
    assert list(User.objects.filter(email__startswith="new").values_list("email", flat=True)) == [
        "new0@example.org"
    ]
    assert follow(token).get("/accounts/signup/").templates[0].name == "account/signup_closed.html"


def test_it_is_then_for_that_account_only(token, instructor_client, classroom):
    sign_up(follow(token), "new")
    made = User.objects.get(email="new@example.org")
    mine = signed_in(made)

    assert instructor_client.get(f"/classroom/accept/{token}/").status_code == 404
    assert instructor_client.post(f"/classroom/accept/{token}/").status_code == 404
    assert mine.post(f"/classroom/accept/{token}/").url == f"/insight/classroom/{classroom.slug}/"


@pytest.mark.parametrize("how", ["spent", "revoked", "expired"])
def test_an_old_session_makes_no_account_by_a_link_that_no_longer_holds(token, teacher, how):
    browser = follow(token)
    made = Invitation.objects.get()
    if how == "spent":
        accept(token=token, user=User.objects.create_user("somebody"), now=timezone.now())
    elif how == "revoked":
        revoke(classroom=made.classroom, pk=made.pk)
    else:
        Invitation.objects.update(expires_at=timezone.now())
    known = User.objects.count()

    answer = sign_up(browser, "new")

    assert answer.templates[0].name == "account/signup_closed.html"
    assert User.objects.count() == known


@pytest.mark.django_db(transaction=True)
def test_five_at_once_by_one_link_make_one_account(transactional_db, all_at_once, token):
    browsers = [follow(token) for _time in range(5)]

    answers = all_at_once(lambda place: sign_up(browsers[place], f"new{place}"), len(browsers))

    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 200, 302]
    assert User.objects.filter(email__startswith="new").count() == 1
    assert Invitation.objects.get().account.email.startswith("new")
