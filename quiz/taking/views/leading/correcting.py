"""A wrong key is put right: in a class by its instructors, for everybody by who may change the pack."""

import hashlib
import json
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from quiz.bank.access import may_edit
from quiz.bank.models import Quiz
from quiz.bank.queries import versions_of
from quiz.classroom.models import Assignment
from quiz.classroom.queries import taught_assignment
from quiz.classroom.services.log import note_keys
from quiz.people.access import instructors
from quiz.taking.forms.keys import CorrectForm, Keyed
from quiz.taking.marking import keys_for
from quiz.taking.services import correcting
from quiz.web.methods import BOTH
from quiz.web.zones import enter


@instructors
@BOTH
def correct(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Put the key of a question right in one assignment: see who changes, then confirm."""
    assignment = taught_assignment(request.user, slug)
    enter(request, assignment.classroom.zone)
    if assignment.quiz and request.method != "POST":
        note_keys(user=request.user, quiz_slug=assignment.quiz.slug, now=timezone.now())
    keyed = _keyed(assignment.quiz, number, assignment)
    return _correct(request, keyed, assignment, "taking/correct.html") or redirect("insight:items", slug)


@instructors
@BOTH
def correct_quiz(request: HttpRequest, slug: str, version: int, number: int) -> HttpResponse:
    """The same for everybody who took the quiz, in whatever class or in none: for who may change its pack."""
    quiz = next((row for row in versions_of(slug) if row.version == version), None)
    if quiz is None or not may_edit(request.user, quiz.source.pack):
        raise Http404
    keyed = _keyed(quiz, number, None)
    return _correct(request, keyed, None, "taking/correct_quiz.html") or redirect("taking:corrections", slug)


def _keyed(quiz: Quiz | None, number: int, assignment: Assignment | None) -> Keyed:
    place = quiz.places.filter(number=number).select_related("question").first() if quiz else None
    if place is None or not place.question.is_graded:
        raise Http404
    question = place.question
    held = keys_for([question.pk], assignment.pk if assignment else None)[question.pk]
    return Keyed(question, list(question.options.all()), held)


def _correct(
    request: HttpRequest, keyed: Keyed, assignment: Assignment | None, template: str
) -> HttpResponse | None:
    """The page, or None after the correction was made."""
    form = CorrectForm(keyed, request.POST if request.method == "POST" else None)
    shown: dict[str, Any] = {"form": form, "keyed": keyed, "assignment": assignment}
    status = HTTPStatus.OK
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        wanted = correcting.Wanted(
            keyed.question, assignment, data["is_void"], data["solution"], data["reason"], data["is_full"]
        )
        # What is confirmed is what was previewed, and nothing that was typed since.
        seen = hashlib.sha256(
            json.dumps([wanted.is_void, wanted.is_full, wanted.solution]).encode()
        ).hexdigest()
        if request.POST.get("confirm") == seen:
            correcting.correct(wanted=wanted, user=request.user, now=timezone.now())
            messages.success(request, _("The correction holds. Everybody concerned has been marked again."))
            return None
        shown |= {"preview": correcting.preview(wanted), "seen": seen}
    elif form.is_bound:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, template, shown, status=status)
