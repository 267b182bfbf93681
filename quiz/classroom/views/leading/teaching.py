"""Who no longer teaches the class, which links no longer lead to it, and what its instructors did."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from quiz.classroom import queries
from quiz.classroom.models import Teaching
from quiz.classroom.pages.log import ALL, KINDS, log_lines
from quiz.classroom.services import teaching as services
from quiz.classroom.services.log import By
from quiz.people.access import instructors
from quiz.web.confirm import Question, ask, is_sure, isolated
from quiz.web.zones import enter


@instructors
@require_POST
def dismiss(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a colleague away, or leave the class oneself; the owner's part nobody else takes away."""
    found = queries.taught_class(request.user, slug)
    rows = queries.colleagues(found)
    gone = next((row for row in rows if row.pk == pk), None)
    if gone is None or (gone.is_owner and gone.user_id != request.user.pk):
        raise Http404
    at, leaves = reverse("insight:classroom", args=[slug]), gone.user_id == request.user.pk
    if len(rows) > 1 and not is_sure(request):
        return ask(request, _of_dismissing(gone, f"{at}#colleagues", leaves=leaves))
    try:
        services.dismiss(classroom=found, pk=pk, by=By(request.user, timezone.now()))
    except services.LastInstructor:
        told = _("Nobody else teaches this class, so you stay. Invite somebody first, or delete the class.")
        messages.warning(request, told)
        return redirect(f"{at}#colleagues")
    if leaves:
        messages.success(request, _("You no longer teach this class."))
        return redirect("classroom:classrooms")
    messages.success(request, _("%(who)s no longer teaches this class.") % {"who": _shown(gone)})
    return redirect(f"{at}#colleagues")


def _shown(teaching: Teaching) -> str:
    return isolated(teaching.user.known_as)


def _of_dismissing(gone: Teaching, back: str, *, leaves: bool) -> Question:
    links = _("Invitation links that nobody has followed yet stop working, for this page shows them.")
    if leaves:
        says = [_("You no longer see the class, its readers and results. A colleague can invite you again.")]
        if gone.is_owner:
            says.append(_("Whoever of the others has taught it longest becomes its owner."))
        return Question(_("Leave this class?"), [*says, links], _("Leave the class"), back)
    told = _("%(who)s no longer sees the class, its readers and their results, from now on.")
    title = _("Take %(who)s away from this class?") % {"who": _shown(gone)}
    return Question(title, [told % {"who": _shown(gone)}, links], _("Take away"), back)


@instructors
@require_POST
def revoke(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Make an invitation link void."""
    found = queries.taught_class(request.user, slug)
    at = reverse("insight:classroom", args=[slug]) + "#colleagues"
    if not is_sure(request):
        says = [_("Whoever has this link can no longer come to teach the class, nor make an account by it.")]
        return ask(request, Question(_("Take this invitation back?"), says, _("Take it back"), at))
    services.revoke(classroom=found, pk=pk, by=By(request.user, timezone.now()))
    messages.success(request, _("The link no longer works."))
    return redirect(at)


@instructors
@require_safe
def log(request: HttpRequest, slug: str) -> HttpResponse:
    """What those who teach the class did: to readers, marks, keys and files, and who teaches it."""
    found = queries.taught_class(request.user, slug)
    enter(request, found.zone)
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ALL
    page, lines = log_lines(found, kind, request.GET.get("page", ""))
    kinds = [(name, words) for name, (words, _deeds) in KINDS.items()]
    shown = {"classroom": found, "page": page, "lines": lines, "kind": kind, "kinds": kinds}
    return render(request, "classroom/log.html", shown)
