"""The forms of a class. Times are read and shown in the time zone of the class."""

from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quiz.bank.models import Quiz
from quiz.classroom.models import MOST_ATTEMPTS, MOST_MINUTES, Assignment, Classroom, Counted, Release
from quiz.classroom.window_forms import WindowForm, moment_field
from quiz.domain.codes import clean_code
from quiz.domain.names import LONGEST_CLASS_NAME, LONGEST_NAME, clean_name
from quiz.people.fields import LineField


@cache
def _zones() -> list[tuple[str, str]]:
    """Kept: to find them reads six hundred files."""
    return [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones()) if "/" in zone]


class ClassroomForm(forms.ModelForm):
    """Name, language, time zone, retention."""

    name = LineField(label=pgettext_lazy("class", "Name"), most=LONGEST_CLASS_NAME)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=_zones, initial="Asia/Tokyo")
    retention_days = forms.IntegerField(
        label=_("Days kept after the last activity"),
        min_value=30,
        max_value=3650,
        initial=400,
        help_text=_("After that the class is deleted with its readers' names and their answers."),
    )

    class Meta:
        model = Classroom
        fields = ("name", "language", "time_zone", "retention_days")
        labels = {"language": _("Language")}


class CopyForm(forms.Form):
    """What the copy is called."""

    name = LineField(label=pgettext_lazy("class", "Name"), most=LONGEST_CLASS_NAME)


class DeleteForm(forms.Form):
    """The name of the class, typed, so that nobody deletes one by mistake."""

    name = LineField(label=_("Type the name of the class"), most=LONGEST_CLASS_NAME)

    def __init__(self, classroom: Classroom, data: Any = None) -> None:
        self.classroom = classroom
        super().__init__(data)

    def clean_name(self) -> str:
        """Only the very name will do."""
        name = str(self.cleaned_data["name"])
        if name != clean_name(self.classroom.name):
            raise forms.ValidationError(_("This is not the name of the class. Nothing was deleted."))
        return name


class CodeForm(forms.Form):
    """A join code or a return code, however it is typed."""

    code = forms.CharField(
        label=_("Code"),
        max_length=200,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        """The code as it was meant."""
        code = clean_code(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(_("A code has letters and digits, for example ACD347."))
        return code


class NameForm(forms.Form):
    """A display name."""

    name = LineField(
        label=_("Display name"),
        most=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        help_text=_("Your instructors see it. It need not be your real name."),
    )


class QuizField(forms.ModelChoiceField):
    """A quiz by its title."""

    def label_from_instance(self, obj: Any) -> str:
        """The title in the language of the page."""
        return str(obj.title)


class AssignmentForm(WindowForm):
    """What a class is given, when, and by which rules."""

    field_order = ("quiz",)
    quiz = QuizField(label=_("Quiz"), queryset=Quiz.objects.none(), empty_label=None)
    attempts_allowed = forms.IntegerField(
        label=_("Attempts allowed"),
        min_value=1,
        max_value=MOST_ATTEMPTS,
        required=False,
        help_text=_("Empty: no limit."),
    )
    counted = forms.ChoiceField(
        label=_("Of several attempts, this one counts"),
        choices=Counted.choices,
        initial=Counted.BEST,
        required=False,
        help_text=_(
            "For marks and the gradebook. Figures on questions take the first, which nobody practised for."
        ),
    )
    minutes = forms.IntegerField(
        label=_("Time limit in minutes"), min_value=1, max_value=MOST_MINUTES, required=False,
        help_text=_("Empty: no limit. At the limit an attempt is finished with what was saved."),
    )  # fmt: skip
    feedback = forms.ChoiceField(
        label=_("Feedback"),
        choices=Release.choices,
        initial=Release.FINISH,
        help_text=_(
            "Holding it back keeps nobody from the answers of a quiz that is also public: anyone can take it "
            "on the front page and see them."
        ),
    )
    is_shuffled = forms.BooleanField(label=_("Shuffle the questions"), required=False)
    asks_confidence = forms.BooleanField(label=_("Ask how sure readers are"), required=False, initial=True)
    pass_mark = forms.IntegerField(
        label=_("Pass mark in %"), min_value=0, max_value=100, required=False, help_text=_("Empty: none.")
    )

    def __init__(
        self, data: Any, assignment: Assignment | None = None, *, quizzes: list[Quiz] | None, now: datetime
    ) -> None:
        """quizzes: those to choose among; None where the quiz stands, since it was begun."""
        names = [name for name in self.base_fields if assignment and name != "start"]
        super().__init__(data, assignment, {name: getattr(assignment, name) for name in names}, now=now)
        keys = [quiz.pk for quiz in quizzes or ()]
        if assignment and assignment.quiz_id:
            keys.append(assignment.quiz_id)
        found = Quiz.objects.filter(pk__in=keys)
        self.fields["quiz"] = QuizField(label=_("Quiz"), queryset=found, empty_label=None)
        self.order_fields(self.field_order)
        if quizzes is None:
            del self.fields["quiz"]
            del self.fields["is_shuffled"]

    def clean(self) -> dict[str, Any]:
        """Feedback that waits for something needs it; what is not said about counting stays as it is."""
        data = super().clean()
        stands = self.assignment.counted if self.assignment else Counted.BEST
        data["counted"] = data.get("counted") or stands
        if data.get("feedback") == Release.CLOSE and not data["closes_at"] and "closes_at" not in self.errors:
            self.add_error("closes_at", _("Feedback after closing needs a time of closing."))
        has_number = data.get("attempts_allowed") or "attempts_allowed" in self.errors
        if data.get("feedback") == Release.LAST and not has_number:
            words = _("Feedback after the last attempt needs a number of attempts.")
            self.add_error("attempts_allowed", words)
        return data


class ExtensionForm(forms.Form):
    """More time for one reader."""

    minutes = forms.IntegerField(label=_("More minutes"), min_value=0, max_value=MOST_MINUTES, required=False)
    closes_at = moment_field(_("Closes for this reader"), _("Both empty: no extension."))
