"""Nobody is locked out by strangers, and no account is found by how long a refusal takes."""

import re
from datetime import timedelta

import pytest
from django.conf import global_settings
from django.contrib.auth.hashers import MD5PasswordHasher, PBKDF2PasswordHasher
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.cache import cache
from django.core.cache.backends.db import DatabaseCache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone

from quiz import settings as product
from quiz.people.limits import ACCOUNT, CLIENT, HERE, KNOWN_DEVICE, MAILBOX, MAILS, take
from quiz.people.models import Budget, User
from quiz.settings import CACHES

RIGHT = "a-long-word"


@pytest.fixture
def account(db):
    cache.clear()
    user = User.objects.create_user("teacher", email="t@example.org", password=RIGHT)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def hashed(monkeypatch):
    """Every password that is computed."""
    computed = []
    encode = MD5PasswordHasher.encode

    def counted(self, password, salt):
        computed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return computed


def sign_in(browser, password=RIGHT, login="t@example.org", address="10.0.0.1"):
    return browser.post("/accounts/login/", {"login": login, "password": password}, REMOTE_ADDR=address)


def use_up(limit, who):
    for _number in range(limit.free):
        take(limit=limit, who=who, now=timezone.now())


def test_after_five_wrong_passwords_from_one_address_one_waits_there(account):
    cache.clear()
    answers = [sign_in(Client(), "wrong").status_code for _number in range(HERE.free + 1)]
    right = sign_in(Client())

    assert answers == [200] * HERE.free + [429]
    assert right.status_code == 429
    assert HERE.every - 5 < int(right["Retry-After"]) <= HERE.every
    assert sign_in(Client(), address="10.0.0.2").url == "/desk/"


def test_no_stranger_locks_a_browser_out_that_signed_in_before(account):
    own = Client()
    sign_in(own)
    own.post("/accounts/logout/")
    use_up(HERE, f"{account.pk}:10.0.0.1")
    use_up(ACCOUNT, str(account.pk))
    use_up(CLIENT, "10.0.0.1")

    assert sign_in(Client()).status_code == 429
    assert sign_in(own).url == "/desk/"


def test_a_known_browser_is_let_in_beside_one_that_hammers_from_the_same_address(account):
    own = Client()
    sign_in(own)
    own.post("/accounts/logout/")
    answers = {sign_in(Client(), "wrong", f"nobody{number}").status_code for number in range(50)}

    assert answers == {200, 429}
    assert sign_in(own).url == "/desk/"


def test_a_browser_that_knows_one_account_is_a_stranger_to_another(account):
    other = User.objects.create_user("other", email="o@example.org", password=RIGHT)
    other.emailaddress_set.create(email=other.email, verified=True, primary=True)
    browser = Client()
    sign_in(browser, login="o@example.org")
    browser.post("/accounts/logout/")
    use_up(ACCOUNT, str(account.pk))

    assert sign_in(browser).status_code == 429


def test_a_known_browser_has_a_limit_of_its_own(account):
    own = Client()
    sign_in(own)
    own.post("/accounts/logout/")
    cache.clear()

    answers = [sign_in(own, "wrong").status_code for _number in range(KNOWN_DEVICE.free + 1)]

    assert answers == [200] * KNOWN_DEVICE.free + [429]


def test_who_is_kept_waiting_on_a_new_device_comes_in_by_mail(account):
    use_up(ACCOUNT, str(account.pk))
    browser = Client()
    browser.post("/accounts/password/reset/", {"email": account.email})
    link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body)[1]
    form = browser.get(link, follow=True)
    browser.post(form.redirect_chain[-1][0], {"password1": "another-word-2", "password2": "another-word-2"})

    assert browser.get("/desk/").context["user"] == account
    browser.post("/accounts/logout/")
    assert sign_in(browser, "another-word-2").url == "/desk/"


