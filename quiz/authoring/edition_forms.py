"""What is said of an edition, whom a pack is shared with, which files it is made of, that it goes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quiz.domain.names import clean_name
from quiz.people.fields import LineField

SEE, EDIT = "see", "edit"
NEW, OVER = "new", "over"


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


class UploadForm(forms.Form):
    """A ZIP file of a pack, and what becomes of it."""

    file = forms.FileField(
        label=_("ZIP file"),
        help_text=_("As “Download” makes it: source.yaml and the others, in one folder or in none."),
        widget=forms.ClearableFileInput(attrs={"accept": ".zip,application/zip"}),
    )
    into = forms.ChoiceField(
        label=_("It becomes"),
        choices=[
            (NEW, _("a new pack of your own; addresses that are taken become new ones")),
            (OVER, _("the draft of the pack that has its address, in place of what stands there")),
        ],
        initial=NEW,
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(label=_("The changes that were not published may go"), required=False)


class DeletePackForm(forms.Form):
    """The title of the pack, typed, so that nobody deletes one by mistake."""

    title = LineField(label=_("Type the title of the pack"), most=200)

    def __init__(self, title: str, data: Any = None) -> None:
        self.wanted = title
        super().__init__(data)

    def clean_title(self) -> str:
        """Only the very title will do."""
        title = str(self.cleaned_data["title"])
        if title != clean_name(self.wanted):
            raise forms.ValidationError(_("This is not the title of the pack. Nothing was deleted."))
        return title
