"""What instructors write for the discussion of a prediction."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quiz.outlook.models import Note, Wording
from quiz.people.fields import TextField

LONGEST_PROMPT = 500
LONGEST_NOTE = 4000
LABELS = {"ja": _("In Japanese"), "en": _("In English")}


class PromptForm(forms.Form):
    """A question in one language or both, that of the class first: the other one falls back on it."""

    def __init__(self, data: Any, language: str, said: Wording | None = None) -> None:
        initial = {"text_ja": said.ja, "text_en": said.en} if said else None
        super().__init__(data, initial=initial)
        for code in sorted(LABELS, key=lambda code: code != language):
            self.fields[f"text_{code}"] = TextField(
                label=LABELS[code],
                most=LONGEST_PROMPT,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3, "class": "form-control", "lang": code}),
            )

    def clean(self) -> dict[str, Any]:
        """It is written in one language at least."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(given.values()):
            self.add_error(next(iter(self.fields)), _("Write the question first."))
        return given

    @property
    def said(self) -> Wording:
        """What was written; of a valid form."""
        return Wording(self.cleaned_data["text_ja"], self.cleaned_data["text_en"])


class NoteForm(forms.Form):
    """What was said of a prediction, for the instructors of the class."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    note = TextField(
        label=_("Note of what was said"),
        most=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "class": "form-control"}),
        help_text=_(
            "Only those who teach this class see it. It is neither printed nor projected. "
            "Leave readers' names out."
        ),
    )

    def __init__(self, data: Any, note: Note | None) -> None:
        super().__init__(data, initial={"note": note.text, "seen": note.stamp} if note else None)

    def beside(self, kept: Note | None) -> "NoteForm":
        """The same words again, beside what a colleague keeps now; sent a second time they replace that."""
        words = {"note": self.cleaned_data["note"], "seen": kept.stamp if kept else ""}
        form = NoteForm(words, None)
        if form.is_valid():
            form.add_error("note", _("A colleague changed the note meanwhile. Yours is not saved yet."))
        return form
