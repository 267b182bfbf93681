"""The form of a ballot."""

from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from quiz.domain.rounds import Round
from quiz.domain.tallies import LIKELIHOODS
from quiz.outlook.models import Moved, Post, Survey
from quiz.people.fields import TextField

UNSAID = "unsaid"
LONGEST_REASON = 500
AGREEMENTS = (
    ("-2", _("Strongly disagree")), ("-1", _("Disagree")), ("0", _("Neither")), ("1", _("Agree")),
    ("2", _("Strongly agree")), (UNSAID, _("Can't say")),
)  # fmt: skip
STEPS = [(str(step), str(step)) for step in LIKELIHOODS]


def _steps(label: Any, words: Any, *, required: bool) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=STEPS, widget=forms.RadioSelect, coerce=int, empty_value=None, required=required,
        error_messages={"required": words, "invalid_choice": _("Choose one of the steps shown.")},
    )  # fmt: skip


class BallotForm(forms.Form):
    """One ballot. Nothing is preselected; what is filled in comes back when something is missing."""

    likelihood = _steps(
        _("How likely do you think it is?"), _("Choose how likely you think it is, from 0 to 100%."),
        required=True,
    )  # fmt: skip
    agreement = forms.ChoiceField(
        label=_("Do you agree with the author's view?"),
        choices=AGREEMENTS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether you agree; “can't say” is an answer too.")},
    )
    reason = TextField(
        label=_("Because …"),
        most=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
        error_messages={"required": _("Say in a sentence why you think so; your instructor asks for it.")},
    )
    knew = forms.BooleanField(label=_("I already know how it turned out"), required=False)
    author_means = _steps(
        _("What likelihood does the author mean by this, do you think? (optional)"),
        "", required=False,
    )  # fmt: skip
    moved_by = forms.ChoiceField(
        label=_("What moved you?"),
        choices=Moved.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what moved you; “nothing” is an answer too.")},
    )
    moved_post = forms.ModelChoiceField(
        label=_("Which reason?"), queryset=Post.objects.none(), required=False,
        widget=forms.Select(attrs={"class": "form-select"}), empty_label=_("Choose a reason"),
    )  # fmt: skip

    def __init__(
        self, data: Any, survey: Survey, number: Round, nameable: list[Post], *, has_first: bool
    ) -> None:
        super().__init__(data)
        if not survey.asks_author:
            del self.fields["author_means"]
        if survey.is_open_to_all:
            del self.fields["reason"]
        elif survey.reason_required:
            self.fields["reason"].required = True
        # Whoever comes in the second round only has no view from which anything could have moved them.
        if number is Round.FIRST or not has_first:
            del self.fields["moved_by"], self.fields["moved_post"]
            return
        self.by_key = {post.code: post for post in nameable}
        choices = [("", _("Choose a reason")), *((key, brief(post)) for key, post in self.by_key.items())]
        self.fields["moved_post"] = forms.ChoiceField(
            label=_("Which reason?"), choices=choices, required=False,
            widget=forms.Select(attrs={"class": "form-select"}),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Whoever was moved by a reason names it; the values as the service takes them."""
        data = super().clean() or {}
        if data.get("moved_by") == Moved.POST and not data.get("moved_post"):
            self.add_error("moved_post", _("Choose which reason moved you, or choose something else above."))
        return data

    def given(self) -> dict[str, Any]:
        """What was filled in, as the service takes it."""
        data = dict(self.cleaned_data)
        agreement = data.pop("agreement")
        data["agreement"] = None if agreement == UNSAID else int(agreement)
        if "moved_post" in data:
            data["moved_post"] = self.by_key.get(data["moved_post"])
        return data


def brief(post: Post) -> str:
    """The beginning of a post, on one line."""
    return Truncator(" ".join(post.text.split())).chars(70)
