"""The settings that a person can set, each looked at before anything starts; no Django here."""

import re
from collections.abc import Mapping, Sequence
from email.utils import parseaddr
from typing import Any
from urllib.parse import SplitResult, urlsplit
from zoneinfo import available_timezones

import dj_database_url
import dj_email_url

TRUE, FALSE = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
DATABASES = ("sqlite", "postgres", "postgresql")
CACHES = ("redis", "rediss")
MAILS = ("console", "smtp", "smtps", "submission", "file", "dummy")
# A name, an address, or a name with everything under it; "*" stands for all.
HOST = re.compile(r"\*|\.?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]")
MAIL_SECONDS = 10
TOKEN_LENGTH = 24
TOKEN = re.compile(rf"[A-Za-z0-9_-]{{{TOKEN_LENGTH},}}")


class BadSetting(SystemExit):
    """A setting that cannot be used: one line on the console, and nothing starts."""

    def __init__(self, name: str, allowed: str) -> None:
        super().__init__(f"Yomitoki does not start: {name} {allowed}")


class Environment:
    """The environment, read by kinds. Each method gives the value or the default; raises BadSetting."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values

    def text(self, name: str, default: str = "") -> str:
        """A line of text without control characters."""
        value = self.values.get(name, "").strip() or default
        if any(ord(sign) < ord(" ") for sign in value):
            raise BadSetting(name, "must be one line of text.")
        return value

    def truth(self, name: str) -> bool:
        """On or off; off by default."""
        value = self.text(name).lower()
        if value not in TRUE + FALSE:
            raise BadSetting(name, f'must be 1 or 0, not "{value}".')
        return value in TRUE

    def number(self, name: str, default: int, least: int, most: int) -> int:
        """A whole number within bounds."""
        value = self.text(name, str(default))
        if not (value.isascii() and value.isdigit() and least <= int(value[:9]) <= most):
            raise BadSetting(name, f'must be a whole number from {least} to {most}, not "{value}".')
        return int(value)

    def one_of(self, name: str, default: str, allowed: Sequence[str]) -> str:
        """One of these words, however it is written."""
        value = self.text(name, default)
        if value.upper() not in allowed:
            raise BadSetting(name, f'must be one of {", ".join(allowed)}, not "{value}".')
        return value.upper()

    def token(self, name: str, *, is_needed: bool) -> str:
        """A secret word that nobody guesses; empty where it is not needed. It is not repeated."""
        value = self.text(name)
        if (is_needed or value) and not TOKEN.fullmatch(value):
            raise BadSetting(name, f"must be {TOKEN_LENGTH} or more letters, digits, - or _.")
        return value

    def zone(self, name: str, default: str) -> str:
        """A time zone that is known here."""
        value = self.text(name, default)
        if value not in available_timezones():
            raise BadSetting(name, f'must be a time zone such as Asia/Tokyo, not "{value}".')
        return value

    def listed(self, name: str, default: Sequence[str] = ()) -> list[str]:
        """Words with commas between."""
        return [word.strip() for word in self.text(name).split(",") if word.strip()] or list(default)

    def hosts(self, name: str, default: Sequence[str]) -> list[str]:
        """Host names without scheme and port."""
        for host in (found := self.listed(name, default)):
            if not HOST.fullmatch(host):
                raise BadSetting(name, f'must be host names with commas between, without port; not "{host}".')
        return found

    def origins(self, name: str) -> list[str]:
        """Origins: scheme and host."""
        for origin in (found := self.listed(name)):
            parts = _parts(name, origin)
            if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path.strip("/"):
                raise BadSetting(name, f'must be origins such as https://quiz.example.org; not "{origin}".')
        return found

    def database(self, name: str, default: str) -> dict[str, Any]:
        """Django's description of the database. A URL may hold a password, so it is not repeated."""
        value = self.text(name, default)
        parts = _parts(name, value)
        if parts.scheme not in DATABASES:
            raise BadSetting(name, f"must begin with sqlite:/// or postgres://; {_unknown(parts)}")
        if parts.scheme != "sqlite" and not parts.path.strip("/"):
            raise BadSetting(name, "must name a database: postgres://user:password@host/name")
        return dict(dj_database_url.parse(value))

    def cache(self, name: str) -> str:
        """The address of a Redis server, empty for none."""
        value = self.text(name)
        parts = _parts(name, value)
        if value and (parts.scheme not in CACHES or not parts.hostname):
            raise BadSetting(name, f"must be like redis://host:6379/0; {_unknown(parts)}")
        return value

    def mail(self, name: str, default: str) -> dict[str, Any]:
        """Django's EMAIL settings, with a limit on how long a mail server is waited for."""
        value = self.text(name, default)
        parts = _parts(name, value)
        if parts.scheme not in MAILS:
            schemes = ", ".join(f"{scheme}:" for scheme in MAILS)
            raise BadSetting(name, f"must begin with one of {schemes}; {_unknown(parts)}")
        if parts.scheme in {"smtp", "smtps", "submission"} and not parts.hostname:
            raise BadSetting(name, "must name a host: smtp://user:password@host:587/?tls=True")
        return dict(dj_email_url.parse(value)) | {"EMAIL_TIMEOUT": MAIL_SECONDS}

    def address(self, name: str, default: str) -> str:
        """Who a mail is from: an address, or a name with one."""
        value = self.text(name, default)
        _name, found = parseaddr(value)
        if not re.fullmatch(r"[^@\s]+@[^@\s]+", found):
            raise BadSetting(name, f'must be an address such as quiz@example.org, not "{value}".')
        return value


def _parts(name: str, value: str) -> SplitResult:
    try:
        parts = urlsplit(value)
        _port = parts.port
    except ValueError as error:
        raise BadSetting(name, f"cannot be read as an address: {error}.") from None
    return parts


def _unknown(parts: SplitResult) -> str:
    return f'"{parts.scheme}:" is not known.' if parts.scheme else "it has no scheme."
