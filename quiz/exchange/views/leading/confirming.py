"""What is ticked of a file goes into a draft."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from quiz.authoring.queries import targets
from quiz.bank.models import Pack
from quiz.exchange.forms import NEW, ConfirmForm
from quiz.exchange.pages.preview import counts_of
from quiz.exchange.queries import intake_of
from quiz.exchange.services.confirming import Gone, Into, NothingTicked, take_in
from quiz.people import limits
from quiz.people.access import instructors
from quiz.web.methods import BOTH
from quiz.web.sent import status_of


@instructors
@BOTH
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Choose where to, and take in all that is ticked at once."""
    intake = intake_of(request.user, code)
    if intake.done_at or not intake.read_at:
        return redirect("exchange:preview", code)
    counts = counts_of(intake)
    if not counts.ticked:
        messages.warning(request, _("Nothing is ticked. Tick what is to come in."))
        return redirect("exchange:preview", code)
    packs = Pack.objects.editable_by(request.user)
    initial = {"title": intake.called, "language": intake.language, "target": NEW}
    sent = request.POST if request.method == "POST" else None
    form = ConfirmForm(targets(packs), sent, initial=initial)
    if form.is_bound and form.is_valid():
        limits.take_questions(request, timezone.now())
        try:
            take_in(
                intake=intake, into=_into(request, form.cleaned_data), language=form.cleaned_data["language"],
                user=request.user, now=timezone.now(),
            )  # fmt: skip
        except (Gone, NothingTicked):
            form.add_error("target", _("That quiz is not there any more. Nothing was taken in."))
        else:
            return redirect("exchange:preview", code)
    shown = {"intake": intake, "form": form, "counts": counts}
    return render(request, "exchange/confirm.html", shown, status=status_of(form))


def _into(request: HttpRequest, values: dict[str, Any]) -> Into:
    if values["target"] == NEW:
        limits.make_pack(request, timezone.now())
        return Into(title=values["title"])
    slug, _space, quiz = values["target"].partition(" ")
    pack = Pack.objects.editable_by(request.user).filter(slug=slug).first()
    if pack is None:
        raise Gone
    return Into(pack, quiz)
