"""What those who teach see and do."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from quiz.bank.queries import current_sources
from quiz.classroom.queries import taught_class, taught_outlook
from quiz.classroom.views.windows import tell
from quiz.domain.rounds import Stage
from quiz.outlook import asking, board, queries, talk, telling
from quiz.outlook.files import FILES, lines
from quiz.outlook.forms import PromptForm, ReasonForm, ResolveForm, RulesForm, SetUpForm, SplitForm
from quiz.outlook.models import Resolution
from quiz.outlook.pictures import picture
from quiz.outlook.services import leading as services
from quiz.outlook.services import talking
from quiz.outlook.views.talking import BOTH
from quiz.outlook.views.voting import transitions
from quiz.people.access import instructors
from quiz.web.confirm import ask, is_sure
from quiz.web.zones import enter


def _taught(request: HttpRequest, slug: str) -> queries.Visit:
    """An outlook of a class that this account teaches. Raises Http404."""
    assignment = taught_outlook(request.user, slug)
    enter(request, assignment.classroom.zone)
    survey = services.survey_for(assignment=assignment)
    return queries.taught_visit(survey, timezone.now())


@instructors
@BOTH
def set_up(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a class the outlook of a source."""
    classroom = taught_class(request.user, slug)
    sources = [source for source in current_sources() if source.has_predictions]  # type: ignore[attr-defined]
    enter(request, classroom.zone)
    now = timezone.now()
    form = SetUpForm(request.POST or None, sources, now=now)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        source = values.pop("source")
        made = services.set_up(classroom=classroom, source=source, values=values, now=now)
        if made.assignment:
            tell(request, made.assignment)
        return redirect("classroom:classroom", slug)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    shown = {"form": form, "classroom": classroom, "sources": sources}
    return render(request, "outlook/set_up.html", shown, status=status)


