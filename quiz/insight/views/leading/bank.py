"""The question bank."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from quiz.domain.kinds import GRADABLE, Label
from quiz.insight.pages.questions import SORTS, Asked, Bank, bank_of
from quiz.people.access import instructors
from quiz.web.templatetags.ui import FORMS, LABELS, SCOPES

SORTED = {"": _("By source and quiz"), "hard": _("The hardest first"), "easy": _("The easiest first")}
# Letters of anything that is looked for.
LONGEST = 200


@instructors
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """The questions of all packs that one may see, with figures and ways on where one sees their keys."""
    sent = {name: request.GET.get(name, "")[:LONGEST] for name in Asked.__slots__}
    if sent["sort"] not in SORTS:
        sent["sort"] = ""
    if sent["label"] not in GRADABLE:
        sent["label"] = ""
    asked = Asked(**sent)
    found = bank_of(request.user, asked)
    kept = request.GET.copy()
    kept.pop("page", None)
    shown = {
        "asked": asked, "bank": found, "choices": _choices(asked, found), "sorts": list(SORTED.items()),
        "keep": f"{kept.urlencode()}&" if kept else "",
    }  # fmt: skip
    return render(request, "insight/questions.html", shown)


def _choices(asked: Asked, found: Bank) -> list[tuple[str, Any, str, Sequence[tuple[str, Any]]]]:
    """What can be chosen of: the name of each list, its title, what is chosen, what is offered."""
    labels = [(label.value, LABELS[label][1]) for label in Label if label in GRADABLE]
    choices: list[tuple[str, Any, str, Sequence[tuple[str, Any]]]] = [
        ("label", _("Rests on"), asked.label, labels),
        ("kind", _("Kind"), asked.kind, list(FORMS.items())),
        ("scope", _("Scope"), asked.scope, list(SCOPES.items())),
        ("source", _("Source"), asked.source, found.sources),
        ("topic", _("Topic"), asked.topic, found.topics),
    ]
    # Topics are those of one source.
    return [choice for choice in choices if choice[-1]]
