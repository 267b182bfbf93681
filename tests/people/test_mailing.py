"""A mail that cannot be sent: the page says so, and nothing is half-made."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.db import connection

from quiz.people.models import User

SIGN_UP = {"email": "mori@example.org", "password1": "quiet-river-88", "password2": "quiet-river-88"}


@pytest.fixture
def no_mail(settings):
    """A mail server where nobody listens; with `is_down=False` one that takes mails."""

    def no_mail(*, is_down=True):
        kind = "smtp" if is_down else "locmem"
        settings.EMAIL_BACKEND = f"django.core.mail.backends.{kind}.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    return no_mail


def is_told(page):
    assert page.status_code == 503
    assert page["Retry-After"]
    told = page.content.decode()
    return "メールを送信できませんでした" in told or "The mail could not be sent" in told


def test_signing_up_without_a_mail_server_makes_nothing_and_can_be_repeated(db, client, no_mail):
    no_mail()
    assert is_told(client.post("/accounts/signup/", SIGN_UP))
    assert not User.objects.exists()

    no_mail(is_down=False)
    # One code in ten seconds.
    cache.clear()
    done = client.post("/accounts/signup/", SIGN_UP, follow=True)

    assert done.status_code == 200
    assert User.objects.get().email == "mori@example.org"
    assert len(mail.outbox) == 1


def test_an_unconfirmed_account_is_told_that_its_code_was_not_sent(db, client, no_mail):
    User.objects.create_user("mori", email="mori@example.org", password="quiet-river-88")
    EmailAddress.objects.create(user=User.objects.get(), email="mori@example.org", primary=True)
    no_mail()

    page = client.post("/accounts/login/", {"login": "mori@example.org", "password": "quiet-river-88"})

    assert is_told(page)
    assert "_auth_user_id" not in client.session


def test_no_writer_waits_while_a_password_is_computed(transactional_db, client, monkeypatch):
    held = []
    computed = User.check_password

    def check_password(user, raw):
        held.append(connection.in_atomic_block)
        return computed(user, raw)

    monkeypatch.setattr(User, "check_password", check_password)
    User.objects.create_user("mori", email="mori@example.org", password="quiet-river-88")

    client.post("/accounts/login/", {"login": "mori", "password": "wrong-river-88"})
    client.post("/accounts/login/", {"login": "mori", "password": "quiet-river-88"})

    assert held
    assert not any(held)


def test_a_reset_that_was_not_sent_is_not_said_to_be_sent(teacher, client, no_mail):
    EmailAddress.objects.create(user=teacher, email=teacher.email, verified=True, primary=True)
    no_mail()

    assert is_told(client.post("/accounts/password/reset/", {"email": teacher.email}))


def test_whoever_is_signed_in_stays_so_and_keeps_the_old_address(teacher, teacher_client, no_mail):
    EmailAddress.objects.create(user=teacher, email=teacher.email, verified=True, primary=True)
    no_mail()

    page = teacher_client.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})

    assert is_told(page)
    assert [row.email for row in EmailAddress.objects.all()] == [teacher.email]
    assert teacher_client.get("/classroom/").status_code == 200


def test_a_mail_speaks_in_the_name_of_the_site(db, client, settings):
    settings.SITE_NAME = "読書室"
    settings.DEFAULT_FROM_EMAIL = "library@school.example"

    client.post("/accounts/signup/", SIGN_UP, headers={"host": "127.0.0.1:8000"})

    sent = mail.outbox[0]
    assert sent.from_email == "library@school.example"
    assert "読書室 からのお知らせです。" in sent.body
    assert "127.0.0.1" not in sent.body
    assert "example.com" not in sent.body
