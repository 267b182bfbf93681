"""Where a browser last was in an attempt, in a cookie that only the start page gets."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from quiz.people.cookie import AGE
from quiz.taking.models import Attempt

PLACE = "place"


def place_in(request: HttpRequest, attempt: Attempt) -> str:
    """Where this browser last was in the attempt: a number or "sheet"; the first question if unknown."""
    code, _colon, place = request.COOKIES.get(PLACE, "").partition(":")
    return place if code == attempt.code else "1"


def keep_place(response: HttpResponse, attempt: Attempt, place: str) -> HttpResponse:
    """The response, which lets the browser remember where it was."""
    where = reverse("taking:start", args=[attempt.quiz.slug])
    value = f"{attempt.code}:{place}"
    response.set_cookie(PLACE, value, AGE, path=where, httponly=True, samesite="Lax", secure=settings.HTTPS)
    return response
