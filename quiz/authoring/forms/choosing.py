"""Fields of a piece that name other pieces, choose from a list, or are only carried along."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from quiz.authoring.forms.fields import Carried, FreeChoice, Ticked
from quiz.authoring.forms.parts import Content, Known, Line, Said, value_at


@dataclass(frozen=True, slots=True)
class CodeLine(Line):
    """Codes of other pieces in one line."""

    def shown(self, value: Any) -> str:
        """With spaces between."""
        return " ".join(map(str, value)) if isinstance(value, list) else str(value)

    def meant(self, typed: str) -> Any:
        """A list of them."""
        return typed.replace(",", " ").replace("、", " ").split()


@dataclass(frozen=True, slots=True)
class Code(Line):
    """The code of another piece, or any other word: what is known is offered while one types."""

    of: str = ""

    def fields(self, known: Known, content: Content) -> dict[str, forms.Field]:
        """A line with a list."""
        line = Line.fields(self, known, content)[self.path]
        line.widget.attrs |= {"list": f"list-{self.of}", "autocomplete": "off"}
        return {self.path: line}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a closed list, or of what is known of another kind (`of`)."""

    path: str
    label: Said
    choices: Sequence[tuple[str, Said]] = ()
    of: str = ""
    hint: Said = ""
    is_truth: bool = False
    may_be_empty: bool = True

    def fields(self, known: Known, content: Content) -> dict[str, forms.Field]:
        """A list to choose from, with what stands there though the list lacks it."""
        listed = [*(known.get(self.of, ()) if self.of else self.choices)]
        now = self.read(content)[self.path]
        if now and now not in dict(listed):
            listed.append((now, now))
        choices = [("", "—"), *listed] if self.may_be_empty else listed
        # What is known of another kind may have been taken out since; a closed list has no other words.
        field = FreeChoice if self.of else forms.ChoiceField
        told = str(self.label), str(self.hint)
        return {self.path: field(label=told[0], choices=choices, required=False, help_text=told[1])}

    def read(self, content: Content) -> dict[str, Any]:
        """The chosen one."""
        value = value_at(content, self.path)
        return {self.path: str(value).lower() if isinstance(value, bool) else str(value or "")}

    def write(self, given: Content, _before: Content) -> Any:
        """The chosen one."""
        chosen = given[self.path]
        if self.is_truth and chosen in {"true", "false"}:
            return chosen == "true"
        return chosen or None


@dataclass(frozen=True, slots=True)
class Tick:
    """Yes, or nothing said."""

    path: str
    label: Said
    hint: Said = ""

    def fields(self, _known: Known, _content: Content) -> dict[str, forms.Field]:
        """A box."""
        return {
            self.path: forms.BooleanField(label=str(self.label), required=False, help_text=str(self.hint))
        }

    def read(self, content: Content) -> dict[str, Any]:
        """Whether it is ticked."""
        return {self.path: bool(value_at(content, self.path))}

    def write(self, given: Content, _before: Content) -> Any:
        """Only what is ticked."""
        return given[self.path] or None


@dataclass(frozen=True, slots=True)
class Codes:
    """Other pieces, ticked in a list; their order stays as it was, new ones come after."""

    path: str
    label: Said
    of: str = ""
    hint: Said = ""

    def fields(self, known: Known, content: Content) -> dict[str, forms.Field]:
        """What is ticked comes first."""
        held = self.read(content)[self.path]
        names = dict(known.get(self.of, ()))
        first = [(code, names.get(code, code)) for code in held]
        rest = [(code, name) for code, name in names.items() if code not in held]
        hint = self.hint if names or held else _("There is none yet.")
        return {self.path: Ticked(label=str(self.label), choices=first + rest, help_text=str(hint))}

    def read(self, content: Content) -> dict[str, Any]:
        """The codes."""
        value = value_at(content, self.path)
        return {self.path: [str(code) for code in value] if isinstance(value, list) else []}

    def write(self, given: Content, before: Content) -> Any:
        """In the order of before."""
        held = self.read(before)[self.path]
        chosen = list(dict.fromkeys(given[self.path]))
        return [code for code in held if code in chosen] + [
            code for code in chosen if code not in held
        ] or None


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is sent along: a code, or a place among others. pattern: what it looks like."""

    path: str
    is_number: bool = False
    label: Said = field(default="", init=False)

    def fields(self, _known: Known, _content: Content) -> dict[str, forms.Field]:
        """A hidden field."""
        return {self.path: Carried(is_number=self.is_number)}

    def read(self, content: Content) -> dict[str, Any]:
        """What stands there."""
        value = value_at(content, self.path)
        return {self.path: "" if value is None else value}

    def write(self, given: Content, _before: Content) -> Any:
        """The same."""
        value = given[self.path]
        return None if value in {"", None} else value
