"""What is said of an edition, whom a pack is shared with."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quiz.people.fields import LineField

SEE, EDIT = "see", "edit"


class NoteForm(forms.Form):
    """A note to an edition, and the sign of the draft that was looked at."""

    note = LineField(
        label=_("What changed, for those who edit it with you"),
        most=75,
        required=False,
        help_text=_("You may leave it empty. Readers do not see it."),
    )
    sign = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class ShareForm(forms.Form):
    """The address of a colleague, and what they may."""

    email = forms.EmailField(
        label=_("Their e-mail address here"),
        max_length=254,
        help_text=_("The address by which they sign in."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    may = forms.ChoiceField(
        label=_("They may"),
        choices=[
            (SEE, _("see it: read it, take its quizzes, give them to their classes")),
            (EDIT, _("edit it too, publish it and see its keys")),
        ],
        initial=SEE,
        widget=forms.RadioSelect,
    )
