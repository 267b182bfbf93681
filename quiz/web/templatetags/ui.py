"""Small presentational tags: words and signs for the closed lists, numbers as people write them."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from quiz.web import reach
from quiz.web.bilingual import other_language
from quiz.web.confirm import isolated

register = template.Library()
EMPHASIS = re.compile(r"\*\*(.+?)\*\*")

LABELS = {
    "fact": ("●", _("Factual statement (checkable)")),
    "claim": ("❝", _("Author's claim")),
    "opinion": ("◆", _("Opinion")),
    "prediction": ("◇", _("Prediction")),
    "analogy": ("≈", _("Analogy")),
}
SCOPES = {"article": _("According to the article"), "fact": _("According to the references")}
VERDICTS = {
    "supported": _("The references support it."),
    "imprecise": _("Roughly right; the references are more precise."),
    "contradicted": _("The references say otherwise."),
    "unverifiable": _("No reference could confirm or refute it."),
    "not_checked": _("Not checked against references."),
    "later": _("A prediction: it is not marked right or wrong."),
}
CONFIDENCES = {1: _("A guess"), 2: _("Fairly sure"), 3: _("Certain")}
FORMS = {
    "single": _("One of several"), "multiple": _("Several of several"), "true_false": _("True or false"),
    "numeric": _("A number"), "ordering": _("Put in order"), "matching": _("Match pairs"),
    "labelling": _("Sort by label (not graded)"),
}  # fmt: skip

OUTCOMES = {
    "right": ("○", _("Right")), "partly": ("△", _("Partly right")), "wrong": ("×", _("Not right")),
    "empty": ("–", _("Not answered")),
}  # fmt: skip


@register.filter
def bdi(name: str) -> SafeString:
    """What a person typed, set off from the text around it, and broken where it is too long for its place."""
    return format_html('<bdi class="typed">{}</bdi>', name)


@register.filter
def apart(name: str) -> str:
    """The same where no markup can be: in titles and options."""
    return isolated(name)


@register.simple_tag
def label_chip(label: str) -> SafeString:
    """The label of a claim as its sign and its word."""
    sign, word = LABELS[label]
    return format_html(
        '<span class="label label-{}"><span aria-hidden="true">{}</span> {}</span>', label, sign, word
    )


@register.filter
def emphasised(text: str) -> SafeString:
    """A text whose **words between double stars** are emphasised: the negation of a question. Lines stay."""
    pieces = enumerate(EMPHASIS.split(text))
    strong = '<strong class="stress">{}</strong>'
    made = ((format_html(strong, piece) if n % 2 else piece,) for n, piece in pieces)
    return mark_safe(format_html_join("", "{}", made).replace("\n", "<br>"))


@register.filter
def lang_of(row: Any, name: str) -> SafeString:
    """The attribute of an element whose text, of this name, is in another language than the page."""
    language = other_language(getattr(row, f"{name}_ja"), getattr(row, f"{name}_en"))
    return format_html('lang="{}"', language) if language else mark_safe("")


@register.filter
def scope_words(scope: str) -> str:
    """What the key of a question is taken from."""
    return str(SCOPES.get(scope, _("Not graded")))


@register.filter
def verdict_words(verdict: str) -> str:
    """What the check of a claim found, as a sentence."""
    return str(VERDICTS[verdict])


@register.filter
def form_words(kind: str) -> str:
    """How a question is answered; "" where that is not chosen yet."""
    return str(FORMS.get(kind, ""))


@register.filter
def confidence_words(confidence: int | None) -> str:
    """The step of confidence in words."""
    return str(CONFIDENCES[confidence]) if confidence else gettext("Not stated")


@register.filter
def percent(share: float) -> str:
    """A share of 1 as whole per cent."""
    return f"{share * 100:.0f}%"


@register.filter
def points(value: float) -> str:
    """Points with at most one decimal: 3, 3.5."""
    return f"{value:.1f}".removesuffix(".0")


@register.filter
def signed(value: float) -> str:
    """Points with their sign: +1, −0.5."""
    return f"{value:+.2f}".rstrip("0").rstrip(".").replace("-", "−")


@register.filter
def amount(value: Any) -> str:
    """A figure without needless zeros, thousands separated: 1,979 or 3.35."""
    number = Decimal(str(value)).normalize()
    return f"{number:,f}"


@register.filter
def precision_words(precision: str) -> str:
    """The precision of a compute figure, "dense" in the language of the page; said when it is not stated."""
    if not precision:
        return gettext("precision not stated")
    number_format, dense, _rest = precision.partition(" dense")
    return gettext("%(number_format)s, dense") % {"number_format": number_format} if dense else precision


@register.filter
def checked_words(reference: Any) -> str:
    """When a reference was checked and when it is due again."""
    days = {"on": reference.checked.isoformat(), "again": reference.recheck.isoformat()}
    return gettext("checked %(on)s, to be checked again by %(again)s") % days


@register.filter
def questions_count(count: int) -> str:
    """A number of questions in words."""
    return ngettext("%(count)d question", "%(count)d questions", count) % {"count": count}


@register.simple_tag
def quiz_size(graded: int, exercises: int) -> str:
    """How much there is in a quiz: its questions, and apart from them the exercises that are not graded."""
    if not graded:
        return gettext("An exercise, not graded")
    words = questions_count(graded)
    if not exercises:
        return words
    apart = ngettext(
        "%(questions)s and %(count)d exercise that is not graded",
        "%(questions)s and %(count)d exercises that are not graded",
        exercises,
    )
    return apart % {"questions": words, "count": exercises}


@register.simple_tag
def outcome(state: str) -> SafeString:
    """How an answer went: a sign and a word."""
    sign, words = OUTCOMES[state]
    return format_html('<span aria-hidden="true">{}</span> {}', sign, words)


@register.simple_tag
def outcome_mark(state: str) -> SafeString:
    """How an answer went where there is room for the sign only; its word for those who do not see it."""
    sign, words = OUTCOMES[state]
    shown = '<span aria-hidden="true">{}</span><span class="visually-hidden"> {}</span>'
    return format_html(shown, sign, words)


@register.filter
def row_y(place: int) -> int:
    """The base line of a row's words in the calibration picture."""
    return 14 + 44 * place


@register.filter
def on_axis(share: float) -> str:
    """Where a share of 1 lies on the axis of the calibration picture, in per cent of its width."""
    return f"{4 + 92 * share:.1f}%"


@register.filter
def is_only_here(host: str) -> bool:
    """Whether phones in the room cannot open an address with this host."""
    return reach.is_only_here(host)


@register.filter
def ticks(places: Iterable[tuple[int, bool, bool, bool, str]]) -> SafeString:
    """A tick for each place of an attempt's map: the one shown, those answered, the rest."""
    marks = ("here" if here else "on" if given else "" for _number, given, _flagged, here, _url in places)
    return mark_safe("".join(f'<i class="{mark}"></i>' for mark in marks))