@pytest.mark.parametrize("password", ["wrong", RIGHT])
def test_a_refused_sign_in_computes_as_much_for_nobody_as_for_somebody(account, hashed, password):
    User.objects.create_user("unusable", email="u@example.org").emailaddress_set.create(
        email="u@example.org", verified=True, primary=True
    )
    User.objects.filter(pk=account.pk).update(password=account.password if password == "wrong" else "!x")
    counts = {}
    for login in ("t@example.org", "teacher", "u@example.org", "nobody@example.org", "nobody"):
        hashed.clear()
        assert sign_in(Client(), password, login).status_code == 200
        counts[login] = len(hashed)

    assert set(counts.values()) == {2}


def test_signing_up_computes_as_much_for_a_known_address(account, hashed):
    counts = {}
    for email in ("t@example.org", "new@example.org"):
        hashed.clear()
        fields = {"email": email, "password1": "a-long-word-1", "password2": "a-long-word-1"}
        answer = Client().post("/accounts/signup/", fields)
        counts[email] = (answer.status_code, answer.url, len(hashed))

    assert counts["t@example.org"] == counts["new@example.org"]
    assert [len(each.to) for each in mail.outbox] == [1, 1]


def test_resetting_computes_and_sends_as_much_for_an_unknown_address(account, hashed):
    answers = [
        Client().post("/accounts/password/reset/", {"email": email})
        for email in ("t@example.org", "nobody@example.org")
    ]

    assert [(each.status_code, each.url) for each in answers] == [(302, answers[0].url)] * 2
    assert hashed == []
    assert [each.to for each in mail.outbox] == [["t@example.org"], ["nobody@example.org"]]


@pytest.mark.parametrize("url", ["/accounts/signup/", "/accounts/password/reset/"])
@pytest.mark.parametrize(("limit", "who"), [(MAILBOX, "t@example.org"), (MAILS, "127.0.0.1")])
def test_mails_have_a_limit_by_address_and_by_client_with_nothing_half_made(account, url, limit, who):
    use_up(limit, who)

    page = Client().post(
        url, {"email": "t@example.org", "password1": "a-long-word-1", "password2": "a-long-word-1"}
    )

    assert page.status_code == 429
    assert 0 < int(page["Retry-After"]) <= limit.every
    assert (User.objects.count(), mail.outbox) == (1, [])


def test_no_filler_in_the_cache_makes_a_counter_go(account):
    kept = DatabaseCache("web_cache", {"OPTIONS": CACHES["default"].get("OPTIONS", {})})
    kept.set("allauth:counter", [1], 900)
    later = connection.ops.adapt_datetimefield_value(timezone.now() + timedelta(hours=1))
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO web_cache (cache_key, value, expires) VALUES (%s, %s, %s)",
            [(f"filler{number}", "x", later) for number in range(5_000)],
        )
    sign_in(Client(), "wrong")

    kept.set("one_more", 1)

    assert kept.get("allauth:counter") == [1]
    assert Budget.objects.count() == 3


@pytest.mark.parametrize(
    ("password", "is_taken"),
    [
        ("short-1", False), ("password1", False), ("iloveyou", False), ("12345678901", False),
        ("quiet river 88", True), ("静かな川のほとりの家", True), ("x" * 40 + "Yz9 " * 20, True),
    ],
)  # fmt: skip
def test_a_password_is_long_and_not_common_and_otherwise_free(password, is_taken):
    try:
        validate_password(password)
    except ValidationError:
        assert not is_taken
    else:
        assert is_taken


def test_passwords_are_kept_by_a_slow_hash():
    # The tests' own settings take a quick one; the product has none of its own, so Django's first.
    assert not hasattr(product, "PASSWORD_HASHERS")
    assert global_settings.PASSWORD_HASHERS[0].endswith("PBKDF2PasswordHasher")
    assert PBKDF2PasswordHasher.iterations >= 600_000


def test_sign_ins_refusals_and_limits_that_are_hit_are_in_the_log(account, caplog):
    caplog.set_level("INFO")
    sign_in(Client())
    for _time in range(HERE.free + 1):
        sign_in(Client(), password="a-secret-typo")

    told = [record.getMessage() for record in caplog.records]
    assert f"Signed in: account {account.pk} from 10.0.0.1" in told
    assert told.count(f"Sign-in refused: account {account.pk} from 10.0.0.1") == HERE.free
    assert "Too Many Requests: /accounts/login/" in told
    assert "a-secret-typo" not in caplog.text
