import re
import time
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.test import Client
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


PASSWORD = "quiet-river-88"


@pytest.fixture
def account(db):
    user = User.objects.create_user("abe", email="abe@example.org", password=PASSWORD)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def signed_in(account):
    def signed_in():
        browser = Client(headers={"accept-language": "en"})
        browser.post("/accounts/login/", {"login": "abe@example.org", "password": PASSWORD})
        assert browser.get("/classroom/").status_code == 200
        return browser

    return signed_in


def test_signing_in_makes_another_session_and_another_token(account):
    browser = Client()
    browser.get("/accounts/login/")
    browser.get("/classroom/accept/none/")
    planted = browser.session
    planted["invitation"] = "x"
    planted.save()
    browser.cookies["sessionid"] = before = planted.session_key
    token = browser.cookies["csrftoken"].value

    browser.post("/accounts/login/", {"login": "abe@example.org", "password": PASSWORD})

    assert browser.get("/classroom/").status_code == 200
    assert browser.cookies["sessionid"].value != before
    assert browser.cookies["csrftoken"].value != token
    assert not Session.objects.filter(session_key=before).exists()


def test_changing_the_password_ends_all_other_sessions_and_not_this_one(signed_in):
    here, elsewhere = signed_in(), signed_in()
    fields = {"oldpassword": PASSWORD, "password1": "other-river-99", "password2": "other-river-99"}
    before = here.cookies["sessionid"].value

    here.post("/accounts/password/change/", fields)

    assert here.get("/classroom/").status_code == 200
    assert elsewhere.get("/classroom/").status_code == 302
    assert here.cookies["sessionid"].value != before


def test_resetting_the_password_ends_all_sessions_of_before(signed_in, client, mailoutbox):
    before = signed_in()
    client.post("/accounts/password/reset/", {"email": "abe@example.org"})
    link = re.search(r"http://testserver(/\S+)", mailoutbox[0].body)[1]
    form = client.get(link, follow=True)
    fields = {"password1": "other-river-99", "password2": "other-river-99"}
    client.post(form.redirect_chain[-1][0], fields)
    again = Client().get(link, follow=True)

    assert before.get("/classroom/").status_code == 302
    assert again.context["token_fail"]


def test_signing_out_ends_the_session_on_the_server(signed_in):
    browser = signed_in()
    kept = browser.cookies["sessionid"].value
    browser.post("/accounts/logout/")

    browser.cookies["sessionid"] = kept

    assert browser.get("/classroom/").status_code == 302


def test_no_session_lasts_longer_than_its_days_however_much_it_is_used(signed_in, monkeypatch):
    browser, began = signed_in(), timezone.now()

    def after(days):
        monkeypatch.setattr(timezone, "now", lambda: began + timedelta(days=days))
        store = browser.session
        store["used"] = days
        store.save()
        return browser.get("/classroom/").status_code

    assert [after(days) for days in (10, 20, 29)] == [200] * 3
    assert after(31) == 302


def test_whoever_adds_an_address_says_who_they_are_again(signed_in, monkeypatch):
    browser = signed_in()
    began = time.time()
    monkeypatch.setattr(time, "time", lambda: began + 3600)

    asked = browser.post("/accounts/email/", {"action_add": "", "email": "evil@example.org"})

    assert asked.status_code == 302
    assert asked.url.startswith("/accounts/reauthenticate/")
    assert not EmailAddress.objects.filter(email="evil@example.org").exists()


def test_an_account_that_is_switched_off_is_signed_out(signed_in, account):
    browser = signed_in()

    User.objects.filter(pk=account.pk).update(is_active=False)

    assert browser.get("/classroom/").status_code == 302
