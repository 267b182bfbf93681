"""Publishing a draft, and what was published before."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from quiz.authoring.assembling import content_of
from quiz.authoring.edition_forms import NoteForm
from quiz.authoring.models import Piece, PieceKind
from quiz.authoring.pages.edition import edition_of
from quiz.authoring.pages.history import history_of
from quiz.authoring.pages.publish import publishing
from quiz.authoring.queries import source_of, title_of
from quiz.authoring.services import publishing as services
from quiz.authoring.views.leading.opened import opened, user_of
from quiz.authoring.whole import Checked, check_draft, fingerprint, is_unpublished
from quiz.bank.findings.told import Finding
from quiz.bank.models import Pack
from quiz.bank.pack_files import PackError
from quiz.bank.services.foreseeing import foresee
from quiz.bank.services.rows import Loaded
from quiz.people import limits
from quiz.people.access import instructors
from quiz.web.confirm import Question, ask, is_sure
from quiz.web.methods import BOTH
from quiz.web.sent import status_of


def _title(pack: Pack) -> str:
    return title_of(source_of(pack), pack)


def _by(request: HttpRequest) -> services.By:
    return services.By(user_of(request), timezone.now())


@instructors
@BOTH
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """What is to be said of the draft, and what readers would notice; then publish it."""
    pack = opened(request, slug)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        limits.make_edition(pack.pk, timezone.now())
        try:
            made = services.publish(pack=pack, by=_by(request), **form.cleaned_data)
        except services.NothingNew:
            messages.info(request, _("The draft says what was published last: nothing new was published."))
            return redirect("authoring:history", slug)
        except services.ChangedMeanwhile:
            words = _("The draft was changed since you looked. Nothing was published; look again.")
            messages.warning(request, words)
        except PackError as error:
            messages.warning(request, _("Nothing was published: what forbids it stands below."))
            return _publish_page(request, pack, form, error.findings)
        else:
            _tell(request, made)
            return redirect("authoring:edition", slug, made.edition.number)
    return _publish_page(request, pack, form)


def _tell(request: HttpRequest, made: services.Published) -> None:
    messages.success(request, _("Published as edition %(number)d.") % {"number": made.edition.number})
    if made.loaded.next_version:
        # Else one who put a key right would believe that a class which has begun gets the right one.
        words = _("Classes keep the version they were given. Give them the quiz again for the new one.")
        messages.info(request, words)


def _publish_page(
    request: HttpRequest, pack: Pack, form: NoteForm, refused: tuple[Finding, ...] = ()
) -> HttpResponse:
    """refused: what the database would not take, which no check told before."""
    pieces = list(pack.pieces.all())
    checked, loaded = _foreseen(pack, check_draft(pack, pieces, timezone.localdate()))
    more = tuple(finding for finding in refused if finding not in checked.findings)
    checked = replace(checked, findings=(*more, *checked.findings))
    page = publishing(pack, pieces, checked, loaded)
    shown = {"pack": pack, "title": _title(pack), "page": page, "note": form["note"]}
    return render(request, "authoring/publish.html", shown, status=status_of(form))


def _foreseen(pack: Pack, checked: Checked) -> tuple[Checked, Loaded | None]:
    """With what publishing would do, or why it cannot be done after all."""
    if checked.part is None or not checked.is_whole or checked.told == pack.content:
        return checked, None
    try:
        return checked, foresee(pack=pack, part=checked.part)
    except PackError as error:
        return replace(checked, findings=(*error.findings, *checked.findings)), None


@instructors
@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """What was published, by whom and when."""
    pack = opened(request, slug)
    shown = {
        "pack": pack, "title": _title(pack),
        "history": history_of(pack, request.GET.get("page", "")),
    }  # fmt: skip
    return render(request, "authoring/history.html", shown)


@instructors
@require_safe
def edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One edition beside the one before."""
    pack = opened(request, slug)
    only = request.GET.get("kind", "")
    found = edition_of(pack, number, only if only in PieceKind.values else "")
    shown = {"pack": pack, "title": _title(pack), "shown": found, "only": only}
    return render(request, "authoring/edition.html", shown)


@instructors
@require_POST
def go_back(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Publish an earlier edition anew, after asking."""
    pack = opened(request, slug)
    if not pack.editions.filter(number=number).exists():
        raise Http404
    if not is_sure(request):
        # What goes is what was there when one was asked, and nothing that somebody saved since.
        pieces = list(pack.pieces.all())
        sign = fingerprint(content_of(pack.slug, pieces))
        return ask(request, _of_going_back(pack, number, pieces), fields={"sign": sign})
    limits.make_edition(pack.pk, timezone.now())
    try:
        made = services.go_back(pack=pack, number=number, by=_by(request), sign=request.POST.get("sign", ""))
    except services.ChangedMeanwhile:
        words = _("The draft was changed since you were asked. Nothing was changed; look again.")
        messages.warning(request, words)
        return redirect("authoring:edition", slug, number)
    except PackError as error:
        words = _("Edition %(number)d cannot be published any more; nothing was changed: %(why)s")
        messages.warning(request, words % {"number": number, "why": error.findings[0].message})
        return redirect("authoring:edition", slug, number)
    if made is None:
        words = _("Readers have edition %(number)d already; the draft is as it was then.")
        messages.info(request, words % {"number": number})
        return redirect("authoring:history", slug)
    words = _("Edition %(new)d says what edition %(number)d said.")
    messages.success(request, words % {"new": made.edition.number, "number": number})
    return redirect("authoring:edition", slug, made.edition.number)


def _of_going_back(pack: Pack, number: int, pieces: list[Piece]) -> Question:
    told = _("A new edition says what edition %(number)d said. The editions between stay in the history.")
    says = [
        told % {"number": number},
        _("Attempts that were begun keep the versions of the questions that they have."),
    ]
    if is_unpublished(pack, pieces):
        says.append(_("The draft has changes that were not published: they go."))
    back = reverse("authoring:edition", args=[pack.slug, number])
    title = _("Go back to edition %(number)d?") % {"number": number}
    return Question(title, says, _("Go back"), back)
