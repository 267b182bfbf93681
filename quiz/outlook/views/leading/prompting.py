"""The questions of a class for the discussion, and the note of what was said, for those who teach."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quiz.outlook import asking, queries
from quiz.outlook.forms.prompting import NoteForm, PromptForm
from quiz.outlook.models import Note, Wording
from quiz.outlook.prompts import prompts
from quiz.outlook.services import prompting as services
from quiz.outlook.views.visiting import taught
from quiz.people.access import instructors
from quiz.web.confirm import ask, is_sure
from quiz.web.methods import BOTH
from quiz.web.sent import status_of


def _language(found: queries.Visit) -> str:
    assignment = found.survey.assignment
    return assignment.classroom.language if assignment else ""


def _number(typed: str) -> int | None:
    return int(typed[:12]) if typed.isascii() and typed.isdigit() else None


@instructors
@BOTH
def prompt(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The questions of the class at a prediction, in order; add one, or delete one of the class's own."""
    found = taught(request, slug)
    card = queries.card(found, code)
    gone = _number(request.POST.get("remove", ""))
    if request.method == "POST" and gone is not None:
        if not is_sure(request):
            return ask(request, asking.prompt_goes(found, code), fields={"remove": str(gone)})
        services.remove_prompt(survey=found.survey, pk=gone)
        return redirect("outlook:prompt", slug, code)
    form = PromptForm(request.POST or None, _language(found))
    if request.method == "POST" and form.is_valid():
        given = services.By(found.survey, request.user, timezone.now())
        services.add_prompt(by=given, prediction=card.prediction, said=form.said)
        messages.success(request, _("Saved."))
        return redirect("outlook:prompt", slug, code)
    shown = {"visit": found, "card": card, "form": form, "prompts": prompts(found, card.prediction)}
    return render(request, "outlook/prompt.html", shown, status=status_of(form))


@instructors
@BOTH
def reword(request: HttpRequest, slug: str, code: str, pk: int = 0) -> HttpResponse:
    """Other words for a question of the class; without a number for the pack's, whose own can be restored."""
    found = taught(request, slug)
    card = queries.card(found, code)
    asked = next((each for each in prompts(found, card.prediction) if each.key == pk), None)
    if asked is None:
        raise Http404
    given = services.By(found.survey, request.user, timezone.now())
    if request.method == "POST" and asked.is_packs and request.POST.get("restore"):
        if not is_sure(request):
            return ask(request, asking.original_returns(found, code), fields={"restore": "1"})
        services.reword_packs(by=given, prediction=card.prediction, said=Wording())
        return redirect("outlook:prompt", slug, code)
    form = PromptForm(request.POST or None, _language(found), Wording(asked.ja, asked.en))
    if request.method == "POST" and form.is_valid():
        if asked.is_packs:
            services.reword_packs(by=given, prediction=card.prediction, said=form.said)
        else:
            services.reword_prompt(by=given, pk=pk, said=form.said)
        messages.success(request, _("Saved."))
        return redirect("outlook:prompt", slug, code)
    shown = {"visit": found, "card": card, "form": form, "asked": asked}
    return render(request, "outlook/reword.html", shown, status=status_of(form))


@instructors
@require_POST
def arrange(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One question one place up or down."""
    found = taught(request, slug)
    card = queries.card(found, code)
    for way in ("up", "down"):
        key = _number(request.POST.get(way, ""))
        if key is not None:
            given = services.By(found.survey, request.user, timezone.now())
            services.move_prompt(by=given, prediction=card.prediction, key=key, up=way == "up")
    return redirect(reverse("outlook:prompt", args=[slug, code]) + "#questions")


@instructors
@BOTH
def note(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Keep what was said of a prediction; what a colleague wrote meanwhile is shown, not replaced."""
    found = taught(request, slug)
    card = queries.card(found, code)
    rows = Note.objects.filter(survey=found.survey, prediction=card.prediction).select_related("user")
    kept = rows.first()
    form = NoteForm(request.POST or None, kept)
    if request.method == "POST" and form.is_valid():
        try:
            given = services.By(found.survey, request.user, timezone.now())
            services.keep_note(
                by=given, prediction=card.prediction, text=form.cleaned_data["note"],
                seen=form.cleaned_data["seen"],
            )  # fmt: skip
            messages.success(request, _("Saved."))
            return redirect("outlook:sheet", slug, code)
        except services.NoteChanged:
            kept = rows.first()
            form = form.beside(kept)
    shown = {"visit": found, "card": card, "form": form, "note": kept}
    return render(request, "outlook/note.html", shown, status=status_of(form))
