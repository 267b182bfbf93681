"""What was typed beside what somebody else saved meanwhile."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from quiz.authoring.forms.parts import Said
from quiz.authoring.forms.pieces import PieceForm
from quiz.authoring.forms.rows import Rows
from quiz.authoring.models import Piece
from quiz.bank.findings.pieces import IN_LANGUAGE


@dataclass(frozen=True, slots=True)
class Differing:
    """A field in which both differ: its name, where it stands on the page, both as one reads them."""

    label: Said
    language: Said
    target: str
    mine: str
    theirs: str


def differing(form: PieceForm, theirs: Piece) -> list[Differing]:
    """Each field in which what was typed is not what stands there, in the order of the page."""
    return list(_differing(form, theirs))


def _differing(form: PieceForm, theirs: Piece) -> Iterator[Differing]:
    for section in form.sections:
        for part in section.parts:
            stands = part.read(theirs.content)
            for name, value in stands.items():
                mine = form.cleaned_data[name]
                if _said(mine) != _said(value):
                    yield Differing(
                        part.label, _language(name), form[name].auto_id, _shown(form, name, mine),
                        _shown(form, name, value),
                    )  # fmt: skip
        if section.rows:
            rows = section.rows
            own, other = form.rows[rows.path].entries(), rows.lean(theirs.content)
            if own != other:
                yield Differing(section.title, "", rows.path, _lines(rows, own), _lines(rows, other))


def _language(name: str) -> Said:
    return IN_LANGUAGE.get(name.rpartition(".")[2], "")


def _shown(form: PieceForm, name: str, value: Any) -> str:
    words = {str(code): str(said) for code, said in getattr(form.fields[name], "choices", ())}
    return words.get(_said(value), _said(value))


def _said(value: Any) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _lines(rows: Rows, entries: Sequence[Any]) -> str:
    """A list as one reads it: a line for each of its rows."""
    lines = []
    for entry in rows.entries({rows.path: list(entries)}):
        values = [(part.label, value) for part in rows.parts for value in part.read(entry).values() if value]
        lines.append(" · ".join(str(label if value is True else value) for label, value in values))
    return "\n".join(lines)
