import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache

from quiz.people.models import User


@pytest.fixture
def teacher(db):
    cache.clear()
    user = User.objects.create_user("teacher", email="t@example.org", password="a-long-word")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


def sign_in(client, password):
    return client.post("/accounts/login/", {"login": "t@example.org", "password": password})


def test_an_instructor_signs_in_and_out(teacher, client):
    assert sign_in(client, "a-long-word").url == "/desk/"
    assert client.post("/accounts/logout/").url == "/"


def test_one_signs_up_and_confirms_the_address_by_a_code(db, client):
    cache.clear()
    fields = {"email": "new@example.org", "password1": "a-long-word-1", "password2": "a-long-word-1"}
    assert client.post("/accounts/signup/", fields).status_code == 302
    assert client.get("/classroom/").status_code == 302
    code = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", mail.outbox[0].body)[0]

    client.post("/accounts/confirm-email/", {"code": code})

    assert User.objects.get().emailaddress_set.get().verified
    assert client.get("/classroom/").status_code == 200


def test_a_forgotten_password_is_reset_by_mail(teacher, client):
    client.post("/accounts/password/reset/", {"email": "t@example.org"})
    link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body)[1]
    form = client.get(link, follow=True)

    client.post(form.redirect_chain[-1][0], {"password1": "another-word-2", "password2": "another-word-2"})

    teacher.refresh_from_db()
    assert teacher.check_password("another-word-2")


def test_an_unknown_address_is_answered_like_a_known_one(teacher, client):
    known = client.post("/accounts/password/reset/", {"email": "t@example.org"})
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.org"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_by_invitation_only_nobody_else_makes_an_account(db, client, settings):
    settings.INVITATION_ONLY = True
    fields = {"email": "new@example.org", "password1": "a-long-word-1", "password2": "a-long-word-1"}

    client.post("/accounts/signup/", fields)

    assert not User.objects.exists()


def code_now(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_a_second_factor_is_set_up_and_then_asked_for(teacher, client):
    sign_in(client, "a-long-word")
    asked = client.get("/accounts/2fa/totp/activate/")
    page = client.post(asked.url, {"password": "a-long-word"}, follow=True)
    secret = page.context["form"].secret
    assert "data:image/svg+xml" in page.content.decode()

    done = client.post("/accounts/2fa/totp/activate/", {"code": code_now(secret)})
    client.post("/accounts/logout/")
    again = sign_in(client, "a-long-word")

    assert done.status_code == 302
    assert again.url == "/accounts/2fa/authenticate/"
    assert client.get("/desk/").context["user"].is_anonymous
    cache.clear()
    assert client.post(again.url, {"code": code_now(secret)}).url == "/desk/"


SENT = {"name": "3年B組", "language": "en", "time_zone": "Asia/Tokyo", "retention_days": "400"}


def send_signed_out(client):
    """Send a form of instructors from a page that had been open too long; where to sign in."""
    return client.post("/classroom/open_class/", SENT, headers={"sec-fetch-site": "same-origin"}).url


def test_what_was_typed_waits_for_the_second_factor_too(teacher, client):
    TOTP.activate(teacher, "JBSWY3DPEHPK3PXP")
    asked = client.post(send_signed_out(client), {"login": "t@example.org", "password": "a-long-word"})
    cache.clear()

    done = client.post(asked.url, {"code": code_now("JBSWY3DPEHPK3PXP")})

    assert done.url == "/classroom/open_class/"
    assert "3年B組" in client.get(done.url).content.decode()


def test_what_was_typed_waits_for_the_confirmation_of_an_address_too(db, client):
    cache.clear()
    url = send_signed_out(client).replace("login", "signup")
    fields = {"email": "late@example.org", "password1": "a-long-word-1", "password2": "a-long-word-1"}
    client.post(url, fields)
    code = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", mail.outbox[0].body)[0]

    done = client.post("/accounts/confirm-email/", {"code": code})

    assert done.url == "/classroom/open_class/"
    assert "3年B組" in client.get(done.url).content.decode()


def test_a_reset_of_the_password_does_not_pass_the_second_factor(teacher, client):
    Authenticator.objects.create(user=teacher, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    client.post("/accounts/password/reset/", {"email": "t@example.org"})
    link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body)[1]
    form = client.get(link, follow=True)
    fields = {"password1": "another-word-2", "password2": "another-word-2"}

    done = client.post(form.redirect_chain[-1][0], fields)

    assert done.url.startswith("/accounts/2fa/authenticate/")
    assert client.get("/classroom/").status_code == 302
