"""The pieces of a draft, kind by kind: a list of them, a new one, another order, one less."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from quiz.authoring.models import Piece, PieceKind
from quiz.authoring.pages.pieces import pieces_of
from quiz.authoring.queries import asked_of, piece_of
from quiz.authoring.services import adding, marking
from quiz.authoring.services import pieces as services
from quiz.authoring.views.leading.opened import listed_kind, opened, user_of
from quiz.domain.kinds import Kind
from quiz.people import limits
from quiz.people.access import instructors
from quiz.web.confirm import Question, is_sure
from quiz.web.confirm import ask as ask_first


@instructors
@require_safe
def pieces(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """All pieces of one kind, a page of them; of questions those of one quiz."""
    draft, listed = opened(request, slug), listed_kind(kind)
    found = pieces_of(draft, listed, request.GET.get("quiz", ""), request.GET.get("page", ""))
    forms = [each.value for each in Kind] if listed is PieceKind.QUESTION else []
    return render(request, "authoring/pieces.html", {"slug": slug, "list": found, "forms": forms})


@instructors
@require_POST
def add(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """A new piece, empty, and on to where it is written."""
    draft, listed = opened(request, slug), listed_kind(kind)
    wanted = f"{request.POST.get('quiz', '')} {request.POST.get('form', '')}"
    limits.make_piece(request, timezone.now())
    try:
        made = adding.add(pack=draft, kind=listed, wanted=wanted, user=user_of(request), now=timezone.now())
    except adding.NothingToDiscuss:
        messages.warning(request, _("Mark a prediction in the text first: it is what a class discusses."))
        return redirect("authoring:pieces", slug, kind)
    return redirect("authoring:piece", slug, kind, made.key)


@instructors
@require_POST
def remove(request: HttpRequest, slug: str, kind: str, key: str) -> HttpResponse:
    """Take a piece out of the draft."""
    draft = opened(request, slug)
    piece = piece_of(draft, listed_kind(kind), key)
    back = _list_of(piece)
    if not is_sure(request):
        title = _("Take %(code)s out of the draft?") % {"code": key}
        return ask_first(request, Question(title, _what_goes(piece), _("Take it out"), back))
    if kind == PieceKind.CLAIM:
        marking.unmark(claim=piece, user=user_of(request), now=timezone.now())
    else:
        services.remove_piece(piece=piece)
    messages.success(request, _("%(code)s is out of the draft.") % {"code": key})
    return redirect(back)


def _list_of(piece: Piece, page: str = "") -> str:
    found = reverse("authoring:pieces", args=[piece.pack.slug, piece.kind])
    asked = {"quiz": piece.parent, "page": page if page.isdecimal() and page != "1" else ""}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{found}?{query}" if query else found


def _what_goes(piece: Piece) -> list[str]:
    """What else is touched: 1 query, 0 where a piece stands alone."""
    says = []
    if piece.kind == PieceKind.QUIZ:
        many = piece.pack.pieces.filter(kind=PieceKind.QUESTION, parent=piece.key).count()
        told = ngettext("With it goes %(n)d question.", "With it go %(n)d questions.", many)
        says.append(told % {"n": many})
    elif piece.kind == PieceKind.CLAIM:
        says.append(_("Its mark goes from the text."))
        resting = [asked.key for asked in asked_of(piece.pack) if piece.key in asked.rests_on]
        if resting:
            told = _("These questions rest on it and stay; let them rest on another: %(codes)s")
            says.append(told % {"codes": _listed(resting)})
    elif piece.kind == PieceKind.PASSAGE:
        of_passage = piece.pack.pieces.filter(kind=PieceKind.CLAIM, content__passage=piece.key)
        if claims := list(of_passage.values_list("key", flat=True)):
            told = _("These claims stand in it and stay; they need another passage: %(codes)s")
            says.append(told % {"codes": _listed(claims)})
    return [*says, _("What was published keeps it until you publish again.")]


def _listed(codes: list[str], most: int = 10) -> str:
    return ", ".join([*codes[:most], *(["…"] if len(codes) > most else [])])


@instructors
@require_POST
def move(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Put a piece one place up or down, or at the place that is typed."""
    draft = opened(request, slug)
    listed_kind(kind)
    steps = [(request.POST.get("up", ""), -1), (request.POST.get("down", ""), 1)]
    key, step = next(((name, by) for name, by in steps if name), (request.POST.get("key", ""), 0))
    piece = draft.pieces.filter(kind=kind, key=key).first()
    if piece is None:
        messages.warning(request, _("This piece is not there any more. Nothing was moved."))
        return redirect("authoring:pieces", slug, kind)
    back = _list_of(piece, request.POST.get("page", ""))
    to = request.POST.get("to", "")
    if not step and not (to.isdecimal() and int(to[:6]) > 0):
        messages.warning(request, _("The place is a number from 1. Nothing was moved."))
        return redirect(back)
    siblings = draft.pieces.filter(kind=kind, parent=piece.parent).order_by("position", "pk")
    place = list(siblings.values_list("key", flat=True)).index(key) + 1 + step if step else int(to[:6])
    services.move_piece(piece=piece, to=place)
    return redirect(f"{back}#{key}")
