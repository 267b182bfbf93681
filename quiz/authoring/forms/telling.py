"""Findings beside the fields that they concern."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from quiz.authoring.forms.pieces import PieceForm
from quiz.authoring.forms.rows import BaseRows
from quiz.bank.findings.told import Finding


@dataclass(frozen=True, slots=True)
class Told:
    """A finding, and the id of the field or the list that it concerns; "" for all of the piece."""

    finding: Finding
    target: str
    label: str


def placed(form: PieceForm, findings: Sequence[Finding]) -> list[Told]:
    """Each finding with its place on the page."""
    labels = _labels(form)
    targets = [(finding, _target(form, finding.place.field)) for finding in findings]
    return [Told(finding, target, labels.get(target, "")) for finding, target in targets]


def _labels(form: PieceForm) -> dict[str, str]:
    """What each field and list is called, by its id."""
    found: dict[str, str] = {}
    for section in form.sections:
        for part in section.parts:
            found |= {form[name].auto_id: str(part.label) for name in part.read({})}
        if rows := section.rows:
            found[rows.path] = str(section.title)
            for row in form.rows[rows.path].forms:
                called = f"{rows.name} {row.number}"
                found |= {
                    row[name].auto_id: f"{called}, {part.label}"
                    for part in rows.parts
                    for name in part.read({})
                }
    return found


def tell(form: PieceForm, told: Sequence[Told]) -> None:
    """Put the findings under their fields; a field without one has room for it, which the script fills."""
    lines = lines_of(told)
    for each in (form, *(row for rows in form.rows.values() for row in (*rows.forms, rows.blank_row))):
        for bound in each.visible_fields():
            target = bound.auto_id
            # On the bound field, which took over its field's own when it was first asked for.
            bound.help_text = format_html(
                '{}<span class="found" data-found="{}">{}</span>',
                bound.help_text,
                target,
                lines.get(target, ""),
            )


def lines_of(told: Sequence[Told]) -> dict[str, SafeString]:
    """What stands at each place that something is found at."""
    by_target: dict[str, list[Finding]] = {}
    for each in told:
        by_target.setdefault(each.target, []).append(each.finding)
    return {
        target: render_to_string("authoring/_found.html", {"findings": findings})
        for target, findings in by_target.items()
    }


def _target(form: PieceForm, path: str) -> str:
    head, _dot, rest = path.partition(".")
    rows = form.rows.get(head)
    if rows is None:
        return _field(form, path)
    if not rest:
        return head
    name, _dot, inner = rest.partition(".")
    row = _row(rows, name)
    return (_field(row, f"{head}.{inner}" if rows.rows.is_plain else inner) if row else "") or head


def _row(rows: BaseRows, name: str) -> forms.Form | None:
    by_name = {row.name: row for row in rows.forms} | {
        row.number: row for row in rows.forms if not rows.rows.code
    }
    return by_name.get(name)


def _field(form: forms.Form, path: str) -> str:
    """The field, or the first one of what lies there."""
    visible = [name for name, field in form.fields.items() if not field.widget.is_hidden]
    exact = [name for name in visible if name == path]
    within = [name for name in visible if path and name.startswith(f"{path.rstrip('.')}.")]
    return next((form[name].auto_id for name in exact + within), "")
