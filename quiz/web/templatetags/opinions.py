"""Words and signs for ballots, posts and what is told of a room."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quiz.web.written import plain as as_plain
from quiz.web.written import written as as_html

register = template.Library()

AGREEMENTS = {
    -2: _("Strongly disagree"), -1: _("Disagree"), 0: _("Neither"), 1: _("Agree"), 2: _("Strongly agree"),
    None: _("Can't say"),
}  # fmt: skip
SIDES = {
    "no2": _("Strongly disagree"), "no": _("Disagree"), "between": _("Between"), "neither": _("Neither"),
    "yes": _("Agree"), "yes2": _("Strongly agree"), "unsaid": _("Can't say"),
}  # fmt: skip
OF_BARS: Mapping[int, Sequence[str]] = {
    0: (), 3: ("no", "between", "yes"), 6: ("no2", "no", "neither", "yes", "yes2", "unsaid"),
}  # fmt: skip
ALIKE = {
    "stance": (
        _("All, or all but at most two, disagree: too alike to show more of so few."),
        _("All, or all but at most two, are in between or can't say: too alike to show more of so few."),
        _("All, or all but at most two, agree: too alike to show more of so few."),
    ),
    "likelihood": (
        _("All, or all but at most two, say 30 per cent or less: too alike to show more of so few."),
        _("All, or all but at most two, say 40 to 60 per cent: too alike to show more of so few."),
        _("All, or all but at most two, say 70 per cent or more: too alike to show more of so few."),
    ),
}
STAGES = {
    "first": _("First round"), "discussion": _("Discussion"), "second": _("Second round"),
    "later": _("Later developments"),
}  # fmt: skip
SCREENS = {
    "claim": _("The prediction"), "sides": _("Sides and questions"), "onward": _("Follow up"),
    "later": _("What happened later"),
}  # fmt: skip
STANCES = {
    "supports": ("＋", _("supports")), "challenges": ("−", _("challenges")), "asks": ("?", _("asks")),
    "adds": ("※", _("adds a source")),
}  # fmt: skip
NOTES = {
    "words": _("It has a word that is to be read by an instructor first."),
    "rule": _("In this class an instructor reads posts first."),
}
MOVED = {
    "nothing": _("nothing"), "post": _("a reason that they read"), "reference": _("a reference"),
    "event": _("a later event"),
}  # fmt: skip
FILES = {
    "room": _("distributions"), "shift": _("movement"), "ballots": _("ballots by keys"), "posts": _("posts"),
    "codebook": _("codebook"),
}  # fmt: skip


@register.filter
def written(text: str) -> SafeString:
    """What somebody wrote, as HTML."""
    return as_html(text)


@register.filter
def plain(text: str) -> str:
    """What somebody wrote, on one line and without its signs."""
    return as_plain(text)


@register.filter
def agreement_words(agreement: int | None) -> str:
    """A point of the scale of agreement."""
    return str(AGREEMENTS[agreement])


@register.filter
def mean_words(mean: float | None) -> str:
    """A camp's mean agreement, to half a point, as the nearest words and the figure."""
    if mean is None:
        return gettext("too few to say")
    nearest = AGREEMENTS[int(mean + (0.5 if mean > 0 else -0.5))]
    return f"{nearest} ({mean:+.1f})".replace("-", "−")


@register.filter
def side_words(side: str) -> str:
    """A piece of a row of stances."""
    return str(SIDES[side])


@register.filter
def alike_words(bars: Any, measure: str) -> str:
    """In which of three bars nearly all are."""
    return str(ALIKE[measure][bars.most])


@register.filter
def pieces_of(bars: Any) -> list[dict[str, Any]]:
    """The stances of a distribution with how many said each, where it may be told."""
    sides = OF_BARS[len(bars.counts)]
    return [{"side": side, "count": count} for side, count in zip(sides, bars.counts, strict=True)]


@register.filter
def stage_words(stage: str) -> str:
    """A stage of an outlook."""
    return str(STAGES[stage])


@register.filter
def screen_words(part: str) -> str:
    """A screen of a prediction on the projector."""
    return str(SCREENS[part])


@register.simple_tag
def stance_chip(stance: str) -> SafeString:
    """What a post does, as a sign and a word."""
    sign, word = STANCES[stance]
    shown = '<span class="stance stance-{}"><span aria-hidden="true">{}</span> {}</span>'
    return format_html(shown, stance, sign, word)


@register.filter
def note_words(note: str) -> str:
    """Why a post waits; an instructor's own words as they are."""
    return str(NOTES.get(note, note))


@register.filter
def moved_words(moved_by: str) -> str:
    """What moved readers."""
    return str(MOVED[moved_by])


@register.filter
def file_words(kind: str) -> str:
    """What a file holds."""
    return str(FILES[kind])


@register.filter
def per_cent(value: float) -> str:
    """A likelihood or a median, in per cent."""
    return f"{value:.0f}%"


@register.filter
def points_moved(value: float) -> str:
    """Points of per cent with their sign: +5.5, −3."""
    return f"{value:+.1f}".removesuffix(".0").replace("-", "−")


@register.filter
def score(value: float) -> str:
    """A Brier score, to two decimals."""
    return f"{value:.2f}"
