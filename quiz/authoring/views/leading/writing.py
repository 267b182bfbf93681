"""One piece is written: opened, saved by a button or by itself, compared where somebody else wrote too."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from quiz.authoring.forms.comparing import differing
from quiz.authoring.forms.pieces import PieceForm
from quiz.authoring.forms.telling import lines_of, placed, tell
from quiz.authoring.models import Piece, PieceKind
from quiz.authoring.pages.piece import ONE, Opened, opened
from quiz.authoring.services.pieces import EditedMeanwhile, PieceGone, save_piece
from quiz.authoring.views.leading.opened import opened as draft_of
from quiz.people.access import instructors
from quiz.web import again
from quiz.web.client import wants_data
from quiz.web.errors import refusal

# As long as a name stands beside the time at which somebody else saved: they may be writing still.
JUST_NOW = timedelta(minutes=10)


@instructors
def piece(request: HttpRequest, slug: str, kind: str, key: str) -> HttpResponse:
    """Write one piece; what was typed is kept whether or not it is complete."""
    page = opened(user=request.user, slug=slug, kind=kind, key=key)
    if not page.pieces:
        # Of what was published without the editor there are none until somebody opens it.
        draft_of(request, slug)
        page = opened(user=request.user, slug=slug, kind=kind, key=key)
    held = page.piece
    if request.method == "POST":
        return _save(request, page, held) if held else _gone(request, page)
    if held is None:
        raise Http404
    form = _form(page, held, more=request.GET.get("more", ""))
    if row := form.row(request.GET.get("drop", "")):
        row.is_asked = True
    return _shown(request, page, held, form)


def _form(page: Opened, held: Piece, data: Any = None, more: str = "") -> PieceForm:
    form = PieceForm(PieceKind(held.kind), held.content, page.known(held), data, more)
    form.initial["revision"] = held.revision
    return form


def _save(request: HttpRequest, page: Opened, held: Piece) -> HttpResponse:
    form = _form(page, held, request.POST)
    if not form.is_valid():
        return _refused(request, page, held, form)
    act = request.POST.get("do", "")
    author: Any = request.user
    try:
        saved = save_piece(
            piece=held,
            content=form.written(act),
            revision=form.cleaned_data["revision"],
            user=author,
            now=timezone.now(),
        )
    except EditedMeanwhile as error:
        return _meanwhile(request, page, error.piece, form)
    except PieceGone:
        return _gone(request, page)
    return (
        _told(page, saved, form)
        if wants_data(request)
        else redirect(_back_to(request.path, act, saved, form))
    )


def _back_to(path: str, act: str, saved: Piece, form: PieceForm) -> str:
    """Where one was: at the list whose row was moved, added or removed, which is asked first."""
    name, _dash, what = act.partition("-")
    if what == "add":
        return f"{path}?more={name}#{name}-{len(saved.content.get(name, ()))}"
    row = form.row(act.removesuffix("-drop"))
    if row and row.at is not None:
        return f"{path}?drop={name}-{row.at}#{name}-{row.at}"
    return f"{path}#{name}" if what else path


def _told(page: Opened, saved: Piece, form: PieceForm) -> HttpResponse:
    """What the script is told: when it was saved, and what is found now."""
    told = placed(form, page.findings(saved, timezone.localdate()))
    rows = [row for rows in form.rows.values() for row in rows.forms if row.code]
    names = {row.add_prefix(row.rows.code): row.code for row in rows}
    return JsonResponse(
        {
            "saved": f"{timezone.localtime(saved.edited_at):%H:%M}",
            "revision": saved.revision,
            "codes": names,
            "found": lines_of(told),
            "items": render_to_string("authoring/_items.html", {"told": told}),
            "count": len(told),
        }
    )


def _shown(
    request: HttpRequest, page: Opened, held: Piece, form: PieceForm, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    now = timezone.now()
    told = placed(form, page.findings(held, timezone.localdate(now)))
    tell(form, told)
    is_other = held.edited_by_id not in {None, request.user.pk}
    shown = {
        "page": page,
        "piece": held,
        "form": form,
        "told": told,
        "one": ONE[PieceKind(held.kind)],
        "kind": PieceKind(held.kind),
        "other": held.edited_by if is_other else None,
        "is_just_now": is_other and now - held.edited_at < JUST_NOW,
        "questions": page.questions(held) if held.kind == PieceKind.QUIZ else (),
        "differing": differing(form, held) if status is HTTPStatus.CONFLICT else (),
    }
    return render(request, "authoring/piece.html", shown, status=status)


def _refused(request: HttpRequest, page: Opened, held: Piece, form: PieceForm) -> HttpResponse:
    if wants_data(request):
        return refusal(" ".join(form.problems()), HTTPStatus.UNPROCESSABLE_ENTITY, final=True)
    return _shown(request, page, held, form, HTTPStatus.UNPROCESSABLE_ENTITY)


def _meanwhile(request: HttpRequest, page: Opened, theirs: Piece, form: PieceForm) -> HttpResponse:
    """Both versions beside each other; the next press saves one's own over theirs, knowingly."""
    if wants_data(request):
        words = _("Somebody else saved this meanwhile. Yours is not saved yet: compare both.")
        return refusal(words, HTTPStatus.CONFLICT, final=True)
    form.renew(theirs.revision)
    return _shown(request, page, theirs, form, HTTPStatus.CONFLICT)


def _gone(request: HttpRequest, page: Opened) -> HttpResponse:
    """The piece was removed meanwhile: what was typed is there to be copied."""
    if wants_data(request):
        return refusal(_("This was removed meanwhile."), HTTPStatus.NOT_FOUND, final=True)
    shown = {"page": page, "sent": [each for each in again.sent(request).typed if each[0] != "do"]}
    return render(request, "authoring/gone.html", shown, status=HTTPStatus.NOT_FOUND)
