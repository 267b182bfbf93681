"""When what a class is given opens and closes, as it is typed: in the time zone that is in force."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quiz.classroom.models import Assignment
from quiz.domain.windows import FIRST_YEAR, YEARS_AHEAD, is_sane

LOCAL = "%Y-%m-%dT%H:%M"
NOW, LATER, DRAFT = "now", "later", "draft"
STARTS = (
    (NOW, _("Open it now")),
    (LATER, _("Open it at the time below")),
    (DRAFT, _("Keep it as a draft: readers do not see it")),
)


class MomentField(forms.DateTimeField):
    """A moment of our time: a year that cannot be meant is refused in words."""

    def to_python(self, value: Any) -> datetime | None:
        """The moment, within the years that can be meant."""
        found = super().to_python(value)
        now = timezone.now()
        if found is not None and not is_sane(found.year, now):
            words = _("Give a year from %(first)d to %(last)d.")
            years = {"first": FIRST_YEAR, "last": now.year + YEARS_AHEAD}
            raise forms.ValidationError(words, params=years)
        return found


def moment_field(label: Any, help_text: Any = "") -> MomentField:
    """A moment as it is typed: read and shown in the time zone that is in force."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL)
    return MomentField(
        label=label,
        required=False,
        input_formats=[LOCAL, "%Y-%m-%d %H:%M"],
        widget=widget,
        help_text=help_text,
    )


class WindowForm(forms.Form):
    """When it opens (now, later or not yet) and when it closes."""

    start = forms.ChoiceField(
        label=_("When it opens"),
        choices=STARTS,
        initial=NOW,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose when it opens, or keep it as a draft.")},
    )
    opens_at = moment_field(_("Opens"), _("Only for “at the time below”."))
    closes_at = moment_field(_("Closes"), _("Empty: it stays open until you close it."))

    def __init__(
        self, data: Any, assignment: Assignment | None, initial: dict[str, Any], *, now: datetime
    ) -> None:
        self.assignment, self.now = assignment, now
        if assignment:
            initial = initial | {
                "start": LATER if assignment.opens_at else DRAFT,
                "opens_at": assignment.opens_at,
                "closes_at": assignment.closes_at,
            }
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        """The window as the service takes it: the choice has become an opening, or none."""
        data = super().clean() or {}
        for name in ("opens_at", "closes_at"):
            data[name] = self._kept(name, data.get(name))
        start = data.pop("start", None)
        if start == LATER and not data["opens_at"] and "opens_at" not in self.errors:
            self.add_error("opens_at", _("Give the time at which it opens."))
        if start == DRAFT:
            data["opens_at"] = None
        if start == NOW:
            data["opens_at"] = self._since()
        opens, closes = data.get("opens_at"), data.get("closes_at")
        if opens and closes and (closes <= opens or (start == NOW and closes <= self.now)):
            self.add_error("closes_at", _("It must close after it opens."))
        return data

    def _kept(self, name: str, typed: datetime | None) -> datetime | None:
        """What stands, with its seconds, where the same minute came back from the form."""
        stands: datetime | None = getattr(self.assignment, name, None)
        same = typed and stands and typed == stands.replace(second=0, microsecond=0)
        return stands if same else typed

    def _since(self) -> datetime:
        stands = self.assignment.opens_at if self.assignment else None
        return stands if stands and stands <= self.now else self.now
