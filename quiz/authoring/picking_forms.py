"""Where a question is picked to."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _


class PickForm(forms.Form):
    """One of the quizzes of one's drafts. What stands there as a pack alone is a new quiz of it."""

    target = forms.ChoiceField(label=_("Into which quiz?"))

    def __init__(self, targets: Iterable[tuple[str, str]], data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict is what a form takes
        new = _("%(pack)s: a new quiz")
        self.fields["target"] = forms.ChoiceField(
            label=_("Into which quiz?"),
            choices=[
                (value, new % {"pack": name} if value.endswith(" ") else name) for value, name in targets
            ],
        )
