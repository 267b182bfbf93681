"""What readers think is wrong, for those who teach."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from quiz.classroom.queries import taught_assignment
from quiz.classroom.services.log import note_keys
from quiz.people.access import instructors
from quiz.taking.forms.disputes import ReplyForm
from quiz.taking.models import Outcome
from quiz.taking.pages.disputes import disputes_of
from quiz.taking.services.disputing import Reply, answer_disputes
from quiz.web.methods import BOTH
from quiz.web.zones import enter


@instructors
@BOTH
def disputes(request: HttpRequest, slug: str) -> HttpResponse:
    """The questions of an assignment that readers doubt; answer them, or put the key right."""
    found = taught_assignment(request.user, slug)
    enter(request, found.classroom.zone)
    listed = disputes_of(found)
    if listed and found.quiz:
        note_keys(user=request.user, quiz_slug=found.quiz.slug, now=timezone.now())
    asked = request.POST.get("question", "")
    form = ReplyForm(request.POST, auto_id=f"id_%s_{asked}") if request.method == "POST" else None
    chosen = next((each for each in listed if str(each.number) == asked), None)
    if form and chosen and form.is_valid():
        reply = Reply(form.cleaned_data["reply"], Outcome.STANDS, request.user)
        told = answer_disputes(assignment=found, question=chosen.question, reply=reply, now=timezone.now())
        words = ngettext("%(n)d reader is answered.", "%(n)d readers are answered.", told)
        messages.success(request, words % {"n": told})
        return redirect("taking:disputes", slug)
    rows = [
        (each, form if form and each is chosen else ReplyForm(auto_id=f"id_%s_{each.number}"))
        for each in listed
    ]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form and form.errors else HTTPStatus.OK
    return render(request, "taking/disputes.html", {"assignment": found, "rows": rows}, status=status)
