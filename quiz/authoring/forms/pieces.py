"""The form of one piece: what stands in it as fields, and what was filled in as its content."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from crispy_forms.helper import FormHelper
from django import forms

from quiz.authoring.forms.choosing import Code
from quiz.authoring.forms.laying import helper_of
from quiz.authoring.forms.parts import Content, Known, put_at
from quiz.authoring.forms.questions import shape_of_question
from quiz.authoring.forms.rows import BaseRows, RowForm, given_rows, rows_of
from quiz.authoring.forms.shapes import SHAPES, Section
from quiz.authoring.models import PieceKind

if TYPE_CHECKING:
    from django.http import QueryDict


def shape_of(kind: PieceKind, content: Content) -> Sequence[Section]:
    """The sections of a piece."""
    return shape_of_question(content) if kind is PieceKind.QUESTION else SHAPES[kind]


@dataclass(frozen=True, slots=True)
class Shown:
    """A section on the page: its own fields, or its list."""

    section: Section
    helper: FormHelper
    rows: BaseRows | None


class PieceForm(forms.Form):
    """All fields of a piece, lists and all. `revision` is the one that was opened."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self, kind: PieceKind, content: Content, known: Known, data: Any = None, more: str = ""
    ) -> None:
        super().__init__(data, auto_id="f-%s")
        self.before = content
        self.sections = shape_of(kind, content)
        self.known = {name: known[name] for name in _offered(self.sections)}
        self.rows: dict[str, BaseRows] = {}
        for section in self.sections:
            for part in section.parts:
                self.fields |= part.fields(known, content)
                self.initial.update(part.read(content))
            if (rows := section.rows) is not None:
                self.rows[rows.path] = (
                    rows_of(rows, known, content, more=more == rows.path)
                    if data is None
                    else given_rows(rows, known, content, data)
                )

    def is_valid(self) -> bool:
        """Whether all of it can be stored."""
        return all([super().is_valid(), *(rows.is_valid() for rows in self.rows.values())])

    def written(self, act: str = "") -> dict[str, Any]:
        """The content, after an act on a row ("options-2-up"); unchanged it stays as it was to the letter."""
        path, _dash, row_act = act.partition("-")
        entries = {name: rows.entries(row_act if name == path else "") for name, rows in self.rows.items()}
        found = _composed(self.sections, self.before, self.cleaned_data, entries)
        return dict(self.before) if found == self._as_before() else found

    def _as_before(self) -> dict[str, Any]:
        """What stood there, written as this form writes it: without fields that say nothing."""
        parts = [part for section in self.sections for part in section.parts]
        given = {name: value for part in parts for name, value in part.read(self.before).items()}
        lists = [section.rows for section in self.sections if section.rows]
        entries = {rows.path: rows.lean(self.before) for rows in lists}
        return _composed(self.sections, self.before, given, entries)

    def row(self, prefix: str) -> RowForm | None:
        """The row that is called so ("options-2")."""
        rows = (row for rows in self.rows.values() for row in rows.forms)
        return next((row for row in rows if row.prefix == prefix), None)

    def renew(self, revision: int) -> None:
        """Whoever sends this form again has seen this revision."""
        data = cast("QueryDict", self.data).copy()
        data["revision"] = str(revision)
        self.data = data

    def problems(self) -> list[str]:
        """What cannot be stored."""
        forms_now = [self, *(row for rows in self.rows.values() for row in rows.forms)]
        found = [words for form in forms_now for errors in form.errors.values() for words in errors]
        return found + [words for rows in self.rows.values() for words in rows.non_form_errors()]

    @property
    def shown(self) -> list[Shown]:
        """The sections as the page has them."""
        return [
            Shown(section, helper_of(section.parts), self.rows[section.rows.path] if section.rows else None)
            for section in self.sections
        ]


def _composed(
    sections: Sequence[Section], before: Content, given: Content, entries: Mapping[str, list[Any]]
) -> dict[str, Any]:
    # What no field shows stays as it is.
    mine = {path.partition(".")[0] for section in sections for path in _paths(section)}
    found = {name: value for name, value in before.items() if name not in mine}
    for section in sections:
        for part in section.parts:
            value = part.write(given, before)
            if value is not None:
                put_at(found, part.path, value)
        if section.rows and entries[section.rows.path]:
            put_at(found, section.rows.path, entries[section.rows.path])
    return found


def _paths(section: Section) -> list[str]:
    return [part.path for part in section.parts] + ([section.rows.path] if section.rows else [])


def _offered(sections: Sequence[Section]) -> list[str]:
    """Of which pieces a line of this form offers the codes."""
    parts = [
        part
        for section in sections
        for part in (*section.parts, *(section.rows.parts if section.rows else ()))
    ]
    return list(dict.fromkeys(part.of for part in parts if isinstance(part, Code)))
