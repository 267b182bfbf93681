"""Marks in words: seals of a gradebook, signs of answers, which of them are shown."""

from bisect import bisect
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from quiz.web.templatetags.ui import OUTCOMES, bdi, percent

register = template.Library()

SEALS = {
    "not_begun": ("none", pgettext_lazy("seal", "–"), _("not begun")),
    "under_way": ("going", pgettext_lazy("seal", "going"), _("under way")),
    "late": ("late", pgettext_lazy("seal", "late"), _("handed in after the closing")),
    "extended": ("more", pgettext_lazy("seal", "ext"), _("has an extension")),
    "erased": ("void", pgettext_lazy("seal", "gone"), _("erased by the reader")),
}
# From which share on a cell is how deep.
DEPTHS = (0.0, 0.7, 0.8, 0.9)
ARROWS = {1: ("↗", _("rising")), 0: ("→", _("no clear change")), -1: ("↘", _("falling"))}
ROWS = {
    "all": pgettext_lazy("readers", "all"),
    "below": _("below a pass mark"),
    "unfinished": _("with something unfinished"),
}
SIGNS = {"right": "o", "partly": "t", "wrong": "x", "empty": "x"}
ANSWERED = {
    "all": pgettext_lazy("questions", "all"),
    "missed": pgettext_lazy("questions", "not right"),
    "sure": _("certain and not right"),
    "changed": _("changed on the way"),
    "again": _("missed each time"),
}


@register.filter
def seal_chip(seal: str) -> SafeString:
    """A seal: a mark that is itself a word, with its full words for those who do not see it."""
    style, sign, words = SEALS[seal]
    shown = '<span class="seal {}" title="{}"><span aria-hidden="true">{}</span>'
    return format_html(shown + '<span class="visually-hidden">{}</span></span>', style, words, sign, words)


@register.filter
def seal_words(seal: str) -> str:
    """What a seal means."""
    return str(SEALS[seal][2])


@register.simple_tag
def outcome_sign(state: str) -> SafeString:
    """How an answer went, as its coloured sign alone; the words stand beside it."""
    return format_html('<span class="{}">{}</span>', SIGNS[state], OUTCOMES[state][0])


@register.filter
def answered_words(only: str) -> str:
    """Which answers are shown."""
    return str(ANSWERED[only])


@register.filter
def rows_words(only: str) -> str:
    """Which readers the gradebook shows."""
    return str(ROWS[only])


@register.filter
def of_width(part: int, whole: int) -> str:
    """A part of a whole as a width in per cent."""
    return f"{100 * part / whole:.1f}%" if whole else "0%"


@register.simple_tag
def arrow(trend: Any) -> SafeString:
    """Where the marks of a reader move, and by how many percentage points."""
    sign, words = ARROWS[trend.direction]
    shown = '<span aria-hidden="true">{}</span><span class="visually-hidden">{}</span> {}'
    return format_html(shown, sign, words, f"{100 * trend.shift:+.0f}".replace("-", "−"))


@register.filter
def words(listed: str) -> list[str]:
    """Some words, one by one."""
    return listed.split()


@register.simple_tag
def book_way(asked: Any, **changes: Any) -> str:
    """The address of the gradebook as it is shown, but for these changes."""
    wanted = replace(asked, **changes)
    fields = {"sort": wanted.sort, "only": wanted.only}
    fields |= {"names": "hidden"} if wanted.is_hidden else {}
    fields |= {"as": "percent"} if wanted.is_share else {}
    return f"?{urlencode(fields)}#gradebook"


@register.simple_tag
def book_sort(asked: Any, name: str) -> str:
    """The same, sorted by this; the other way round where it is sorted by this already."""
    # Names begin with the first, figures with the highest.
    first, then = (name, f"-{name}") if name == "name" else (f"-{name}", name)
    return book_way(asked, sort=then if asked.sort == first else first)


@register.simple_tag
def book_sorted(asked: Any, name: str) -> SafeString:
    """The attribute of a column's head that says how the gradebook is sorted by it, if it is."""
    ways = {name: "ascending", f"-{name}": "descending"}
    return format_html('aria-sort="{}"', ways[asked.sort]) if asked.sort in ways else SafeString("")


ROW = (
    '<tr role="row"><th scope="row" role="rowheader" class="who">{who}</th>{cells}'
    '<td role="cell" class="mean" data-l="{mean_word}">{mean}</td>'
    '<td role="cell" data-l="{scores_word}">{article} · {fact}</td>'
    '<td role="cell" data-l="{trend_word}">{trend}</td></tr>'
)
CELL = '<td role="cell" class="{}" data-l="{}">{}</td>'


@register.simple_tag
def book_rows(rows: Iterable[tuple[str, Any]], columns: Iterable[Any], asked: Any) -> SafeString:
    """The rows of the gradebook. A class has hundreds, of dozens of cells each: as parts of a template they
    took four times as long.
    """
    titles = [escape(column.assignment.title) for column in columns]
    words = {
        "mean_word": gettext("Mean"), "scores_word": gettext("Article · references"),
        "trend_word": gettext("Trend"),
    }  # fmt: skip
    # The address of a reader, with a place for the number.
    address, language = reverse("insight:reader", args=[0]).replace("0", "{}"), get_language()
    drawn = []
    for number, row in rows:
        cells = [
            CELL.format(style, title, words)
            for (style, words), title in zip(_drawn(row.cells, asked, language), titles, strict=True)
        ]
        drawn.append(
            ROW.format(
                who=_who(number, row.member, address),
                cells="".join(cells),
                mean=_share(row.mean),
                article=_share(row.article),
                fact=_share(row.fact),
                trend=arrow(row.trend) if row.trend else "–",
                **words,
            )
        )
    return mark_safe("".join(drawn))


def _drawn(cells: Iterable[Any], asked: Any, language: str | None) -> Iterable[tuple[str, SafeString]]:
    return [_cell(*_told(cell, is_share=asked.is_share), tuple(cell.seals), language) for cell in cells]


def _who(number: str, member: Any, address: str) -> str:
    if number:
        return escape(gettext("Reader %(n)s") % {"n": number})
    return f'<a href="{address.format(member.pk)}">{bdi(member.shown_name)}</a>'


def _share(share: float | None) -> str:
    return "–" if share is None else percent(share)


def _told(cell: Any, *, is_share: bool) -> tuple[str, str]:
    """How a cell looks, and its figure."""
    share = cell.share
    if share is not None:
        figure = f"{100 * share:.0f}%" if is_share else f"{cell.counted.total[0]:.1f}".removesuffix(".0")
        return ("low" if cell.passed is False else f"q{bisect(DEPTHS, share)}"), figure
    if cell.open is not None:
        return "going", gettext("%(n)d given") % {"n": cell.open.answered}
    return ("off", "–") if cell.counted else ("off", "")


@lru_cache(4000)
def _cell(style: str, figure: str, seals: tuple[str, ...], _language: str | None) -> tuple[str, SafeString]:
    below = ""
    if style == "low":
        words = gettext("below the pass mark")
        sign = '<span class="tri" aria-hidden="true">▽</span><span class="visually-hidden">{}</span>'
        below = format_html(sign, words)
    chips = format_html_join(" ", "{}", ((seal_chip(seal),) for seal in seals))
    return style, format_html("{}{} {}", below, figure, chips)
