"""Lists within a piece: options, items, pairs, later developments. A row each, in an order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.functional import cached_property

from quiz.authoring.forms.choosing import Hidden
from quiz.authoring.forms.laying import helper_of
from quiz.authoring.forms.parts import Content, Known, Part, Said, put_at, value_at

# Far more than a reader could look through; what comes after is not read.
MOST_ROWS = 60
CODE, AT = "code", "at"


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of entries. name: what one of them is called. code: the field that names it in the list.

    blank: so many lie ready where there are none. is_plain: an entry is the value of its only field.
    """

    path: str
    label: Said
    name: Said
    parts: Sequence[Part]
    code: str = ""
    blank: int = 0
    hint: Said = ""
    is_plain: bool = False
    hidden: Sequence[str] = ()

    @property
    def all_parts(self) -> list[Part]:
        """With what is only carried along."""
        carried: list[Part] = [Hidden(self.code)] if self.code else []
        return [*carried, *(Hidden(name, is_number=True) for name in self.hidden), *self.parts]

    def entries(self, content: Content) -> list[Content]:
        """The rows that stand there."""
        value = value_at(content, self.path)
        found = value if isinstance(value, list) else []
        wrapped = [{self.path: each} if self.is_plain else each for each in found]
        return [each for each in wrapped if isinstance(each, Mapping)]

    def kept(self, given: Content, before: Content) -> dict[str, Any]:
        """What is kept of a row; empty where only what is carried along would be."""
        found: dict[str, Any] = {}
        for part in self.parts:
            value = part.write(given, before)
            if value is not None:
                put_at(found, part.path, value)
        carried = {name: given.get(name) for name in (self.code, *self.hidden) if name}
        return (
            {name: value for name, value in carried.items() if value not in {"", None}} | found
            if found
            else {}
        )

    def named(self, entries: Sequence[dict[str, Any]]) -> list[Any]:
        """The rows that say something, each with a code of its own."""
        found = [entry for entry in entries if entry]
        if self.code:
            found = list(_coded(found, self.code))
        return [entry[self.path] for entry in found] if self.is_plain else found

    def lean(self, content: Content) -> list[Any]:
        """The rows that stand there, as a form writes them that nobody changed."""
        given = [
            ({n: v for part in self.all_parts for n, v in part.read(e).items()}, e)
            for e in self.entries(content)
        ]
        return self.named([self.kept(values, entry) for values, entry in given])


class RowForm(forms.Form):
    """One row; `place` is where it stands, which a script changes when it is moved."""

    place = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, rows: Rows, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        content = self.initial.get("content", {})
        self.content = content
        for part in rows.all_parts:
            self.fields |= part.fields(known, content)
            self.initial.update(part.read(content))
        # By which findings call it: its code, else where it stands.
        self.name = str(content.get(rows.code) or self.number)
        self.code = ""
        # Where it stands once it is saved; None where there is nothing to save.
        self.at: int | None = None
        self.is_asked = False

    @property
    def helper(self) -> FormHelper:
        """How it is laid out."""
        return helper_of(self.rows.parts)

    @property
    def number(self) -> str:
        """Where it stands, counted from 1."""
        number = str(self.prefix).rpartition("-")[2]
        return str(int(number) + 1) if number.isdigit() else ""

    def has_changed(self) -> bool:
        """Always: also of a row in which nothing stands we want the fields, empty."""
        return True


class BaseRows(forms.BaseFormSet):
    """The rows of one list as they are filled in."""

    rows: Rows

    def add_fields(self, form: Any, index: int | None) -> None:
        """No fields for order and removal: buttons do that."""

    def in_order(self) -> list[Any]:
        """The rows as they were moved; those that a script removed did not come."""
        came = [form for form in self.forms if any(name.startswith(f"{form.prefix}-") for name in self.data)]
        places = {form: form.cleaned_data.get("place") for form in came}
        return sorted(came, key=lambda form: (places[form] is None, places[form] or 0))

    def entries(self, act: str = "") -> list[Any]:
        """What is kept, after this act ("2-up", "2-down", "2-remove") on one of the rows."""
        kept = [
            (form, self.rows.kept(form.cleaned_data, form.content)) for form in _acted(self.in_order(), act)
        ]
        found = self.rows.named([entry for _form, entry in kept])
        for at, form in enumerate([form for form, entry in kept if entry]):
            form.at = at
            form.code = str(found[at][self.rows.code]) if self.rows.code else ""
            form.name = form.code or str(at + 1)
        return found

    @cached_property
    def blank_row(self) -> Any:
        """What a script adds."""
        return self.empty_form


def _acted(forms_now: list[Any], act: str) -> list[Any]:
    number, _dash, what = act.partition("-")
    at = next((i for i, form in enumerate(forms_now) if form.prefix.endswith(f"-{number}")), None)
    if at is None:
        return forms_now
    form = forms_now.pop(at)
    if what != "remove":
        forms_now.insert(max(at + {"up": -1, "down": 1}.get(what, 0), 0), form)
    return forms_now


def _coded(entries: list[dict[str, Any]], name: str) -> Iterator[dict[str, Any]]:
    """Each with a code of its own: the one that it has, else the next letter."""
    taken = {entry[name] for entry in entries if name in entry}
    seen: set[str] = set()
    free = (code for code in _letters() if code not in taken)
    for entry in entries:
        own = entry.get(name)
        code = next(free) if own is None or own in seen else own
        seen.add(code)
        yield {name: code, **{key: value for key, value in entry.items() if key != name}}


def _letters() -> Iterator[str]:
    yield from ascii_lowercase
    yield from (f"{first}{second}" for first in ascii_lowercase for second in ascii_lowercase)


def rows_of(rows: Rows, known: Known, content: Content, *, more: bool = False) -> BaseRows:
    """The list as it stands, with empty rows where there are none yet or one more is asked for."""
    entries = rows.entries(content)
    extra = max(rows.blank - len(entries), 0) or int(more)
    return _formset(rows, extra)(
        prefix=rows.path,
        initial=[{"content": entry} for entry in entries],
        form_kwargs={"rows": rows, "known": known},
    )


def given_rows(rows: Rows, known: Known, content: Content, data: Any) -> BaseRows:
    """The list as it was filled in; a row is told from those that stood there by its code.

    Where more stand there than one may add, so many can be saved again.
    """
    most = max(MOST_ROWS, len(rows.entries(content)))
    return _formset(rows, 0, most)(data, prefix=rows.path, form_kwargs={"rows": rows, "known": known})


def _formset(rows: Rows, extra: int, most: int = MOST_ROWS) -> type[BaseRows]:
    made = forms.formset_factory(RowForm, formset=BaseRows, extra=extra, max_num=most, absolute_max=most)
    return type("OfRows", (made,), {"rows": rows})
