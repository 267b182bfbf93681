"""What is written in a discussion, and what is asked of those who look after it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from quiz.outlook.forms.voting import LONGEST_REASON
from quiz.outlook.models import Stance
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


class PromptForm(forms.Form):
    """An instructor's own question."""

    text = TextField(
        label=_("Your own question for the discussion"),
        most=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
        error_messages={"required": _("Write the question first.")},
    )
