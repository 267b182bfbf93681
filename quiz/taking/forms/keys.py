"""The form by which a wrong key is put right, one shape per question kind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quiz.bank.models import Option, Question
from quiz.domain.kinds import Kind
from quiz.domain.responses import BadResponse, check_response
from quiz.people.fields import TextField
from quiz.taking.forms.answers import MESSAGES
from quiz.taking.marking import Held, shape_of

Fields = dict[str, forms.Field]
Solution = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Keyed:
    """A question with its options and the key that holds."""

    question: Question
    options: Sequence[Option]
    held: Held

    @property
    def left(self) -> list[Option]:
        """What is chosen, ordered or given something."""
        return [option for option in self.options if option.side == Option.Side.LEFT]

    @property
    def right(self) -> list[Option]:
        """What can be given."""
        return [option for option in self.options if option.side == Option.Side.RIGHT]


class CorrectForm(forms.Form):
    """The new key or none, and why; `seen` is the correction that was previewed."""

    wanted = forms.ChoiceField(
        label=_("What is put right"),
        choices=[
            ("key", _("The key, as below")),
            ("full", _("Everybody gets the point")),
            ("void", _("The question does not count")),
        ],
        widget=forms.RadioSelect,
        initial="key",
    )
    reason = TextField(
        label=_("Why"),
        most=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Readers see this, in the list of corrections even before they answer: do not name the right answer."),  # noqa: E501  one sentence for the translators
    )  # fmt: skip

    def __init__(self, keyed: Keyed, data: Any = None) -> None:
        self.keyed = keyed
        super().__init__(data, use_required_attribute=False)
        fields = FIELDS[Kind(keyed.question.kind)](keyed)
        self.fields = {"wanted": self.fields["wanted"], **fields, "reason": self.fields["reason"]}

    def clean(self) -> dict[str, Any]:
        """The solution, or what is wrong with it; a correction that changes nothing is refused."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return data
        held = self.keyed.held
        is_void, is_full = data["wanted"] == "void", data["wanted"] == "full"
        solution = held.solution if is_void or is_full else self._solution(data)
        if (is_void, is_full, solution) == (held.is_void, held.is_full, held.solution):
            raise ValidationError(gettext("This is what holds already; nothing would change."))
        return data | {"is_void": is_void, "is_full": is_full, "solution": solution}

    def _solution(self, data: Mapping[str, Any]) -> Solution:
        try:
            return SOLUTIONS[Kind(self.keyed.question.kind)](self.keyed, data)
        except BadResponse as bad:
            raise ValidationError(MESSAGES[bad.refusal]) from bad


def _choice_fields(keyed: Keyed) -> Fields:
    choices = [(option.code, option.text) for option in keyed.left]
    field = forms.MultipleChoiceField(
        label=_("Right"), choices=choices, widget=forms.CheckboxSelectMultiple,
        initial=keyed.held.solution["right"], required=False,
    )  # fmt: skip
    return {"right": field}


def _choice(keyed: Keyed, data: Mapping[str, Any]) -> Solution:
    codes = [option.code for option in keyed.left]
    right = [code for code in codes if code in data["right"]]
    if not right:
        raise ValidationError(gettext("Tick at least one option as right, or choose that the question does not count."))  # noqa: E501  one sentence for the translators  # fmt: skip
    return {"right": right, "wrong": [code for code in codes if code not in right]}


def _number_fields(keyed: Keyed) -> Fields:
    solution = keyed.held.solution
    return {
        "value": forms.CharField(
            label=_("Right value"),
            initial=solution["value"],
            max_length=40,
            help_text=keyed.question.unit,
            required=False,
        ),
        "tolerance": forms.CharField(
            label=_("Tolerance: how far off one may be"),
            initial=solution["tolerance"],
            max_length=40,
            required=False,
        ),
    }


def _number(keyed: Keyed, data: Mapping[str, Any]) -> Solution:
    shape = shape_of(keyed.question, keyed.options)
    read = {name: str(check_response(shape, data[name])) for name in ("value", "tolerance")}
    if read["tolerance"].startswith("-"):
        raise ValidationError(gettext("The tolerance cannot be negative."))
    return read


def _order_fields(keyed: Keyed) -> Fields:
    places = [(str(place), str(place)) for place in range(1, len(keyed.left) + 1)]
    order = keyed.held.solution["order"]
    return {
        f"item_{option.code}": forms.ChoiceField(
            label=option.text, choices=places, initial=str(order.index(option.code) + 1)
        )
        for option in keyed.left
    }


def _order(keyed: Keyed, data: Mapping[str, Any]) -> Solution:
    codes = [option.code for option in keyed.left]
    if len({data[f"item_{code}"] for code in codes}) < len(codes):
        raise ValidationError(gettext("The same place was given twice. Give each item its own place."))
    return {"order": sorted(codes, key=lambda code: int(data[f"item_{code}"]))}


def _pair_fields(keyed: Keyed) -> Fields:
    choices = [(option.code, option.text) for option in keyed.right]
    pairs = keyed.held.solution["pairs"]
    return {
        f"item_{option.code}": forms.ChoiceField(
            label=option.text, choices=choices, initial=pairs[option.code]
        )
        for option in keyed.left
    }


def _pairs(keyed: Keyed, data: Mapping[str, Any]) -> Solution:
    return {"pairs": {option.code: data[f"item_{option.code}"] for option in keyed.left}}


FIELDS: Mapping[Kind, Callable[[Keyed], Fields]] = {
    Kind.SINGLE: _choice_fields,
    Kind.MULTIPLE: _choice_fields,
    Kind.TRUE_FALSE: _choice_fields,
    Kind.NUMERIC: _number_fields,
    Kind.ORDERING: _order_fields,
    Kind.MATCHING: _pair_fields,
}
SOLUTIONS: Mapping[Kind, Callable[[Keyed, Mapping[str, Any]], Solution]] = {
    Kind.SINGLE: _choice,
    Kind.MULTIPLE: _choice,
    Kind.TRUE_FALSE: _choice,
    Kind.NUMERIC: _number,
    Kind.ORDERING: _order,
    Kind.MATCHING: _pairs,
}
