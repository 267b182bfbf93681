"""What is written in a discussion, and what is asked of those who look after it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quiz.outlook.models import Stance
from quiz.outlook.models.posts import POST_SIGNS
from quiz.outlook.waiting import Part
from quiz.people.fields import TextField

LONGEST_POST = 2000
LONGEST_NOTE = 300


class PostForm(forms.Form):
    """A post, or an answer to one."""

    stance = forms.ChoiceField(
        label=_("What does your post do?"),
        choices=Stance.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what your post does: support, challenge, ask or add a source.")
        },
    )
    text = TextField(
        label=_("Your post"),
        most=LONGEST_POST,
        widget=forms.Textarea(attrs={"rows": 4, "class": "form-control"}),
        error_messages={"required": _("Write something first.")},
        help_text=_("**strong**, *emphasis*, lists with -, quotations with > and links are understood."),
    )


class WordsForm(forms.Form):
    """The words of a post, changed."""

    text = PostForm.base_fields["text"]


class ReasonForm(forms.Form):
    """Why something is reported, hidden or disclosed: a sentence."""

    reason = TextField(
        label=_("Reason"),
        most=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
        error_messages={"required": _("Say why, in a sentence.")},
    )


class PostsField(forms.Field):
    """The codes of the posts that were selected: each by itself, or with dots between them."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[str]:
        """Those that can be codes."""
        pieces = ".".join(value or ()).split(".")
        return [piece for piece in pieces if piece.isascii() and piece.isalnum() and len(piece) <= POST_SIGNS]


# What can be done with the posts of each list.
WANTED: Mapping[Part, tuple[str, ...]] = {
    Part.HELD: ("show", "hide"),
    Part.REPORTED: ("settle", "hide"),
    Part.HIDDEN: ("show",),
}


class ManyForm(forms.Form):
    """What is done with all the posts that were selected in one list; one reason for all that are hidden."""

    part = forms.ChoiceField(choices=[(part.value, part.value) for part in Part], widget=forms.HiddenInput)
    # When the page was made: what changed since was not read.
    seen = forms.DateTimeField(widget=forms.HiddenInput)
    wanted = forms.ChoiceField(choices=[(each, each) for each in ("show", "hide", "settle")])
    post = PostsField(error_messages={"required": _("Select at least one post.")})
    reason = TextField(
        label=_("One reason for all that you hide"),
        most=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
    )

    def clean(self) -> dict[str, Any]:
        """Whatever is hidden has a reason, and is of a list in which it can be."""
        given: dict[str, Any] = super().clean() or {}
        part, wanted = given.get("part"), given.get("wanted")
        if part and wanted and wanted not in WANTED[Part(part)]:
            self.add_error("wanted", _("That cannot be done here."))
        if wanted == "hide" and not given.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why, in a sentence."))
        return given
