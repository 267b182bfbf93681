"""What a reader says against a question, and what is answered."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quiz.people.fields import LineField, TextField
from quiz.taking.models import LONGEST_REASON, LONGEST_REFERENCE


class DisputeForm(forms.Form):
    """Why the question is wrong, and what shows it."""

    reason = TextField(
        label=_("What do you think is wrong, and why?"),
        most=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Your instructors read it with your name and your answer."),
    )
    reference = LineField(
        label=_("What shows it (a page, a passage, an address)"),
        most=LONGEST_REFERENCE,
        required=False,
        help_text=_("May stay empty."),
    )


class ReplyForm(forms.Form):
    """What readers are answered where the key stands."""

    reply = TextField(
        label=_("Answer to those who doubt it"),
        most=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