@instructors
@require_safe
def lead(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the class is, which prediction divides it, what moved it."""
    found = _taught(request, slug)
    shown = {
        "visit": found, "lead": board.lead(found), "waiting": talk.waiting(found), "stages": list(Stage),
        "split": SplitForm(None, found.survey), "kinds": [kind for kind in FILES if kind != "codebook"],
    }  # fmt: skip
    return render(request, "outlook/lead.html", shown)


@instructors
@BOTH
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """Window and rules; those about who sees what stand once somebody has voted."""
    found = _taught(request, slug)
    survey = found.survey
    now = timezone.now()
    form = RulesForm(request.POST or None, survey, now=now)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_rules(survey=survey, values=form.cleaned_data, now=now)
        except services.Promised:
            form.add_error(None, _("Somebody has just voted, so the rules about who sees what stand."))
        else:
            if survey.assignment:
                tell(request, survey.assignment)
            return redirect("outlook:lead", slug)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "outlook/rules.html", {"visit": found, "form": form}, status=status)


@instructors
@require_POST
def move(request: HttpRequest, slug: str) -> HttpResponse:
    """On to the next stage, or back where nothing was done in this one."""
    found = _taught(request, slug)
    seen, now = request.POST.get("seen", ""), timezone.now()
    goes_back = request.POST.get("wanted") == "back"
    if seen == found.stage and not is_sure(request):
        question = asking.back(found) if goes_back else asking.onward(found)
        return ask(request, question, fields={"seen": seen, "wanted": "back" if goes_back else "on"})
    try:
        if goes_back:
            services.move_back(survey=found.survey, seen=seen, now=now)
        else:
            services.move(survey=found.survey, seen=seen, now=now)
    except services.CannotGoBack:
        messages.warning(request, _("It cannot go back: readers have voted again, or know what came later."))
    return redirect("outlook:lead", slug)


@instructors
@require_POST
def split(request: HttpRequest, slug: str) -> HttpResponse:
    """By which prediction the room is split when the round closes."""
    found = _taught(request, slug)
    form = SplitForm(request.POST, found.survey)
    if form.is_valid():
        services.split_by(survey=found.survey, prediction=form.cleaned_data["prediction"])
        messages.success(request, _("Saved."))
    else:
        messages.warning(request, _("That prediction is not one of this outlook. Nothing was changed."))
    return redirect("outlook:lead", slug)


@instructors
@require_POST
def discuss(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Take a prediction for the projector, and go there."""
    found = _taught(request, slug)
    services.discuss(survey=found.survey, prediction=queries.card(found, code).prediction)
    return redirect("outlook:show", slug)


@instructors
@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """For the projector: one prediction, its bars, a reason on each side, the question. No names."""
    found = _taught(request, slug)
    chosen = found.survey.discussed
    shown: dict[str, Any] = {"visit": found}
    if chosen:
        card = queries.card(found, chosen.claim.code)
        figures = telling.room_at(found, card.prediction, {})
        shown |= {
            "card": card, "room": figures, "picture": picture(figures.first, figures.shift),
            "told": figures.shift.before if figures.shift else figures.first,
            **transitions(figures.shift),
            "best": talk.best_of_each_side(found, card.prediction),
            "prompts": talk.prompts(found, card.prediction),
        }  # fmt: skip
    return render(request, "outlook/show.html", shown)


@instructors
@BOTH
def prompt(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Add a question of one's own, or take one back."""
    found = _taught(request, slug)
    card = queries.card(found, code)
    gone = request.POST.get("remove", "")
    if request.method == "POST" and gone.isascii() and gone.isdigit():
        if not is_sure(request):
            return ask(request, asking.prompt_goes(found, code), fields={"remove": gone})
        services.remove_prompt(survey=found.survey, pk=int(gone[:12]))
        return redirect("outlook:prompt", slug, code)
    form = PromptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.add_prompt(
            survey=found.survey, prediction=card.prediction, text=form.cleaned_data["text"],
            user=request.user, now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Saved."))
        return redirect("outlook:discussion", slug, code)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    shown = {"visit": found, "card": card, "form": form, "prompts": talk.prompts(found, card.prediction)}
    return render(request, "outlook/prompt.html", shown, status=status)


@instructors
@BOTH
def resolve(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """What became of a prediction, with a source; readers then see how near they were."""
    found = _taught(request, slug)
    card = queries.card(found, code)
    kept = Resolution.objects.filter(survey=found.survey, prediction=card.prediction).first()
    names = ("outcome", "told_by", "url")
    form = ResolveForm(
        request.POST or None, initial={name: getattr(kept, name) for name in names} if kept else None
    )
    if request.method == "POST" and form.is_valid():
        if not is_sure(request):
            given = {name: request.POST.get(name, "") for name in names}
            return ask(request, asking.outcome(found, code, form.cleaned_data["outcome"]), fields=given)
        services.resolve(
            survey=found.survey, prediction=card.prediction, values=form.cleaned_data, now=timezone.now()
        )
        messages.success(request, _("Saved."))
        return redirect("outlook:lead", slug)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    shown = {"visit": found, "card": card, "form": form, "later": telling.later_of(found, card.prediction)}
    return render(request, "outlook/resolve.html", shown, status=status)


@instructors
@require_safe
def moderation(request: HttpRequest, slug: str) -> HttpResponse:
    """Posts that wait, that were reported, that are hidden."""
    found = _taught(request, slug)
    return render(
        request, "outlook/moderation.html", {"visit": found, "queue": talk.queue(found, timezone.now())}
    )


@instructors
@BOTH
def moderate(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a post, let a reported one stand, or hide one with a reason."""
    found = _taught(request, slug)
    post, now = talk.post_of(found, pk), timezone.now()
    wanted = request.POST.get("wanted", "")
    if request.method == "POST" and wanted in {"show", "settle"}:
        (talking.show_post if wanted == "show" else talking.settle_reports)(post=post, now=now)
        return redirect("outlook:moderation", slug)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        talking.hide_post(post=post, reason=form.cleaned_data["reason"], now=now)
        messages.success(request, _("Hidden. Its author sees your reason; you can show it again."))
        return redirect("outlook:moderation", slug)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(
        request, "outlook/moderate.html", {"visit": found, "post": post, "form": form}, status=status
    )


@instructors
@BOTH
def disclose(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Have the name behind a post shown, on record for its author; never behind a ballot's reason."""
    found = _taught(request, slug)
    post = talk.post_of(found, pk)
    if post.is_reason or post.membership_id is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        talking.disclose(post=post, user=request.user, reason=form.cleaned_data["reason"], now=timezone.now())
        return redirect("outlook:disclose", slug, pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    log = post.disclosures.select_related("user")
    name = post.membership.shown_name if log and post.membership else ""
    shown = {"visit": found, "post": post, "form": form, "log": log, "name": name}
    return render(request, "outlook/disclose.html", shown, status=status)


@instructors
@require_safe
def download(request: HttpRequest, slug: str, kind: str) -> HttpResponseBase:
    """What is published, as CSV: figures, ballots by keys, posts, the codebook."""
    found = _taught(request, slug)
    if kind not in FILES:
        raise Http404
    response = StreamingHttpResponse(_in_zone(found, kind), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="yomitoki-outlook-{kind}-{slug}.csv"'
    return response


def _in_zone(found: queries.Visit, kind: str) -> Iterator[str]:
    """The lines, with the days of the class: the page's own time zone is gone when they are sent."""
    assignment = found.survey.assignment
    with timezone.override(assignment.classroom.zone if assignment else None):
        yield from lines(kind, found)
