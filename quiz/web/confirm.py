"""The page that asks before an act that cannot be undone, or that others feel at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

SURE = "sure"


def is_sure(request: HttpRequest) -> bool:
    """Whether this request comes from the page that asked."""
    return request.method == "POST" and request.POST.get(SURE) == "1"


@dataclass(frozen=True, slots=True)
class Question:
    """What the page asks: what goes (`says`, a sentence each), the words of the one button that does it
    (`act`), and the address of who would rather not (`back`).
    """

    title: str
    says: Sequence[str]
    act: str
    back: str


def isolated(text: str) -> str:
    """What a person typed, set off within a sentence: no direction of its letters reaches the rest."""
    return f"\u2068{text}\u2069"


def ask(request: HttpRequest, question: Question, *, fields: Mapping[str, str] | None = None) -> HttpResponse:
    """The page that asks. It posts back to the same address with `fields` and what `is_sure` looks for."""
    asked = {"question": question, "fields": dict(fields or {}) | {SURE: "1"}}
    return render(request, "web/confirm.html", asked)
