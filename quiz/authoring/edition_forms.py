"""What is said of an edition."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quiz.people.fields import LineField


class NoteForm(forms.Form):
    """A note to an edition, and the sign of the draft that was looked at."""

    note = LineField(
        label=_("What changed, for those who edit it with you"),
        most=75,
        required=False,
        help_text=_("You may leave it empty. Readers do not see it."),
    )
    sign = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
