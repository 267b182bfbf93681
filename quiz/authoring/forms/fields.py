"""Form fields that take what was typed, within what can be stored."""

from collections.abc import Mapping
from typing import Any

from django import forms

LONGEST_CODE = 500


class LongText(forms.CharField):
    """Several lines, with the line breaks that we keep; a browser sends others."""

    def __init__(self, *, label: Any, attrs: Mapping[str, Any], most: int) -> None:
        widget = forms.Textarea(attrs=dict(attrs) | {"cols": None})
        super().__init__(label=label, required=False, max_length=most, widget=widget)

    def to_python(self, value: Any) -> str:
        """What was typed."""
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")


class FreeChoice(forms.ChoiceField):
    """One of a list, which may have changed since: any code is stored, and found wrong where it is."""

    def validate(self, value: Any) -> None:
        """It is no longer than a code."""
        forms.CharField(required=False, max_length=LONGEST_CODE).clean(value)


class Ticked(forms.MultipleChoiceField):
    """Any number of a list that may have changed since; nothing where nothing is ticked."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.CheckboxSelectMultiple, **kwargs)

    def validate(self, value: Any) -> None:
        """They are no longer than codes."""
        for each in value:
            forms.CharField(required=False, max_length=LONGEST_CODE).clean(each)


class Carried(forms.CharField):
    """What a hidden field carries: a code or a number; what is neither is left out."""

    def __init__(self, *, is_number: bool) -> None:
        super().__init__(required=False, max_length=LONGEST_CODE, widget=forms.HiddenInput)
        self.is_number = is_number

    def clean(self, value: Any) -> Any:
        """The code or the number."""
        text = str(super().clean(value))
        if self.is_number:
            return int(text) if text.isascii() and text.isdigit() else ""
        return text
