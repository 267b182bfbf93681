"""What was typed into a form that was refused for a reason that can be cured: it comes back and can be sent.

A form is refused for its old token, because the database is gone, or because its sender is signed out. What
it carried is then shown at once, or kept in the session until the person is signed in. Passwords and files
are never among it.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from http import HTTPStatus
from time import time
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from quiz.web.client import is_ours

KEY = "again"
HOUR = 3600
# In letters. Anybody can send a form without being signed in: what is kept of it stays small.
LARGEST = 20_000
NEVER = re.compile(r"csrf|password|token|secret", re.IGNORECASE)
# A number, a code, a moment: chosen rather than written, so it is kept without being shown.
PLAIN = re.compile(r"[\w.:+/-]{0,40}", re.ASCII)
# Why the form was refused: what the page says where something was typed, and where nothing was.
OLD = (
    _("This page had grown old. What you typed is here; send it again."),
    _("This page had grown old. Nothing is lost; send it again."),
)
BACK = (
    _("You are back. What you typed is here; send it again."),
    _("You are back. Nothing is lost; send it again."),
)
BUSY = (
    _("It was not saved yet. What you typed is here; send it again in a moment."),
    _("It was not saved yet. Nothing is lost; send it again in a moment."),
)
LABELS: Mapping[str, Any] = {
    "closes_at": _("Closes"),
    "name": pgettext_lazy("class", "Name"),
    "note": _("Note of what was said"),
    "opens_at": _("Opens"),
    "reason": _("Reason"),
    "text": _("Your post"),
    "text_en": _("In English"),
    "text_ja": _("In Japanese"),
    "told_by": _("Source: who says so, where and when"),
    "url": _("Address (optional)"),
    "words": _("Words that hold a post back until you have read it"),
}


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it was sent: where to, with which fields, when (in seconds), from which page of ours."""

    path: str
    fields: Sequence[Sequence[str]]
    at: float
    page: str

    @property
    def typed(self) -> list[tuple[str, str, Any]]:
        """The fields that a person wrote, with their labels: name, value, label."""
        return [
            (name, value, LABELS.get(_last(name)) or _("What you typed"))
            for name, value in self.fields
            if value and (_last(name) in LABELS or not PLAIN.fullmatch(value))
        ]

    @property
    def rest(self) -> list[Sequence[str]]:
        """All other fields."""
        shown = {(name, value) for name, value, _label in self.typed}
        return [field for field in self.fields if tuple(field) not in shown]


def _last(name: str) -> str:
    """The field's own name, without the prefix that a page with several forms gives it."""
    return name.rpartition("-")[2]


def page_of(request: HttpRequest) -> str:
    """The page of ours that this came from; the front page if unknown."""
    came = urlsplit(request.headers.get("Referer", ""))
    if (came.scheme, came.netloc) != (request.scheme, request.get_host()):
        return "/"
    return came._replace(scheme="", netloc="", fragment="").geturl()


def sent(request: HttpRequest) -> Sent:
    """What this POST carries, without what must never come back."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if not NEVER.search(name)
        for value in values
    ]  # fmt: skip
    return Sent(request.get_full_path(), fields, time(), page_of(request))


def show(
    request: HttpRequest, form: Sent, *, why: tuple[Any, Any], back: str, status: HTTPStatus
) -> HttpResponse:
    """The page with what was typed and one button that sends the same form to the same address again.

    `why` is OLD or BACK (BUSY is for the page of 503); `back` is for who would rather not.
    """
    shown = {"form": form, "says": why[0] if form.typed else why[1], "back": back}
    return render(request, "web/again.html", shown, status=status)


def keep(request: HttpRequest) -> bool:
    """Keep what this POST carries until its sender has signed in; False where it is not ours or too large."""
    if not is_ours(request):
        return False
    forms = _others(request) | {request.path: asdict(sent(request))}
    while len(json.dumps(forms, ensure_ascii=False)) > LARGEST:
        del forms[next(iter(forms))]
    if request.path not in forms:
        return False
    request.session[KEY] = forms
    return True


def offer(request: HttpRequest) -> HttpResponse | None:
    """At an address to which a kept form was sent: the page that sends it again; None where there is none."""
    found = _forms(request).get(request.path)
    if found is None or request.method == "HEAD":
        return None
    if request.method == "GET" and "unsent" not in request.GET:
        return show(request, Sent(**found), why=BACK, back="?unsent", status=HTTPStatus.OK)
    request.session[KEY] = _others(request)
    return redirect(found["page"]) if request.method == "GET" else None


def forget(request: HttpRequest) -> None:
    """Keep nothing any more: whoever sent it leaves this browser."""
    request.session.pop(KEY, None)


def _forms(request: HttpRequest) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = request.session.get(KEY, {})
    return {path: form for path, form in found.items() if time() - form["at"] < HOUR}


def _others(request: HttpRequest) -> dict[str, dict[str, Any]]:
    return {path: form for path, form in _forms(request).items() if path != request.path}
