"""Who is at which outlook: the first line of its views."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from quiz.classroom.queries import taught_outlook
from quiz.outlook import queries
from quiz.outlook.services import leading as services
from quiz.people.cookie import reader_of
from quiz.web.zones import enter


def visit_of(request: HttpRequest, slug: str) -> queries.Visit:
    """The outlook of this address for this person. Raises Http404."""
    found = queries.visit(request.user, reader_of(request), slug, timezone.now())
    enter(request, found.survey.assignment.classroom.zone if found.survey.assignment else None)
    return found


def taught(request: HttpRequest, slug: str) -> queries.Visit:
    """An outlook of a class that this account teaches. Raises Http404."""
    assignment = taught_outlook(request.user, slug)
    enter(request, assignment.classroom.zone)
    survey = services.survey_for(assignment=assignment)
    return queries.taught_visit(survey, request.user, timezone.now())


def to_ballot(slug: str, card: queries.Card) -> HttpResponse:
    """Where readers go who have not voted at a prediction yet: to its ballot, if one is taken now."""
    if card.takes:
        return redirect("outlook:vote", slug, card.claim.code)
    return redirect("outlook:predictions", slug)
