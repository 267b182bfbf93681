"""The forms of an outlook."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from quiz.bank.models import Prediction, Source
from quiz.classroom.window_forms import WindowForm
from quiz.domain.batches import LEAST
from quiz.domain.rounds import Round
from quiz.domain.tallies import LIKELIHOODS
from quiz.outlook.models import Moderation, Moved, Outcome, Post, Reveal, Stance, Survey
from quiz.people.fields import LineField, TextField

UNSAID = "unsaid"
LONGEST_REASON = 500
LONGEST_POST = 2000
LONGEST_NOTE = 300
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
        _("How likely do you think it is?"), _("Choose how likely you think it is, from 0 to 100 %."),
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
        self.by_key = {str(post.pk): post for post in nameable}
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


class RulesForm(WindowForm):
    """Window and rules of an outlook."""

    reveal = forms.ChoiceField(
        label=_("Readers see what the room thinks"), choices=Reveal.choices, initial=Reveal.SECOND
    )
    min_shown = forms.IntegerField(
        label=_("Ballots from which figures are shown"),
        min_value=LEAST,
        max_value=100,
        initial=LEAST,
        help_text=_("5 or more. It cannot be changed after the first ballot."),
    )
    reason_required = forms.BooleanField(label=_("Ask everybody for a reason"), required=False)
    asks_author = forms.BooleanField(
        label=_("Also ask what likelihood the author means (optional for readers)"),
        required=False,
        initial=True,
    )
    moderation = forms.ChoiceField(
        label=_("Posts that you read before others do"), choices=Moderation.choices, initial=Moderation.NONE
    )
    words = TextField(
        most=LONGEST_POST,
        label=_("Words that hold a post back until you have read it"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
        help_text=_(
            "Separated by spaces or commas. The topics that the digest leaves out are always held back."
        ),
    )

    def __init__(self, data: Any, survey: Survey | None, *, now: datetime) -> None:
        initial = {
            name: getattr(survey, name) for name in self.base_fields if survey and hasattr(survey, name)
        }
        super().__init__(data, survey.assignment if survey else None, initial, now=now)
        if survey and survey.began_at:
            for name in ("reveal", "min_shown", "reason_required", "asks_author"):
                self.fields[name].disabled = True


class SourceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A source by its title."""

    def label_from_instance(self, obj: Any) -> str:
        """The title in the language of the page."""
        return str(obj.title)


class SetUpForm(RulesForm):
    """The outlook of which source, and by which rules."""

    field_order = ("source",)
    source = SourceField(label=_("Source"), queryset=Source.objects.none(), empty_label=None)

    def __init__(self, data: Any, sources: list[Source], *, now: datetime) -> None:
        super().__init__(data, None, now=now)
        found = Source.objects.filter(pk__in=[source.pk for source in sources])
        self.fields["source"] = SourceField(label=_("Source"), queryset=found, empty_label=None)
        self.order_fields(self.field_order)


class PromptForm(forms.Form):
    """An instructor's own question."""

    text = TextField(
        label=_("Your own question for the discussion"),
        most=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
        error_messages={"required": _("Write the question first.")},
    )


class ResolveForm(forms.Form):
    """What became of a prediction, and by what source."""

    outcome = forms.ChoiceField(
        label=_("What became of it?"),
        choices=[*Outcome.choices, ("", _("Not known yet: take the answer back"))],
        widget=forms.RadioSelect,
        required=False,
    )
    told_by = LineField(
        label=_("Source: who says so, where and when"), most=LONGEST_NOTE, required=False,
        help_text=_("For example the publisher, the title and the date."),
    )  # fmt: skip
    url = forms.URLField(label=_("Address (optional)"), max_length=500, required=False, assume_scheme="https")

    def clean(self) -> dict[str, Any]:
        """An outcome needs a source."""
        data = super().clean() or {}
        if data.get("outcome") and not data.get("told_by"):
            self.add_error("told_by", _("Name the source: without one nobody can check it."))
        return data


class PredictionField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A prediction by its code and its text."""

    def label_from_instance(self, obj: Any) -> str:
        """For example "P1 From here on …"."""
        return f"{obj.claim.code} {Truncator(obj.claim.text).chars(50)}"


class SplitForm(forms.Form):
    """By which prediction the room is split."""

    prediction = PredictionField(
        label=_("Split the room by"), queryset=Prediction.objects.none(), required=False,
        empty_label=_("the prediction that divides it most"),
        widget=forms.Select(attrs={"class": "form-select"}),
    )  # fmt: skip

    def __init__(self, data: Any, survey: Survey) -> None:
        super().__init__(data, initial={"prediction": survey.split_by_id})
        found = Prediction.objects.filter(claim__source=survey.source).select_related("claim")
        self.fields["prediction"].queryset = found  # type: ignore[attr-defined]
