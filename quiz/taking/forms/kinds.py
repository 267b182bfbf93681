"""One form per question kind: from what a page sends to a response in codes, and back."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeAlias

from django import forms
from django.utils.translation import gettext_lazy as _

from quiz.domain.kinds import Kind
from quiz.domain.responses import BadResponse, Refusal
from quiz.taking.forms.answers import AnswerForm, Refused, steady
from quiz.taking.sheets import Given, Sheet
from quiz.web.templatetags.ui import LABELS

Choices: TypeAlias = tuple[tuple[str, Any], ...]
# Every order of a question's options has its own; a few hundred bytes each.
MOST = 2000


@lru_cache(MOST)
def _one_of(choices: Choices) -> forms.ChoiceField:
    return steady(forms.ChoiceField(choices=choices, required=False))


@lru_cache(MOST)
def _some_of(choices: Choices) -> forms.MultipleChoiceField:
    return steady(forms.MultipleChoiceField(choices=choices, required=False))


class ChoiceForm(AnswerForm):
    """Single choice and true/false."""

    input = "radio"
    legend = _("Options")

    def add_fields(self) -> None:
        """One of the options."""
        self.fields["response"] = _one_of(self.tokens())

    def offered(self) -> list[tuple[str, str, bool]]:
        """The options as the page shows them: token, text, whether it is chosen."""
        value = self["response"].value()
        chosen = value if isinstance(value, list) else [value]
        return [(token, text, token in chosen) for token, text in self.choices()]


class ChoicesForm(ChoiceForm):
    """Multiple choice."""

    input = "checkbox"
    legend = _("Options (choose all that apply)")

    def add_fields(self) -> None:
        """Any of the options."""
        self.fields["response"] = _some_of(self.tokens())

    def show(self, response: Any) -> dict[str, Any]:
        """The boxes that are ticked."""
        tokens = {code: token for token, code in self.sheet.codes().items()}
        return {"response": [tokens[code] for code in response if code in tokens]}

    def raw(self, data: Mapping[str, Any]) -> Any:
        """The codes of the ticked boxes."""
        codes = self.sheet.codes()
        return [codes[token] for token in data.get("response", ())] or None


class NumberForm(AnswerForm):
    """A number with the question's unit."""

    def add_fields(self) -> None:
        """A text field: a number field of the browser would refuse full-width digits."""
        self.fields["response"] = forms.CharField(required=False, max_length=200)

    @property
    def typed(self) -> str:
        """What the field shows."""
        return str(self["response"].value() or "")

    def show(self, response: Any) -> dict[str, Any]:
        """The number as it was understood."""
        return {"response": response}

    def raw(self, data: Mapping[str, Any]) -> Any:
        """What was typed."""
        return data.get("response") or None


class GivenForm(AnswerForm):
    """Ordering, matching and labelling: something is given to each item."""

    def items(self) -> list[tuple[str, str, str, tuple[tuple[str, str], ...]]]:
        """The items as the page shows them: field, text, what it is given ("": nothing), what it can be."""
        offers = (("", str(_("Choose"))), *((value, str(words)) for value, words in self.offers()))
        offered = dict(offers)
        names = [(f"item_{choice.token}", choice.option.text) for choice in self.sheet.left]
        return [
            (self.add_prefix(name), text, self.one_of(self[name].value(), offered), offers)
            for name, text in names
        ]

    def offers(self) -> list[tuple[str, Any]]:
        """What an item may be given."""
        return [(choice.token, choice.option.text) for choice in self.sheet.right]

    def add_fields(self) -> None:
        """A list to choose from beside each item."""
        for choice in self.sheet.left:
            self.fields[f"item_{choice.token}"] = _one_of((("", _("Choose")), *self.offers()))

    def show(self, response: Any) -> dict[str, Any]:
        """What each item was given."""
        tokens = {code: token for token, code in self.sheet.targets().items()}
        lefts = {code: token for token, code in self.sheet.codes().items()}
        return {
            f"item_{lefts[code]}": tokens.get(target) for code, target in response.items() if code in lefts
        }

    def raw(self, data: Mapping[str, Any]) -> Any:
        """The mapping from item to what it was given, without those that were given nothing."""
        targets = self.sheet.targets()
        given = {code: data.get(f"item_{token}") for token, code in self.sheet.codes().items()}
        return {code: targets[token] for code, token in given.items() if token} or None


class OrderForm(GivenForm):
    """Ordering: each item is given its place."""

    def offers(self) -> list[tuple[str, Any]]:
        """The places from 1."""
        return [(str(place), str(place)) for place in range(1, len(self.sheet.left) + 1)]

    def show(self, response: Any) -> dict[str, Any]:
        """The place of each item."""
        lefts = {code: token for token, code in self.sheet.codes().items()}
        return {f"item_{lefts[code]}": str(place) for place, code in enumerate(response, 1) if code in lefts}

    def raw(self, data: Mapping[str, Any]) -> Any:
        """The items in order; two at one place, or one without, is refused."""
        places = {code: data.get(f"item_{token}") for token, code in self.sheet.codes().items()}
        given = [place for place in places.values() if place]
        if not given:
            return None
        if len(set(given)) < len(given):
            raise BadResponse(Refusal.REPEATED_OPTION)
        return sorted((code for code in places if places[code]), key=lambda code: int(places[code] or 0))


class SortForm(GivenForm):
    """Labelling: each sentence is given a label."""

    def offers(self) -> list[tuple[str, Any]]:
        """The four boxes, each with its sign."""
        return [(label, f"{LABELS[label][0]} {LABELS[label][1]}") for label in self.sheet.shape.targets]


FORMS: Mapping[Kind, type[AnswerForm]] = {
    Kind.SINGLE: ChoiceForm,
    Kind.TRUE_FALSE: ChoiceForm,
    Kind.MULTIPLE: ChoicesForm,
    Kind.NUMERIC: NumberForm,
    Kind.ORDERING: OrderForm,
    Kind.MATCHING: GivenForm,
    Kind.LABELLING: SortForm,
}


def form_of(sheet: Sheet, data: Any = None) -> AnswerForm:
    """The form of a question, bound where data are given."""
    return FORMS[sheet.shape.kind](sheet, data)


def read_given(data: Any, sheet: Sheet) -> Given:
    """What the data say about the sheet. Raises Refused."""
    form = form_of(sheet, data)
    if not form.is_valid():
        raise Refused(form)
    clean = form.cleaned_data
    return Given(
        response=clean["checked"],
        confidence=clean.get("confidence"),
        is_flagged=clean["is_flagged"],
        tab=clean["tab"],
        serial=clean["serial"] or 0,
        seen=clean["seen"],
    )
