"""An outlook from setting it up to telling what became of it, for those who teach."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from quiz.bank.models import Pack
from quiz.bank.queries import current_sources
from quiz.classroom.models import Deed
from quiz.classroom.queries import taught_class
from quiz.classroom.services.log import By, Told, write_down
from quiz.classroom.views.leading.windows import tell
from quiz.domain.rounds import Stage
from quiz.outlook import asking, queries
from quiz.outlook.files import FILES, lines
from quiz.outlook.forms.leading import ResolveForm, RulesForm, SetUpForm, SplitForm
from quiz.outlook.models import Resolution
from quiz.outlook.pages.lead import lead_of
from quiz.outlook.pages.moderation import waiting
from quiz.outlook.services import leading as services
from quiz.outlook.views.visiting import taught
from quiz.people import limits
from quiz.people.access import instructors
from quiz.web.confirm import ask, is_sure
from quiz.web.methods import BOTH
from quiz.web.sent import status_of
from quiz.web.zones import enter


@instructors
@BOTH
def set_up(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a class the outlook of a source."""
    classroom = taught_class(request.user, slug)
    visible = Pack.objects.visible_to(request.user)
    sources = [source for source in current_sources(visible) if source.has_predictions]  # type: ignore[attr-defined]  # annotated by its query
    enter(request, classroom.zone)
    now = timezone.now()
    form = SetUpForm(request.POST or None, sources, now=now)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        source = values.pop("source")
        made = services.set_up(classroom=classroom, source=source, values=values, now=now)
        if made.assignment:
            tell(request, made.assignment)
        return redirect("insight:classroom", slug)
    shown = {"form": form, "classroom": classroom, "sources": sources}
    return render(request, "outlook/set_up.html", shown, status=status_of(form))


@instructors
@require_safe
def lead(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the class is, which prediction divides it, what moved it."""
    found = taught(request, slug)
    shown = {
        "visit": found, "lead": lead_of(found), "waiting": waiting(found), "stages": list(Stage),
        "split": SplitForm(None, found.survey), "kinds": [kind for kind in FILES if kind != "codebook"],
    }  # fmt: skip
    return render(request, "outlook/lead.html", shown)


@instructors
@BOTH
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """Window and rules; those about who sees what stand once somebody has voted."""
    found = taught(request, slug)
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
    return render(request, "outlook/rules.html", {"visit": found, "form": form}, status=status_of(form))


@instructors
@require_POST
def move(request: HttpRequest, slug: str) -> HttpResponse:
    """On to the next stage, or back where nothing was done in this one."""
    found = taught(request, slug)
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
    found = taught(request, slug)
    form = SplitForm(request.POST, found.survey)
    if form.is_valid():
        services.split_by(survey=found.survey, prediction=form.cleaned_data["prediction"])
        messages.success(request, _("Saved."))
    else:
        messages.warning(request, _("That prediction is not one of this outlook. Nothing was changed."))
    return redirect("outlook:lead", slug)


@instructors
@BOTH
def resolve(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """What became of a prediction, with a source; readers then see how near they were."""
    found = taught(request, slug)
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
    shown = {"visit": found, "card": card, "form": form, "later": queries.later_of(found, card.prediction)}
    return render(request, "outlook/resolve.html", shown, status=status_of(form))


@instructors
@require_safe
def download(request: HttpRequest, slug: str, kind: str) -> HttpResponseBase:
    """What is published, as CSV: figures, ballots by keys, posts, the codebook."""
    found = taught(request, slug)
    if kind not in FILES:
        raise Http404
    now, assignment = timezone.now(), found.survey.assignment
    limits.make_file(request, now)
    if assignment:
        told = Told(of=assignment, details={"file": f"outlook-{kind}.csv"})
        write_down(classroom=assignment.classroom, by=By(request.user, now), deed=Deed.FILE, told=told)
    response = StreamingHttpResponse(_in_zone(found, kind), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="yomitoki-outlook-{kind}-{slug}.csv"'
    return response


def _in_zone(found: queries.Visit, kind: str) -> Iterator[str]:
    """The lines, with the days of the class: the page's own time zone is gone when they are sent."""
    assignment = found.survey.assignment
    with timezone.override(assignment.classroom.zone if assignment else None):
        yield from lines(kind, found)
