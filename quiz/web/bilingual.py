"""A text in two languages that lies in one row, a field per language; for an empty one the other."""

from typing import Any, Self, overload

from django.utils.translation import get_language

# In this order wherever both are told.
LANGUAGES = ("ja", "en")


def in_language(ja: str, en: str) -> str:
    """The text in the language of this request; the other one where it is empty."""
    return en or ja if get_language() == "en" else ja or en


def shown_in(ja: str, en: str) -> str:
    """The language of what `in_language` gives: "ja" or "en"."""
    return "en" if (en and get_language() == "en") or not ja else "ja"


def other_language(ja: str, en: str) -> str:
    """The language of what `in_language` gives where it is not the one asked for; "" where it is."""
    shown = shown_in(ja, en)
    return "" if (shown == "en") == (get_language() == "en") else shown


class Bilingual:
    """Reads `<name>_ja` or `<name>_en` of the object, by the language of this request."""

    name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type) -> str: ...

    def __get__(self, instance: Any, owner: type) -> Self | str:
        """The text; on the class, the descriptor itself."""
        if instance is None:
            return self
        return in_language(getattr(instance, f"{self.name}_ja"), getattr(instance, f"{self.name}_en"))
