"""What is written in one language or two, as it lies in a piece: {"ja": "…", "en": "…"}."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, override

from quiz.web.bilingual import LANGUAGES


def said(language: str, words: str) -> dict[str, str]:
    """These words in their language; the other one is empty until somebody writes it."""
    return {name: words if name == language else "" for name in LANGUAGES}


def in_words(text: Any) -> str:
    """A text in the language of this request, else in the other; "" where there is none yet."""
    if not isinstance(text, Mapping):
        return ""
    first = "en" if get_language() == "en" else "ja"
    return str(text.get(first) or next(filter(None, map(text.get, LANGUAGES)), "") or "")


def shown_in(text: Any) -> str:
    """The language in which `in_words` tells a text; "" where there is none."""
    words = in_words(text)
    return next((name for name in LANGUAGES if words and text.get(name) == words), "")


def spoken(language: str, words: Any) -> dict[str, str]:
    """A translatable text in this language, whatever language the page is in."""
    with override(language):
        return said(language, str(words))


def language_among(*names: Any) -> str:
    """The first of these that is one of the two languages, else that of the page."""
    return next((name for name in (*names, get_language()) if name in LANGUAGES), "ja")
