"""A file is uploaded, read, looked through, or discarded."""

import re
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quiz.authoring.services.copying import take_files
from quiz.bank.pack_archives import unpacked
from quiz.bank.pack_files import PackError
from quiz.exchange.formats import known
from quiz.exchange.formats.format import MOST_BYTES
from quiz.exchange.formats.plain import Note, Refused
from quiz.exchange.formats.rules import Rule
from quiz.exchange.forms import PACK, UploadForm
from quiz.exchange.models import Intake
from quiz.exchange.pages.preview import LOOK, ON_A_PAGE, outcome
from quiz.exchange.pages.preview import preview as preview_of
from quiz.exchange.pages.upload import unfinished
from quiz.exchange.queries import intake_of
from quiz.exchange.services.leaving import discard as forget
from quiz.exchange.services.packs import is_pack
from quiz.exchange.services.reading import read_on
from quiz.exchange.services.taking import Sent, TooManyUnfinished, open_intake
from quiz.exchange.services.ticking import keep_ticks, tick_all
from quiz.exchange.wording import format_words, told
from quiz.people import limits
from quiz.people.access import instructors
from quiz.web.confirm import Question, ask, is_sure, isolated
from quiz.web.methods import BOTH
from quiz.web.sent import status_of

NUMBER = re.compile(r"[0-9]{1,6}")


@instructors
@BOTH
def upload(request: HttpRequest) -> HttpResponse:
    """A file of questions comes in, and one's imports that wait are listed."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    shown: dict[str, Any] = {"form": form, "formats": [format_words(each.name) for each in known.ALL]}
    if request.method == "POST" and _is_cut(request):
        refused = told(Note(Rule.TOO_LARGE, words=str(MOST_BYTES // 2**20)))
        shown |= {"form": UploadForm(), "refused": refused, "unfinished": unfinished(request.user)}
        return render(request, "exchange/upload.html", shown, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if form.is_bound and form.is_valid():
        limits.make_intake(request, timezone.now())
        file, values = form.cleaned_data["file"], form.cleaned_data
        # One byte more than is read at all tells that it is too large.
        data = file.read(MOST_BYTES + 1)
        if values["format"] == PACK or (not values["format"] and is_pack(data)):
            return _own_pack(request, shown, data)
        sent = Sent(file.name, data, values["format"], values["language"])
        if made := _opened(request, shown, sent):
            return redirect("exchange:preview", made.code)
    shown["unfinished"] = unfinished(request.user)
    return render(request, "exchange/upload.html", shown, status=status_of(form))


def _is_cut(request: HttpRequest) -> bool:
    """Whether more was sent than the server takes in, so that the file did not come at all."""
    said = request.META.get("CONTENT_LENGTH") or ""
    return "file" not in request.FILES and said.isdecimal() and int(said) > MOST_BYTES


def _opened(request: HttpRequest, shown: dict[str, Any], sent: Sent) -> Intake | None:
    """The import, with its first questions read; else the page says why there is none."""
    now = timezone.now()
    try:
        made = open_intake(user=request.user, sent=sent, now=now)
        return read_on(intake=made, now=now)
    except Refused as refused:
        shown |= {"refused": told(refused.note), "file_name": sent.name}
    except TooManyUnfinished:
        words = _("You have as many unfinished imports as may wait. Finish or discard one first.")
        shown["form"].add_error(None, words)
    return None


def _own_pack(request: HttpRequest, shown: dict[str, Any], data: bytes) -> HttpResponse:
    """A pack of this site becomes a new draft, as where packs are uploaded."""
    try:
        part = unpacked(data)
    except PackError as error:
        shown |= {"findings": error.findings, "unfinished": unfinished(request.user)}
        return render(request, "exchange/upload.html", shown, status=status_of(shown["form"]))
    now = timezone.now()
    limits.make_pack(request, now)
    made = take_files(part=part, user=request.user, now=now)
    words = _("This is a pack of this site. It is a new draft of yours, with all it holds.")
    messages.success(request, words)
    return redirect("authoring:pack", made.slug)


@instructors
@require_POST
def read(request: HttpRequest, code: str) -> HttpResponse:
    """Read on for about a second."""
    intake = intake_of(request.user, code)
    try:
        read_on(intake=intake, now=timezone.now())
    except Refused as refused:
        messages.warning(request, told(refused.note).says)
        return redirect("exchange:upload")
    return redirect("exchange:preview", code)


@instructors
@BOTH
def preview(request: HttpRequest, code: str) -> HttpResponse:
    """What was understood of a file, to be ticked; while it is read, how far; and what came in at the end."""
    intake = intake_of(request.user, code)
    only, number = request.GET.get("only", ""), request.GET.get("page", "")
    if request.method == "POST":
        return redirect(_kept(request, intake, only))
    shown: dict[str, Any] = {"intake": intake}
    if intake.done_at:
        shown["outcome"] = outcome(intake, request.user, number)
    elif intake.read_at:
        shown["preview"] = preview_of(intake, request.user, only, number)
    return render(request, "exchange/preview.html", shown)


def _kept(request: HttpRequest, intake: Intake, only: str) -> str:
    """The ticks of the page that was sent are kept; the address to which its button leads."""
    shown, ticked = (_numbers(request.POST.getlist(name)) for name in ("shown", "tick"))
    keep_ticks(intake=intake, shown=shown, ticked=ticked)
    go, page = request.POST.get("go", ""), request.POST.get("page", "")
    if go in {"all", "none"}:
        tick_all(intake=intake, is_ticked=go == "all")
    elif go == "confirm":
        return reverse("exchange:confirm", args=[intake.code])
    elif go in {LOOK, "every"}:
        only, page = "" if go == "every" else LOOK, ""
    else:
        page = go or page
    asked = {"only": LOOK if only == LOOK else "", "page": page if page.isdecimal() else ""}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse('exchange:preview', args=[intake.code])}?{query}".removesuffix("?")


def _numbers(sent: list[str]) -> set[int]:
    return {int(each) for each in sent[:ON_A_PAGE] if NUMBER.fullmatch(each)}


@instructors
@require_POST
def discard(request: HttpRequest, code: str) -> HttpResponse:
    """Forget an import, after asking."""
    intake = intake_of(request.user, code)
    if not is_sure(request):
        says = [
            _("File: %(name)s") % {"name": isolated(intake.file_name)},
            _("What was read of it goes, with your ticks. Questions that are in a draft already stay there."),
        ]
        back = reverse("exchange:preview", args=[code])
        return ask(request, Question(_("Discard this import?"), says, _("Discard it"), back))
    forget(intake=intake)
    messages.success(request, _("The import was discarded."))
    return redirect("exchange:upload")
