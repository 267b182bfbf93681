"""Form fields for what people type freely."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from quiz.domain.names import PER_LETTER, clean_name, clean_text, letters, says_something

# What is longer than this many times what is allowed, or by so many letters, is not read at all.
FAR_TOO_LONG = 20
FAR_MORE = 40_000


class MaxLetters(MaxLengthValidator):
    """At most so many letters as one sees them, after cleaning."""

    def clean(self, x: object) -> int:
        """How many letters one sees."""
        return letters(str(x))


class LineField(forms.CharField):
    """One line: a name. `most`: how many letters."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        # Django's own length is what the column keeps, whatever the letters are made of.
        super().__init__(max_length=PER_LETTER * most, strip=False, **kwargs)
        self.most = most
        self.validators.append(MaxLetters(most))
        self.error_messages.setdefault("unsaid", _("Write at least one letter or number."))

    def to_python(self, value: Any) -> str:
        """What was typed, cleaned. Raises where it is far too long."""
        typed = str(super().to_python(value) or "")
        longest = min(FAR_TOO_LONG * self.most, self.most + FAR_MORE)
        if len(typed) > longest:
            # Not even cleaned, which takes long for a text of marks alone.
            MaxLetters(self.most)(typed[:longest])
            raise ValidationError(self.error_messages["unsaid"], code="unsaid")
        return self.tidied(typed)

    def tidied(self, typed: str) -> str:
        """What is kept of what was typed."""
        return clean_name(typed)

    def validate(self, value: Any) -> None:
        """There is something that one sees, where there is anything."""
        super().validate(value)
        if value and not says_something(value):
            raise ValidationError(self.error_messages["unsaid"], code="unsaid")


class TextField(LineField):
    """Several lines: a post, a reason. `most`: how many letters."""

    widget = forms.Textarea

    def tidied(self, typed: str) -> str:
        """What is kept of what was typed."""
        return clean_text(typed)
