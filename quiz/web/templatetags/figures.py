"""Statistics in words: a figure, an interval, or why there is none; the advice that follows."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

register = template.Library()

MISSING = {
    "no_readers": _("not available: nobody finished"),
    "too_few_readers": _("not available: too few readers"),
    "too_few_questions": _("not available: too few questions"),
    "no_maximum": _("not available: it earns no marks"),
    "all_the_same": _("not available: all readers earned the same"),
    "all_changed_alike": _("not available: all readers changed by the same"),
    "all_chose_alike": _("not available: all or none chose it"),
    "negative_covariance": _("not available: it runs against the total"),
    "negative_loading": _("not available: a question runs against the others"),
    "no_factor": _("not available: no one thing is found that explains it"),
    "not_comparable": _("not available: at no score do the answers of both groups overlap"),
}
ADVICE = {
    "counts_only": _("Fewer than 10 readers: only the counts mean anything."),
    "check_key": _("Check the key: stronger readers tend to miss this."),
    "guessing": _("Hardly better than guessing: at most a quarter of it was known."),
    "misconception": _(
        "A shared misconception: surely a fifth of those who were certain chose it. Talk about it."
    ),
    "idle_option": _("Many were wrong here, and a wrong option drew nobody: it does no work."),
    "tells_little": _("It tells stronger readers from weaker ones little or not at all."),
    "too_few": _("Too few readers to say whether it tells stronger readers from weaker ones."),
}
CELLS = {
    "not_begun": ("·", "", _("not answered")),
    "given": ("◦", "cell-given", _("answered")),
    "right": ("○", "cell-right", _("right")),
    "partly": ("△", "cell-given", _("partly right")),
    "wrong": ("×", "cell-wrong", _("wrong")),
    "sure": ("‼", "cell-sure", _("wrong, though certain")),
}
ORDERS = {
    "name": _("name"), "progress": _("progress"), "right": _("right answers"),
    "wrong": _("wrong though certain, most first"),
}  # fmt: skip
ONLY = {
    "all": _("all"), "not_begun": _("not begun"), "working": _("working"), "stuck": _("perhaps stuck"),
    "finished": _("finished"),
}  # fmt: skip
GROUPS = (_("lower group"), _("middle group"), _("upper group"))
DIMENSIONS = {
    "nothing": _("Nothing in common shows beyond chance."),
    "one_at_least": _("Yes: one thing shows. Whether a second does takes 80 readers to say."),
    "one": _("Yes: one thing is plausible."),
    "more": _("More than one thing shows: the total adds up what does not belong together."),
}
RULES = {"first": _("the first"), "best": _("the best"), "last": _("the last")}


@register.filter
def statistic(value: Any) -> str:
    """A figure with one decimal, or why there is none."""
    return str(MISSING[value]) if isinstance(value, str) else f"{value:.1f}"


@register.filter
def between(interval: Any) -> str:
    """An interval with whole numbers, or why there is none."""
    if isinstance(interval, str):
        return str(MISSING[interval])
    return gettext("%(low)s to %(high)s") % {"low": f"{interval[0]:.0f}", "high": f"{interval[1]:.0f}"}


@register.filter
def share_of(value: Any) -> str:
    """A share of 1 as whole per cent, or why there is none."""
    return str(MISSING[value]) if isinstance(value, str) else f"{100 * value:.0f}%"


@register.filter
def between_shares(interval: Any) -> str:
    """An interval of shares as whole per cent, or why there is none."""
    return between(interval if isinstance(interval, str) else [100 * end for end in interval])


@register.filter
def difference(share: float) -> str:
    """A difference of two shares, with its sign."""
    return gettext("%(points)s percentage points") % {"points": _signed(share)}


@register.filter
def differences(interval: Any) -> str:
    """An interval of such differences, or why there is none."""
    if isinstance(interval, str):
        return str(MISSING[interval])
    low, high = map(_signed, interval)
    return gettext("%(low)s to %(high)s") % {"low": low, "high": high}


def _signed(share: float) -> str:
    points = round(100 * share)
    return f"{points:+d}".replace("-", "−") if points else "0"


@register.filter
def advice_words(advice: str) -> str:
    """The advice as a sentence."""
    return str(ADVICE[advice])


@register.filter
def dimension_words(found: str) -> str:
    """How many things the questions have in common, or why it is not known."""
    return str(DIMENSIONS[found] if found in DIMENSIONS else MISSING[found])


@register.filter
def rule_words(rule: str) -> str:
    """Which of several attempts counts."""
    return str(RULES[rule])


@register.simple_tag
def cell(state: str, flagged: bool) -> SafeString:  # noqa: FBT001  a template's argument
    """A cell of the grid: a sign and a colour, and its words for those who do not see them."""
    return _cell(state, flagged, get_language())


@register.simple_tag
def cells(marks: Iterable[Any]) -> SafeString:
    """The cells of a row; a class has thousands, of a dozen kinds."""
    language = get_language()
    row = "</td><td>".join([_cell(mark.cell, mark.is_flagged, language) for mark in marks])
    return mark_safe(f"<td>{row}</td>")


@lru_cache(2 * 2 * len(CELLS))
def _cell(state: str, flagged: bool, _language: str | None) -> SafeString:  # noqa: FBT001  as above
    sign, style, words = CELLS[state]
    flag = _sign("⚑", "", gettext("flagged")) if flagged else ""
    return format_html("{}{}", _sign(sign, style, words), flag)


def _sign(sign: str, style: str, words: Any) -> SafeString:
    shown = '<span class="cell {}"><span aria-hidden="true">{}</span>'
    return format_html(shown + '<span class="visually-hidden">{}</span></span>', style, sign, words)


@register.filter
def cell_words(state: str) -> str:
    """What a sign of the grid means."""
    return str(CELLS[state][2])


@register.filter
def only_words(only: str) -> str:
    """Which readers are shown."""
    return str(ONLY[only])


@register.filter
def group_words(place: int) -> str:
    """A score group, 0 the lower."""
    return str(GROUPS[place])


@register.filter
def group_y(place: int) -> int:
    """The height of a score group's bar at an option."""
    return 2 + 20 * place


@register.filter
def times_y(place: int) -> int:
    """The height of a question's bar in the picture of times."""
    return 4 + 24 * place


@register.filter
def times_height(rows: int) -> int:
    """How high the picture of times is."""
    return 8 + 24 * rows


@register.filter
def duration(seconds: float) -> str:
    """A time as people say it: 45 s, 2 min 30 s."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return gettext("%(n)d s") % {"n": rest}
    return gettext("%(m)d min %(n)d s") % {"m": minutes, "n": rest}


@register.filter
def order_words(order: str) -> str:
    """What the rows are ordered by."""
    return str(ORDERS[order])
