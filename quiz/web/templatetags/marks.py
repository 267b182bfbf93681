"""Marks in words: seals of a gradebook, signs of answers, which of them are shown."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quiz.web.templatetags.ui import OUTCOMES

register = template.Library()

SEALS = {
    "not_begun": ("none", pgettext_lazy("seal", "–"), _("not begun")),
    "under_way": ("going", pgettext_lazy("seal", "going"), _("under way")),
    "late": ("late", pgettext_lazy("seal", "late"), _("handed in after the closing")),
    "extended": ("more", pgettext_lazy("seal", "ext"), _("has an extension")),
    "erased": ("void", pgettext_lazy("seal", "gone"), _("erased by the reader")),
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
