"""The discussion and the projector, for those who teach."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from quiz.outlook import asking, queries
from quiz.outlook.forms.talking import ManyForm, ReasonForm
from quiz.outlook.pages.moderation import queue
from quiz.outlook.pages.room import room_at, transitions
from quiz.outlook.pictures import picture
from quiz.outlook.posts import best_of_each_side, post_of
from quiz.outlook.prompts import prompts
from quiz.outlook.queries import Visit
from quiz.outlook.services import leading as services
from quiz.outlook.services import talking
from quiz.outlook.services.judging import Done, Judgement, Selected, judge_posts
from quiz.outlook.views.visiting import taught
from quiz.outlook.waiting import Part
from quiz.people.access import instructors
from quiz.web.confirm import ask, is_sure
from quiz.web.methods import BOTH
from quiz.web.sent import status_of


@instructors
@require_POST
def discuss(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Take a prediction for the projector, and go there."""
    found = taught(request, slug)
    services.discuss(survey=found.survey, prediction=queries.card(found, code).prediction)
    return redirect("outlook:show", slug)


@instructors
@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """For the projector: one prediction, its bars, a reason on each side, the question. No names."""
    found = taught(request, slug)
    chosen = found.survey.discussed
    shown: dict[str, Any] = {"visit": found}
    if chosen:
        card = queries.card(found, chosen.claim.code)
        figures = room_at(found, card.prediction, {})
        shown |= {
            "card": card, "room": figures, "picture": picture(figures.first, figures.shift),
            "told": figures.first or (figures.shift and figures.shift.before),
            **transitions(figures.shift),
            "best": best_of_each_side(found, card.prediction),
            "prompts": prompts(found, card.prediction),
        }  # fmt: skip
    return render(request, "outlook/show.html", shown)


@instructors
@require_safe
def moderation(request: HttpRequest, slug: str) -> HttpResponse:
    """Posts that wait, that were reported, that are hidden."""
    return render(request, "outlook/moderation.html", _moderation(request, taught(request, slug)))


def _moderation(request: HttpRequest, found: Visit, sent: ManyForm | None = None) -> dict[str, Any]:
    """The lists, each with its form; what was selected in the one that was sent stays so."""
    now = timezone.now()
    # An id that is on the page once: the three forms have the same fields.
    forms = {
        part: ManyForm(initial={"part": part, "seen": now.isoformat()}, auto_id=f"{part}-%s") for part in Part
    }
    of_sent = sent["part"].value() if sent else ""
    if sent and of_sent in forms:
        sent.auto_id = f"{of_sent}-%s"
        forms[Part(of_sent)] = sent
    selected = frozenset(sent.cleaned_data.get("post", ())) if sent else frozenset()
    shown = queue(found, now, whole=request.GET.get("all", ""), selected=selected)
    return {"visit": found, "queue": shown, "forms": {part.value: form for part, form in forms.items()}}


@instructors
@require_POST
def moderate_many(request: HttpRequest, slug: str) -> HttpResponse:
    """Show, hide or let stand all posts that were selected in one list."""
    found = taught(request, slug)
    form = ManyForm(request.POST)
    if not form.is_valid():
        shown = _moderation(request, found, form)
        return render(request, "outlook/moderation.html", shown, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    given = form.cleaned_data
    if given["wanted"] == "settle" and not is_sure(request):
        fields = {name: str(form[name].value()) for name in ("part", "seen", "wanted")}
        fields["post"] = ".".join(map(str, given["post"]))
        return ask(request, asking.reports_go(found, len(given["post"])), fields=fields)
    done = judge_posts(
        survey=found.survey,
        selected=Selected(Part(given["part"]), given["post"], given["seen"]),
        judgement=Judgement(given["wanted"], given["reason"]),
        now=timezone.now(),
    )
    _tell(request, given["wanted"], done)
    return redirect("outlook:moderation", slug)


def _tell(request: HttpRequest, wanted: str, done: Done) -> None:
    """What was done, and what was left as it is."""
    n = done.judged
    told = {
        "show": ngettext("%(n)d post is shown now.", "%(n)d posts are shown now.", n),
        "hide": ngettext(
            "%(n)d post is hidden. Its author sees your reason; you can show it again.",
            "%(n)d posts are hidden. Their authors see your reason; you can show them again.",
            n,
        ),
        "settle": ngettext("%(n)d post stands as it is.", "%(n)d posts stand as they are.", n),
    }
    if n:
        messages.success(request, told[wanted] % {"n": n})
    if done.left:
        left = ngettext(
            "%(n)d post was left as it is: a colleague handled it meanwhile, or its author changed it.",
            "%(n)d posts were left as they are: colleagues handled them meanwhile, or authors changed them.",
            done.left,
        )
        messages.warning(request, left % {"n": done.left})


@instructors
@BOTH
def moderate(request: HttpRequest, slug: str, post_code: str) -> HttpResponse:
    """Show a post, let a reported one stand, or hide one with a reason."""
    found = taught(request, slug)
    post, now = post_of(found, post_code), timezone.now()
    wanted = request.POST.get("wanted", "")
    if request.method == "POST" and wanted in {"show", "settle"}:
        (talking.show_post if wanted == "show" else talking.settle_reports)(post=post, now=now)
        return redirect("outlook:moderation", slug)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        talking.hide_post(post=post, reason=form.cleaned_data["reason"], now=now)
        messages.success(request, _("Hidden. Its author sees your reason; you can show it again."))
        return redirect("outlook:moderation", slug)
    return render(
        request, "outlook/moderate.html", {"visit": found, "post": post, "form": form}, status=status_of(form)
    )


@instructors
@BOTH
def disclose(request: HttpRequest, slug: str, post_code: str) -> HttpResponse:
    """Have the name behind a post shown, on record for its author; never behind a ballot's reason."""
    found = taught(request, slug)
    post = post_of(found, post_code)
    if post.is_reason or post.membership_id is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        talking.disclose(post=post, user=request.user, reason=form.cleaned_data["reason"], now=timezone.now())
        return redirect("outlook:disclose", slug, post_code)
    log = list(post.disclosures.select_related("user"))
    is_mine = any(row.user == request.user for row in log)
    name = post.membership.shown_name if is_mine and post.membership else ""
    shown = {"visit": found, "post": post, "form": form, "log": log, "name": name}
    return render(request, "outlook/disclose.html", shown, status=status_of(form))
