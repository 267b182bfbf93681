"""What the forms of all question kinds have: how sure one is, a flag, which save this is."""

from collections.abc import Container, Mapping
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from quiz.domain.responses import BadResponse, Refusal, check_response
from quiz.taking.sheets import Sheet
from quiz.web.templatetags.ui import CONFIDENCES

MESSAGES = {
    Refusal.EMPTY: _("Nothing was entered."),
    Refusal.WRONG_TYPE: _("This answer could not be read."),
    Refusal.UNKNOWN_OPTION: _("This choice does not belong to the question."),
    Refusal.REPEATED_OPTION: _("The same place was given twice. Give each item its own place."),
    Refusal.INCOMPLETE: _("Give every item its place; some have none yet."),
    Refusal.NOT_A_NUMBER: _("Enter a number in digits, for example 148 or 3.35, without the unit."),
    Refusal.TOO_LONG: _("This is too long for a number here."),
}


Field = TypeVar("Field", bound=forms.Field)
# Digits of the largest number that a revision can be.
LONGEST_REVISION = 10
STEPS = frozenset(map(str, CONFIDENCES))


class Refused(Exception):
    """The form has an error; it keeps what was typed and says what is wrong."""

    def __init__(self, form: "AnswerForm") -> None:
        super().__init__(str(form.errors))
        self.form = form


def steady(field: Field) -> Field:
    """The field, which Django then does not copy for each form: no form changes it, and a quarter of the time
    of reading what was sent went into copies.
    """
    vars(field)["__deepcopy__"] = lambda _memo: field
    return field


class AnswerForm(forms.Form):
    """What all kinds have: how sure one is, a flag for later, and which save this is."""

    confidence = steady(
        forms.TypedChoiceField(
            choices=list(CONFIDENCES.items()), coerce=int, empty_value=None, required=False
        )
    )
    is_flagged = steady(forms.BooleanField(required=False))
    tab = steady(forms.SlugField(required=False, max_length=32))
    serial = steady(forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1))
    seen = steady(forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1))

    def __init__(self, sheet: Sheet, data: Any = None) -> None:
        self.sheet = sheet
        # What was sent is shown as it was sent.
        initial = self._initial(sheet) if data is None else None
        super().__init__(data, prefix=f"q{sheet.number}", initial=initial)
        if not sheet.question.is_graded or not sheet.asks_confidence:
            del self.fields["confidence"]
        self.add_fields()

    def _initial(self, sheet: Sheet) -> dict[str, Any]:
        answer = sheet.answer
        kept = {"confidence": answer.confidence, "is_flagged": answer.is_flagged, "seen": answer.revision}
        return kept | (self.show(answer.response) if answer.is_given else {})

    @property
    def asks_confidence(self) -> bool:
        """Whether it asks how sure one is."""
        return "confidence" in self.fields

    @property
    def flag(self) -> str:
        """Whether it is to be looked at again: "on" or "off"."""
        return "on" if self["is_flagged"].value() else "off"

    @property
    def sure(self) -> str:
        """The step of confidence that is chosen; "" for none."""
        return self.one_of(self["confidence"].value(), STEPS)

    @property
    def steps(self) -> tuple[tuple[str, str], ...]:
        """The steps of confidence with their words."""
        return tuple((str(step), str(words)) for step, words in CONFIDENCES.items())

    @property
    def revision(self) -> str:
        """Which save of the answer the page shows, or showed where it was sent; "" where it is unknown."""
        seen = str(self["seen"].value())
        return seen if seen.isascii() and seen.isdigit() and len(seen) <= LONGEST_REVISION else ""

    @staticmethod
    def one_of(value: Any, offered: Container[str]) -> str:
        """The value if it is one of those; "" for whatever else was sent, which no page repeats or keeps."""
        return str(value) if value and str(value) in offered else ""

    @property
    def problems(self) -> str:
        """All that is wrong, in one line; empty where nothing is, so that the page shows no box for it."""
        found = [*self.non_field_errors(), *(error for field in self for error in field.errors)]
        return " ".join(map(str, found))

    def add_fields(self) -> None:
        """Add the fields that make the response."""

    def show(self, response: Any) -> dict[str, Any]:
        """The initial values that show a stored response."""
        tokens = {code: token for token, code in self.sheet.codes().items()}
        return {"response": tokens.get(response)}

    def raw(self, data: Mapping[str, Any]) -> Any:
        """What was entered, in codes, for the domain to check; None where nothing was."""
        token = data.get("response")
        return self.sheet.codes().get(token, token) if token else None

    def clean(self) -> dict[str, Any]:
        """The response in its canonical form, or an error that says what is wrong."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        try:
            raw = None if self.errors else self.raw(data)
            data["checked"] = None if raw is None else check_response(self.sheet.shape, raw)
        except BadResponse as bad:
            raise ValidationError(MESSAGES[bad.refusal]) from bad
        return data

    def tokens(self) -> tuple[tuple[str, str], ...]:
        """What may be sent for the options; their texts are the page's."""
        return tuple((choice.token, choice.token) for choice in self.sheet.left)

    def choices(self) -> list[tuple[str, str]]:
        """The options as this attempt shows them."""
        return [(choice.token, choice.option.text) for choice in self.sheet.left]
