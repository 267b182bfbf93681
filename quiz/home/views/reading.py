"""The front page, the desk, a class for its reader, and what is kept of one."""

from http import HTTPStatus

from django.contrib import messages
from django.core.cache import cache
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from quiz.bank.models import Pack
from quiz.bank.queries import current_quizzes, current_sources
from quiz.classroom.letting_in import let_go_of
from quiz.classroom.queries import membership_of
from quiz.home import asking
from quiz.home.pages.desk import desk_of
from quiz.home.pages.download import everything_about
from quiz.home.pages.forget import holdings
from quiz.home.pages.metrics import upkeep_in_figures
from quiz.home.pages.room import room_of
from quiz.home.services.leaving import forget_readers
from quiz.home.services.renewing import renew_own
from quiz.people import limits
from quiz.people.access import ReaderRequest, anyone, readers
from quiz.people.cookie import held, let_go, remember
from quiz.taking.services.attempts import finish_overdue
from quiz.web.confirm import ask, is_sure
from quiz.web.metrics import exposition, is_asked_for
from quiz.web.outages import UNREACHABLE
from quiz.web.ready import same_for_everybody
from quiz.web.zones import enter


@anyone
@require_safe
@same_for_everybody
def front(request: HttpRequest) -> HttpResponse:
    """What this is, the sources to read and the quizzes to take."""
    packs = Pack.objects.public()
    shown = {"sources": current_sources(packs), "quizzes": current_quizzes(packs)}
    return render(request, "home/front.html", shown)


@anyone
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """One's own attempts; for an instructor, the quizzes with their answer sheets."""
    shown = desk_of(held(request), request.user, timezone.now())
    return render(request, "home/desk.html", {"desk": shown})


@readers
@require_safe
def room(request: ReaderRequest, slug: str) -> HttpResponse:
    """A class for its reader: what is open, due and done, and what one may see of one's results.

    Where an instructor made another code for whom this browser knows, that is told.
    """
    now = timezone.now()
    finish_overdue(now=now, membership__classroom__slug=slug, reader=request.reader_id)
    try:
        shown = room_of(request.reader_id, slug, now)
    except Http404:
        moved = let_go_of(held(request), slug)
        if moved is None:
            raise
        enter(request, moved.membership.classroom.zone)
        return render(request, "home/moved.html", {"moved": moved})
    enter(request, shown.membership.classroom.zone)
    return render(request, "home/room.html", {"room": shown, "now": now})


@readers
@require_POST
def renew(request: ReaderRequest, slug: str) -> HttpResponse:
    """A reader makes themselves a new return code; every other browser is signed out."""
    membership = membership_of(request.reader_id, slug)
    if not is_sure(request):
        return ask(request, asking.of_renewal(slug))
    new = renew_own(membership=membership)
    response = redirect("home:room", slug)
    remember(response, request, new, instead_of={request.reader_id})
    return response


@readers
@require_safe
def download(request: ReaderRequest) -> HttpResponse:
    """Everything that is stored about this browser's readers, the one in force first, as JSON."""
    now = timezone.now()
    limits.make_file(request, now, request.reader_id)
    others = [each for each in held(request) if each != request.reader_id]
    told = everything_about(request.reader_id, now)
    told["others"] = [everything_about(each, now) for each in others]
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="yomitoki.json"'
    return response


@readers
@require_POST
def forget(request: ReaderRequest) -> HttpResponse:
    """Delete everything of this browser's readers, of those who are chosen where it holds several."""
    everybody = held(request)
    chosen = [each for each in everybody if str(each) in request.POST.getlist("reader")]
    if len(everybody) == 1:
        chosen = list(everybody)
    if not is_sure(request) or not chosen:
        rows = [(each, holdings(each)) for each in everybody]
        return render(request, "home/forget.html", asking.of_forgetting(rows))
    kept = forget_readers(reader_ids=chosen, now=timezone.now(), takes_words_back="words" in request.POST)
    messages.success(request, _("Everything that was stored about you here has been deleted."))
    response = redirect("people:account")
    if kept:
        messages.info(request, _("How many attempts you made in a class stays there without your name."))
    let_go(response, request, [each for each in chosen if each not in kept])
    return response


@anyone
@require_safe
@same_for_everybody
def about(request: HttpRequest) -> HttpResponse:
    """How questions, labels, checks and points are meant."""
    return render(request, "home/about.html")


@anyone
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """For a monitor: 200 when database and cache answer, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        cache.set("health", "ok", 5)
        well = cache.get("health") == "ok"
    except UNREACHABLE:
        well = False
    return JsonResponse({"well": well}, status=HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE)


@anyone
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """For Prometheus: what all processes counted; 404 where METRICS is off or the token is another."""
    if not is_asked_for(request):
        raise Http404
    return HttpResponse(exposition(upkeep_in_figures()), content_type="text/plain; version=0.0.4")
