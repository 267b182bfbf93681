"""How crispy lays the fields of a piece out."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Fieldset, Layout
from django.utils.html import format_html

from quiz.authoring.forms.parts import Part, Words
from quiz.web.bilingual import LANGUAGES


def helper_of(parts: Sequence[Part]) -> FormHelper:
    """The two languages of a text beside each other, under one name; all else one below the other."""
    helper = FormHelper()
    helper.form_tag, helper.disable_csrf, helper.render_hidden_fields = False, True, False
    helper.layout = Layout(*(_laid(part) for part in parts))
    return helper


def _laid(part: Part) -> Any:
    if not isinstance(part, Words):
        return Field(part.path)
    legend = (
        format_html('{} <small class="meta">{}</small>', part.label, part.hint) if part.hint else part.label
    )
    return Fieldset(legend, *(Field(f"{part.path}.{language}") for language in LANGUAGES), css_class="pair")
