"""One piece is written: opened, saved by a button or by itself, compared where somebody else wrote too."""

from http import HTTPStatus
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from quiz.authoring.forms.pieces import PieceForm
from quiz.authoring.models import Piece, PieceKind
from quiz.authoring.pages.piece import Opened, opened
from quiz.authoring.services.pieces import EditedMeanwhile, PieceGone, save_piece
from quiz.people.access import instructors
from quiz.people.models import User
from quiz.web.client import wants_data
from quiz.web.errors import refusal


@instructors
def piece(request: HttpRequest, slug: str, kind: str, key: str) -> HttpResponse:
    """Write one piece; what was typed is kept whether or not it is complete."""
    page = opened(user=cast("User", request.user), slug=slug, kind=kind, key=key)
    if request.method == "POST":
        return _save(request, page, page.piece) if page.piece else _gone(request, page)
    if page.piece is None:
        raise Http404
    return _shown(request, page, page.piece, _form(page, page.piece, more=request.GET.get("more", "")))


def _form(page: Opened, held: Piece, data: Any = None, more: str = "") -> PieceForm:
    return PieceForm(PieceKind(held.kind), held.content, page.known(held), data, more)


def _save(request: HttpRequest, page: Opened, held: Piece) -> HttpResponse:
    form = _form(page, held, request.POST)
    if not form.is_valid():
        return _refused(request, page, held, form)
    act = request.POST.get("do", "")
    try:
        saved = save_piece(
            piece=held,
            content=form.written(act),
            revision=form.cleaned_data["revision"],
            user=cast("User", request.user),
            now=timezone.now(),
        )
    except EditedMeanwhile as error:
        return _meanwhile(request, page, error.piece, form)
    except PieceGone:
        return _gone(request, page)
    if wants_data(request):
        return JsonResponse(
            {"saved": f"{timezone.localtime(saved.edited_at):%H:%M}", "revision": saved.revision}
        )
    return redirect(_back_to(saved, request.path, act))


def _back_to(held: Piece, path: str, act: str) -> str:
    """Where one was: at the list whose row was moved, added or removed."""
    name, _dash, what = act.partition("-")
    if what == "add":
        return f"{path}?more={name}#{name}-more"
    return f"{path}#{name}" if what else path


def _shown(
    request: HttpRequest, page: Opened, held: Piece, form: PieceForm, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    shown = {"page": page, "piece": held, "form": form, "kind": PieceKind(held.kind)}
    return render(request, "authoring/piece.html", shown, status=status)


def _refused(request: HttpRequest, page: Opened, held: Piece, form: PieceForm) -> HttpResponse:
    if wants_data(request):
        return refusal(" ".join(form.problems()), HTTPStatus.UNPROCESSABLE_ENTITY, final=True)
    return _shown(request, page, held, form, HTTPStatus.UNPROCESSABLE_ENTITY)


def _meanwhile(request: HttpRequest, page: Opened, theirs: Piece, form: PieceForm) -> HttpResponse:
    return _shown(request, page, theirs, form, HTTPStatus.CONFLICT)


def _gone(request: HttpRequest, page: Opened) -> HttpResponse:
    return HttpResponse(status=HTTPStatus.NOT_FOUND)
