"""The rules of an outlook, its split, and what became of a prediction."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from quiz.bank.models import Prediction, Source
from quiz.classroom.window_forms import WindowForm
from quiz.domain.tiers import LEAST
from quiz.outlook.forms.talking import LONGEST_NOTE, LONGEST_POST
from quiz.outlook.models import Moderation, Outcome, Reveal, Survey
from quiz.people.fields import LineField, TextField


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


class SourceField(forms.ModelChoiceField):
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


class PredictionField(forms.ModelChoiceField):
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
        self.fields["prediction"].queryset = found  # type: ignore[attr-defined]  # PredictionField, see above
