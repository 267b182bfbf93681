"""From a pasted text to claims, and from claims to question drafts."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from quiz.authoring.forms.texts import MarkForm, PasteForm
from quiz.authoring.models import PieceKind
from quiz.authoring.pages.text import chosen_line, workbench_of
from quiz.authoring.queries import counts_of, piece_of, source_of, title_of
from quiz.authoring.services import asking, marking, pasting
from quiz.authoring.views.leading.opened import opened, user_of
from quiz.authoring.views.leading.packs import tell_of_passages
from quiz.authoring.wording import language_among
from quiz.bank.models import Pack
from quiz.domain.kinds import Kind
from quiz.domain.pasting import Section, cut
from quiz.people import limits
from quiz.people.access import instructors
from quiz.web.methods import BOTH
from quiz.web.sent import status_of

DISCUSS = "discuss"
# No passage has ten thousand sentences.
DIGITS = 4


@instructors
@BOTH
def paste(request: HttpRequest, slug: str) -> HttpResponse:
    """Cut a text into passages: shown first, taken in by the second press."""
    draft = opened(request, slug)
    counts, source = counts_of(draft), source_of(draft)
    there = counts.get(PieceKind.PASSAGE, 0)
    form = PasteForm(
        request.POST or None,
        language=language_among(source.get("language")),
        may_replace=bool(there) and not counts.get(PieceKind.CLAIM),
    )
    sections = cut(form.cleaned_data["article"]) if form.is_bound and form.is_valid() else []
    if sections and "take" in request.POST:
        return _take_in(request, draft, form, sections)
    shown = {
        "form": form, "title": title_of(source, draft), "slug": slug, "there": there, "sections": sections,
        "many": sum(len(section.passages) for section in sections),
    }  # fmt: skip
    status = HTTPStatus.OK if sections else status_of(form)
    return render(request, "authoring/paste.html", shown, status=status)


def _take_in(request: HttpRequest, draft: Pack, form: PasteForm, sections: list[Section]) -> HttpResponse:
    now, values = timezone.now(), form.cleaned_data
    if values.get("replace") and not pasting.clear_text(pack=draft):
        messages.warning(request, _("A claim was marked meanwhile, so the passages that were there stayed."))
    found = pasting.take_in(
        pack=draft, sections=sections, language=values["language"], user=user_of(request), now=now
    )
    tell_of_passages(request, len(found))
    return redirect("authoring:text", draft.slug)


@instructors
@require_safe
def text(request: HttpRequest, slug: str) -> HttpResponse:
    """The workbench: the text sentence by sentence, its claims, and the form for the chosen sentence."""
    draft = opened(request, slug)
    return _workbench(request, draft, _chosen(request, draft))


def _chosen(request: HttpRequest, draft: Pack) -> MarkForm | None:
    """The form for the sentence that the address names, its words prefilled: those selected, else all."""
    passage, number = request.GET.get("passage", ""), request.GET.get("n", "")
    if not passage or not number.isdecimal() or len(number) > DIGITS:
        return None
    language = language_among(request.GET.get("in"), source_of(draft).get("language"))
    if not (found := chosen_line(draft, passage, int(number), language)):
        return None
    words, language = found
    values = {"passage": passage, "number": number, "said": words, "language": language}
    return MarkForm(initial={**values, "claim_text": request.GET.get("words") or words})


def _workbench(request: HttpRequest, draft: Pack, form: MarkForm | None) -> HttpResponse:
    bench = workbench_of(draft, request.GET.get("page", ""), request.GET.get("in", ""))
    at = form["passage"].value() if form else ""
    is_apart = form is not None and at not in {passage.key for passage in bench.passages}
    shown = {"slug": draft.slug, "bench": bench, "form": form, "at": at, "is_apart": is_apart}
    return render(request, "authoring/text.html", shown, status=status_of(form) if form else HTTPStatus.OK)


@instructors
@require_POST
def mark(request: HttpRequest, slug: str) -> HttpResponse:
    """Make a claim of a sentence."""
    draft = opened(request, slug)
    form = MarkForm(request.POST)
    if not form.is_valid():
        return _workbench(request, draft, form)
    limits.make_piece(request, timezone.now())
    values = form.cleaned_data
    marked = marking.Marked(values["passage"], values["number"], values["said"], values["language"])
    try:
        made = marking.mark_sentence(
            pack=draft, marked=marked, claim=form.claim, user=user_of(request), now=timezone.now()
        )
    except marking.TextChanged:
        told = _("This passage was edited meanwhile and no longer has the sentence. What you typed is below.")
        form.add_error(None, told)
        return _workbench(request, draft, form)
    messages.success(request, _("%(code)s is marked.") % {"code": made.key})
    return redirect(_at(request, slug, made.key))


@instructors
@require_POST
def ask(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Make a question draft of a claim, or of a prediction something to discuss."""
    draft = opened(request, slug)
    claim = piece_of(draft, PieceKind.CLAIM, key)
    wanted, now = request.POST.get("kind", ""), timezone.now()
    if wanted == DISCUSS:
        made = asking.discuss(claim=claim, user=user_of(request), now=now)
        return redirect("authoring:piece", slug, PieceKind.OUTLOOK.value, made.key)
    if wanted not in set(Kind):
        messages.warning(request, _("Choose which kind of question it becomes."))
        return redirect(_at(request, slug, key))
    quiz = request.POST.get("quiz", "")
    limits.make_piece(request, now)
    try:
        made = asking.ask_about(claim=claim, kind=Kind(wanted), quiz=quiz, user=user_of(request), now=now)
    except asking.NotGradable:
        messages.warning(
            request, _("Nobody is graded on an opinion or a prediction: sort it, or discuss it.")
        )
        return redirect(_at(request, slug, key))
    messages.success(
        request, _("%(code)s stands in the quiz as a draft: fill in what is missing.") % {"code": made.key}
    )
    return redirect(_at(request, slug, key))


def _at(request: HttpRequest, slug: str, key: str) -> str:
    """Back to where the claim stands, on the page of the text that one came from."""
    page = request.POST.get("page") or request.GET.get("page", "")
    kept = f"?page={page}" if page.isdecimal() and page != "1" else ""
    return f"{reverse('authoring:text', args=[slug])}{kept}#{key}"
