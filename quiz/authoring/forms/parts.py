"""From the fields of a part of a pack to what one fills in, and back: one class for each kind of value.

`path` is the field as the models of the pack name it, dotted ("check.finding"). So are the names of the
fields of the form ("check.finding.ja"), and the places of findings.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, Protocol

from django import forms
from django.utils.functional import Promise

from quiz.authoring.forms.fields import LongText
from quiz.bank.findings.pieces import IN_LANGUAGE
from quiz.web.bilingual import LANGUAGES

Said = str | Promise
Content = Mapping[str, Any]
Choices = Sequence[tuple[str, str]]
# What is known of the rest of the pack: by PieceKind, and "topics".
Known = Mapping[str, Choices]
# What is too long for its place is a finding; what is longer than this is not even stored.
LONGEST = 20_000
LONGEST_LINE = 500


class Part(Protocol):
    """One value of a piece."""

    @property
    def path(self) -> str:
        """Where it stands in the piece."""

    @property
    def label(self) -> Said:
        """What it is called."""

    def fields(self, known: Known, content: Content) -> dict[str, forms.Field]:
        """What is filled in, by name."""

    def read(self, content: Content) -> dict[str, Any]:
        """What stands in these fields."""

    def write(self, given: Content, before: Content) -> Any:
        """What is kept of them; None where nothing is said."""


def value_at(content: Content, path: str) -> Any:
    """What stands at a dotted path, None where nothing does."""
    found: Any = content
    for step in path.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


def put_at(content: dict[str, Any], path: str, value: Any) -> None:
    """Let this stand at a dotted path."""
    *way, last = path.split(".")
    for step in way:
        content = content.setdefault(step, {})
    content[last] = value


@dataclass(frozen=True, slots=True)
class Words:
    """A text in Japanese, in English or in both, side by side."""

    path: str
    label: Said
    lines: int = 1
    hint: Said = ""

    def fields(self, _known: Known, _content: Content) -> dict[str, forms.Field]:
        """One for each language."""
        attrs = {"rows": self.lines, "class": "grows"}
        return {
            f"{self.path}.{language}": LongText(label=name, attrs=attrs | {"lang": language}, most=LONGEST)
            for language, name in IN_LANGUAGE.items()
        }

    def read(self, content: Content) -> dict[str, Any]:
        """Both."""
        text = value_at(content, self.path)
        said = text if isinstance(text, Mapping) else {}
        return {f"{self.path}.{language}": said.get(language) or "" for language in LANGUAGES}

    def write(self, given: Content, _before: Content) -> Any:
        """Both, where there is one."""
        text = {language: given[f"{self.path}.{language}"] for language in LANGUAGES}
        return text if any(text.values()) else None


@dataclass(frozen=True, slots=True)
class Names(Words):
    """A list of words in each language, one a line."""

    def read(self, content: Content) -> dict[str, Any]:
        """A line each."""
        lists = {name: value_at(content, f"{self.path}.{name}") for name in LANGUAGES}
        lines = {name: each if isinstance(each, list) else [] for name, each in lists.items()}
        return {f"{self.path}.{name}": "\n".join(map(str, each)) for name, each in lines.items()}

    def write(self, given: Content, _before: Content) -> Any:
        """The lines that say something."""
        lines = {name: given[f"{self.path}.{name}"].splitlines() for name in LANGUAGES}
        found = {name: [line.strip() for line in each if line.strip()] for name, each in lines.items()}
        return found if any(found.values()) else None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of plain text. default: what holds where nothing is said, and is not written down."""

    path: str
    label: Said
    hint: Said = ""
    kind: str = "text"
    default: str = ""

    def fields(self, _known: Known, _content: Content) -> dict[str, forms.Field]:
        """Its one field."""
        # Only the keys of a telephone change: an address without http:// is stored, and found wrong.
        widget = forms.TextInput(attrs={"inputmode": self.kind} if self.kind in {"url", "decimal"} else None)
        if self.kind == "date":
            widget = forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "2026-11-24"})
        line = forms.CharField(
            label=str(self.label),
            required=False,
            max_length=LONGEST_LINE,
            widget=widget,
            help_text=str(self.hint),
        )
        return {self.path: line}

    def read(self, content: Content) -> dict[str, Any]:
        """What stands there, or the default."""
        value = value_at(content, self.path)
        return {self.path: self.default if value is None else self.shown(value)}

    def write(self, given: Content, _before: Content) -> Any:
        """What was typed."""
        typed = given[self.path]
        return None if typed in {"", self.default} else self.meant(typed)

    def shown(self, value: Any) -> str:
        """As one types it."""
        return str(value)

    def meant(self, typed: str) -> Any:
        """As it is stored."""
        return typed


@dataclass(frozen=True, slots=True)
class Number(Line):
    """A number; what cannot be read as one is kept as it was typed."""

    kind: str = "decimal"

    def shown(self, value: Any) -> str:
        """Without a needless .0."""
        return str(value).removesuffix(".0")

    def meant(self, typed: str) -> Any:
        """The number; no database keeps one that is not finite, so that stays as it was typed."""
        try:
            number = float(typed)
        except ValueError:
            return typed
        return number if isfinite(number) else typed
