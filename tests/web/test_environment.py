import pytest

from quiz.web.environment import LEVELS, BadSetting, Environment

BAD = {
    "mail": ["consolemail://", "smtp://", "mori@example.org", "smtp://host:port"],
    "database": ["mysql://host/name", "postgres://host", "postgres://host:port/name", "postgres://[::1/name"],
    "cache": ["http://host", "redis://", "redis://host:many/0"],
    "hosts": ["http://host", "host:8000", "two words", "host/path"],
    "origins": ["quiz.example.org", "ftp://host", "https://host/path"],
    "truth": ["maybe", "2"],
    "zone": ["Mars", "Tokyo", "../etc"],
    "address": ["nobody", "Yomitoki <>", "@"],
    "text": ["one\ntwo", "a\x00b"],
}
GOOD = {
    "mail": ["console:", "smtp://user:p%40ss@host:587/?tls=True", "file:///tmp/mails"],
    "database": ["sqlite:///var/x.sqlite3", "postgres://user:password@host:5432/name", "postgres:///name"],
    "cache": ["redis://127.0.0.1:6379/0", "rediss://:word@host/1", ""],
    "hosts": ["quiz.example.org,192.168.1.5", "*", "[::1]", ".example.org"],
    "origins": ["https://quiz.example.org,http://192.168.1.5:8000"],
    "truth": ["1", "on", "False", ""],
    "zone": ["Asia/Tokyo", "UTC"],
    "address": ["quiz@example.org", "Yomitoki <quiz@example.org>"],
    "text": ["よみとき"],
}
DEFAULTS = {"mail": "console:", "database": "sqlite:///x", "hosts": ["localhost"], "zone": "UTC"}
DEFAULTS |= {"address": "yomitoki@localhost"}


def read(kind, value):
    default = [DEFAULTS[kind]] if kind in DEFAULTS else []
    return getattr(Environment({"NAME": value}), kind)("NAME", *default)


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind in BAD for value in BAD[kind]])
def test_a_setting_that_cannot_be_used_is_named_in_one_line(kind, value):
    with pytest.raises(BadSetting) as refused:
        read(kind, value)

    told = str(refused.value.code)
    assert told.startswith("Yomitoki does not start: NAME ")
    assert "\n" not in told


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind in GOOD for value in GOOD[kind]])
def test_a_setting_that_can_be_used_is_used(kind, value):
    assert read(kind, value) is not None


@pytest.mark.parametrize("value", ["zwei", "-1", "1.5", "11", "99999999999999999999", "١"])
def test_a_number_is_a_whole_one_within_its_bounds(value):
    with pytest.raises(BadSetting, match="from 0 to 10"):
        Environment({"PROXIES": value}).number("PROXIES", 0, 0, 10)


def test_what_is_not_set_is_the_default():
    nothing = Environment({})

    assert nothing.number("PROXIES", 3, 0, 10) == 3
    assert nothing.one_of("LOG_LEVEL", "WARNING", LEVELS) == "WARNING"
    assert nothing.mail("EMAIL_URL", "console:")["EMAIL_BACKEND"].endswith("console.EmailBackend")
    assert Environment({"LOG_LEVEL": "debug"}).one_of("LOG_LEVEL", "WARNING", LEVELS) == "DEBUG"


def test_a_password_is_not_repeated():
    with pytest.raises(BadSetting) as refused:
        read("database", "mysql://user:secret@host/name")

    assert "secret" not in str(refused.value.code)


@pytest.mark.parametrize("value", ["", "short", "two words and many letters", "ｆｕｌｌｗｉｄｔｈ" * 4])
def test_a_token_is_long_and_plain_where_it_is_needed_and_not_repeated(value):
    with pytest.raises(BadSetting) as refused:
        Environment({"TOKEN": value}).token("TOKEN", is_needed=True)

    assert str(refused.value.code).endswith("TOKEN must be 24 or more letters, digits, - or _.")
    assert Environment({"TOKEN": "x" * 24}).token("TOKEN", is_needed=True) == "x" * 24
    assert Environment({}).token("TOKEN", is_needed=False) == ""


def test_a_mail_server_is_not_waited_for_without_end():
    assert read("mail", "smtp://host")["EMAIL_TIMEOUT"] == 10
