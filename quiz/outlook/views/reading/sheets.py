"""Predictions on paper and on the projector: for those who teach, and for readers who have voted."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from quiz.outlook import queries
from quiz.outlook.forms.prompting import NoteForm
from quiz.outlook.pages.sheet import Telling, in_sight, sheets_of, telling
from quiz.outlook.pages.slide import Part, slide_of
from quiz.outlook.views.visiting import to_ballot, visit_of
from quiz.people.access import known


def _told(request: HttpRequest, found: queries.Visit) -> Telling:
    wanted = request.GET.get("later") == "1"
    return telling(found, request.user, timezone.now(), wanted=wanted)


@known
@require_safe
def sheets(request: HttpRequest, slug: str) -> HttpResponse:
    """All predictions that one may read the questions of, a sheet each: to print."""
    found = visit_of(request, slug)
    told = _told(request, found)
    seen = in_sight(found, request.user, queries.cards(found))
    shown = {"visit": found, "telling": told, "sheets": sheets_of(found, seen, told)}
    return render(request, "outlook/sheets.html", shown)


@known
@require_safe
def sheet(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One prediction on a sheet; those who teach keep their note beside it."""
    found = visit_of(request, slug)
    cards = queries.cards(found)
    card = queries.pick(cards, code)
    if card not in in_sight(found, request.user, cards):
        return to_ballot(slug, card)
    told = _told(request, found)
    made = sheets_of(found, [card], told)[0]
    form = NoteForm(None, made.note) if found.is_taught else None
    shown = {"visit": found, "telling": told, "sheet": made, "form": form}
    return render(request, "outlook/sheet.html", shown)


@known
@require_safe
def slide(request: HttpRequest, slug: str, code: str, part: str = Part.CLAIM) -> HttpResponse:
    """For the projector: a screen of one prediction, with the way to the next. No names, no notes."""
    found = visit_of(request, slug)
    cards = queries.cards(found)
    card, seen = queries.pick(cards, code), in_sight(found, request.user, cards)
    if card not in seen:
        return to_ballot(slug, card)
    told = _told(request, found)
    made = sheets_of(found, [card], told)[0]
    screen = slide_of(made, part, [each.claim.code for each in seen], told)
    if screen is None:
        raise Http404
    return render(request, "outlook/slide.html", {"visit": found, "slide": screen})
