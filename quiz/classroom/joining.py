"""The way into a class, as it is shown to whoever is to come."""

from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse

from quiz.classroom.models import Classroom, Invitation
from quiz.classroom.queries import invitations


def join_link(request: HttpRequest, found: Classroom) -> str:
    """The address that joins the class, on the host by which this page was asked for."""
    return request.build_absolute_uri(reverse("classroom:join", args=[found.join_code]))


def invited(request: HttpRequest, found: Classroom, now: datetime) -> list[tuple[Invitation, str]]:
    """The invitations that still hold, each with its address: 1 query."""
    return [
        (row, request.build_absolute_uri(reverse("classroom:accept", args=[row.token])))
        for row in invitations(found, now)
    ]
