"""Where an assignment stands, in words: the same wherever it is listed and whenever it was changed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quiz.domain.windows import Phase, Window

SIGNS: Mapping[Phase, str] = {
    Phase.DRAFT: "✎", Phase.BEFORE: "◷", Phase.OPEN: "●", Phase.CLOSED: "■", Phase.ARCHIVED: "▣",
}  # fmt: skip
WORDS: Mapping[Phase, Any] = {
    Phase.DRAFT: pgettext_lazy("assignment", "Draft"),
    Phase.BEFORE: pgettext_lazy("assignment", "Not open yet"),
    Phase.OPEN: pgettext_lazy("assignment", "Open"),
    Phase.CLOSED: pgettext_lazy("assignment", "Closed"),
    Phase.ARCHIVED: pgettext_lazy("assignment", "Archived"),
}
SENTENCES: Mapping[tuple[Phase, bool], Any] = {
    (Phase.DRAFT, False): _("Kept as a draft: readers do not see it."),
    (Phase.DRAFT, True): _("Kept as a draft: readers do not see it."),
    (Phase.BEFORE, False): _("Opens %(opens)s."),
    (Phase.BEFORE, True): _("Opens %(opens)s, closes %(closes)s."),
    (Phase.OPEN, False): _("Open since %(opens)s."),
    (Phase.OPEN, True): _("Open since %(opens)s, closes %(closes)s."),
    (Phase.CLOSED, True): _("Closed since %(closes)s."),
    (Phase.ARCHIVED, False): _("The class is archived: nothing in it is open."),
    (Phase.ARCHIVED, True): _("The class is archived: nothing in it is open."),
}
# The same beside the word of the state.
DETAILS: Mapping[tuple[Phase, bool], Any] = {
    (Phase.DRAFT, False): _("readers do not see it"),
    (Phase.DRAFT, True): _("readers do not see it"),
    (Phase.BEFORE, False): _("opens %(opens)s"),
    (Phase.BEFORE, True): _("opens %(opens)s, closes %(closes)s"),
    (Phase.OPEN, False): _("since %(opens)s"),
    (Phase.OPEN, True): _("since %(opens)s, closes %(closes)s"),
    (Phase.CLOSED, True): _("since %(closes)s"),
    (Phase.ARCHIVED, False): "",
    (Phase.ARCHIVED, True): "",
}


def moment(at: datetime, now: datetime, *, is_dated: bool = False) -> str:
    """A moment in the zone of the page: the time alone where it is today, unless `is_dated`."""
    local = timezone.localtime(at)
    return date_format(local, "H:i" if _is_today(at, now) and not is_dated else "Y-m-d H:i")


def _is_today(at: datetime, now: datetime) -> bool:
    return timezone.localtime(at).date() == timezone.localtime(now).date()


def sentence(window: Window, now: datetime) -> str:
    """What is true of it now, as a sentence."""
    return _said(SENTENCES, window, now)


def detail(window: Window, now: datetime) -> str:
    """What is true of it now, to stand beside the word of its state."""
    return _said(DETAILS, window, now)


def _said(table: Mapping[tuple[Phase, bool], Any], window: Window, now: datetime) -> str:
    phase, opens, closes = window.phase(now), window.opens_at, window.closes_at
    words = table[phase, closes is not None]
    # Beside the date of the opening a bare time would read as that day's.
    is_dated = phase is Phase.OPEN and opens is not None and not _is_today(opens, now)
    times = {
        "opens": moment(opens, now) if opens else "",
        "closes": moment(closes, now, is_dated=is_dated) if closes else "",
    }
    return str(words) % times
