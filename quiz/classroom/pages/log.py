"""The log of a class: what its instructors did, entry by entry, in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from quiz.classroom.letting_in import log_of
from quiz.classroom.models import Classroom, Counted, Deed, LogEntry, Release

ON_A_PAGE = 50
ALL = "all"
# One may show only entries of a kind; each deed is of one.
KINDS: Mapping[str, tuple[str | Promise, frozenset[Deed]]] = {
    ALL: (pgettext_lazy("log", "all"), frozenset(Deed)),
    "readers": (
        gettext_lazy("codes, names, readers taken out"),
        frozenset({Deed.CODE, Deed.NAME, Deed.REMOVED, Deed.DELETED, Deed.MERGED}),
    ),
    "marks": (
        gettext_lazy("what changes marks"),
        frozenset({
            Deed.CORRECTED, Deed.EXTENDED, Deed.RULES, Deed.REOPENED, Deed.CLOSED, Deed.WITHDRAWN,
        }),
    ),
    "keys": (gettext_lazy("keys opened"), frozenset({Deed.KEYS})),
    "files": (gettext_lazy("files taken out"), frozenset({Deed.FILE})),
    "instructors": (
        gettext_lazy("who teaches"),
        frozenset({Deed.INVITED, Deed.REVOKED, Deed.CAME, Deed.DISMISSED, Deed.WENT}),
    ),
}  # fmt: skip
OF_A_READER = {Deed.CODE, Deed.REMOVED, Deed.EXTENDED, Deed.MERGED}
RULES: Mapping[str, str | Promise] = {
    "opens_at": gettext_lazy("Opens"),
    "closes_at": gettext_lazy("Closes"),
    "attempts_allowed": gettext_lazy("Attempts allowed"),
    "counted": gettext_lazy("Of several attempts, this one counts"),
    "minutes": gettext_lazy("Time limit in minutes"),
    "feedback": gettext_lazy("Feedback"),
    "is_shuffled": gettext_lazy("Shuffle the questions"),
    "asks_confidence": gettext_lazy("Ask how sure readers are"),
    "pass_mark": gettext_lazy("Pass mark in %"),
}
CHOICES: Mapping[str, Mapping[str, str | Promise]] = {
    "counted": dict(Counted.choices),
    "feedback": dict(Release.choices),
}
CORRECTIONS: Mapping[str, str | Promise] = {
    "void": gettext_lazy("The question no longer counts."),
    "full": gettext_lazy("Everybody is given the point."),
    "key": gettext_lazy("Another answer is right."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """An entry: to whom (empty where it is about nobody, or must not tell), and all else that it tells."""

    entry: LogEntry
    whom: str
    said: tuple[str, ...]


def log_lines(classroom: Classroom, kind: str, number: str) -> tuple[Page[LogEntry], list[Line]]:
    """A page of the log, the newest first, and its lines: 2 queries. `kind`: one of KINDS."""
    rows = log_of(classroom).filter(deed__in=KINDS[kind][1])
    page = Paginator(rows, ON_A_PAGE).get_page(number)
    return page, [Line(entry, _whom(entry), tuple(_said(entry))) for entry in page]


def _whom(entry: LogEntry) -> str:
    if entry.membership:
        return str(entry.membership.shown_name)
    return _("a reader who has left") if entry.deed in OF_A_READER else ""


def _said(entry: LogEntry) -> list[str]:
    """Each of the details that is there, in words."""
    told = [TOLD[name](value) for name, value in entry.details.items() if name in TOLD]
    return [words for words in told if words]


def _changed(rules: Mapping[str, Any]) -> str:
    each = [f"{RULES[name]}: {_value(name, old)} → {_value(name, new)}"
            for name, (old, new) in rules.items() if name in RULES]  # fmt: skip
    return " · ".join(each)


def _value(name: str, value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name in CHOICES:
        return str(CHOICES[name].get(value, value))
    return _moment(value) if name.endswith("_at") else str(value)


def _moment(value: str) -> str:
    at = parse_datetime(value)
    return _shown(at) if at else value


def _shown(at: datetime) -> str:
    return date_format(timezone.localtime(at), "Y-m-d H:i")


def _extension(given: Mapping[str, Any]) -> str:
    minutes, closes = given.get("minutes"), given.get("closes_at")
    told = []
    if minutes:
        told.append(ngettext("%(n)d minute more.", "%(n)d minutes more.", minutes) % {"n": minutes})
    if closes:
        told.append(_("Closes for this reader at %(at)s.") % {"at": _moment(closes)})
    return " ".join(told) or _("The extension was taken back.")


def _question(number: int | None) -> str:
    return _("Question %(number)d.") % {"number": number} if number else ""


def _attempts(count: int) -> str:
    return ngettext("%(n)d attempt went.", "%(n)d attempts went.", count) % {"n": count}


TOLD: Mapping[str, Callable[[Any], str]] = {
    "number": _question,
    "correction": lambda how: str(CORRECTIONS.get(how, "")),
    "extension": _extension,
    "changed": _changed,
    "attempts": _attempts,
    "file": str,
    "who": str,
}
