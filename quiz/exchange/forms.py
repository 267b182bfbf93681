"""Which file is imported, and where what is ticked of it goes."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quiz.authoring.forms.texts import LONGEST_TITLE, WRITTEN_IN
from quiz.exchange.formats import known
from quiz.exchange.formats.format import MOST_BYTES, MOST_QUESTIONS
from quiz.exchange.wording import format_words
from quiz.people.fields import LineField

# The value that stands for our own pack among the formats, and for a new pack among the drafts.
PACK = "pack"
NEW = "new"
MOST = _("At most %(mb)d MB and %(many)d questions. Nothing goes into a quiz before you say so.")


def formats() -> list[tuple[str, Any]]:
    """The formats that one can choose, in words."""
    listed = [(each.name, format_words(each.name)) for each in known.ALL]
    return [("", _("Find out by its content")), *listed, (PACK, _("A pack of this site (ZIP)"))]


class UploadForm(forms.Form):
    """A file of questions; how it is to be read, where it is not to be found out."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
    )
    format = forms.ChoiceField(label=_("Format"), required=False, choices=formats)
    language = forms.ChoiceField(
        label=_("Language of the questions"),
        required=False,
        choices=[("", _("Find out by their words")), *WRITTEN_IN],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = {"mb": MOST_BYTES // 2**20, "many": MOST_QUESTIONS}
        self.fields["file"].help_text = MOST % most


class ConfirmForm(forms.Form):
    """A quiz of a draft, a new one in it, or a new pack with its title; the language of the questions."""

    target = forms.ChoiceField(label=_("Into which quiz?"))
    title = LineField(
        label=_("Title of the new pack"),
        most=LONGEST_TITLE,
        required=False,
        help_text=_("Needed only where you choose a new pack."),
    )
    language = forms.ChoiceField(
        label=_("The questions are written in"), choices=WRITTEN_IN, widget=forms.RadioSelect
    )

    def __init__(self, targets: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        new = _("%(pack)s: a new quiz")
        listed = [(value, new % {"pack": name} if value.endswith(" ") else name) for value, name in targets]
        self.fields["target"] = forms.ChoiceField(
            label=_("Into which quiz?"), choices=[(NEW, _("A new pack")), *listed]
        )

    def clean(self) -> dict[str, Any]:
        """A new pack has a title."""
        values = super().clean() or self.cleaned_data
        if values.get("target") == NEW and not values.get("title") and "title" not in self.errors:
            self.add_error("title", _("A new pack needs a title."))
        return values
