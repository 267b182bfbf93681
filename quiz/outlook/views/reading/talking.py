"""The discussion of a prediction."""

from http import HTTPStatus
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_POST, require_safe

from quiz.classroom.models import Membership
from quiz.outlook import asking, queries
from quiz.outlook.forms.talking import PostForm, ReasonForm, WordsForm
from quiz.outlook.models import Drawn, Kind, Post, State
from quiz.outlook.models.posts import POST_SIGNS
from quiz.outlook.own_ballots import own_at
from quiz.outlook.pages.discussion import stamp, thread
from quiz.outlook.posts import drawn_for, post_of
from quiz.outlook.services import talking as services
from quiz.outlook.services.drawing import draw_reasons
from quiz.outlook.views.visiting import to_ballot, visit_of
from quiz.people.access import ReaderRequest, known, readers
from quiz.web.confirm import ask, is_sure
from quiz.web.methods import BOTH
from quiz.web.sent import status_of


class TalkRequest(HttpRequest):
    """A request for a discussion; the stamp keeps for the view what it would ask for a second time."""

    found: queries.Visit
    card: queries.Card


def _stamp(request: TalkRequest, slug: str, code: str) -> str | None:
    request.found = found = visit_of(request, slug)
    if found.survey.is_open_to_all:
        raise Http404
    request.card = card = queries.card(found, code)
    # Before one's own ballot the thread is not seen, so nothing tells of it either.
    return stamp(found, card.prediction) if found.is_taught or card.own else None


@known
@require_safe
@condition(etag_func=_stamp)
def discussion(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Two reasons of others, then the thread; nothing of it before one's own ballot."""
    asked = cast("TalkRequest", request)
    found, card = asked.found, asked.card
    if not found.is_taught and not card.own:
        return to_ballot(slug, card)
    return render(request, "outlook/discussion.html", _discussion(request, found, card))


def _discussion(
    request: HttpRequest, found: queries.Visit, card: queries.Card, form: PostForm | None = None
) -> dict[str, Any]:
    reply_to = _reply_to(found, card, request.POST.get("reply_to") or request.GET.get("reply", ""))
    reasons = _drawn(found, card)
    return {
        "visit": found,
        "card": card,
        "reasons": reasons,
        "seeds": _seeds(reasons, card) if card.last else [],
        "thread": thread(found, card.prediction, request.GET.get("page", ""), timezone.now()),
        "form": form or PostForm(),
        "reply_to": reply_to,
        "sees_room": queries.may_see_room(found, card.own),
    }


def _drawn(found: queries.Visit, card: queries.Card) -> list[Drawn]:
    """The two reasons of others; drawn now where it has not been done."""
    if found.membership is None or card.last is None:
        return []
    drawn = drawn_for(found, card.prediction)
    if len(drawn) > 1:
        return drawn
    draw_reasons(
        survey=found.survey, prediction=card.prediction, membership=found.membership,
        likelihood=(card.first or card.last).likelihood, now=timezone.now(),
    )  # fmt: skip
    return drawn_for(found, card.prediction)


def _seeds(reasons: list[Drawn], card: queries.Card) -> list[str]:
    """The pack's arguments where readers' reasons are few: of the other side first."""
    agrees = card.last.likelihood > 50  # noqa: PLR2004  more likely than not
    sides = ["challenges", "supports"] if agrees else ["supports", "challenges"]
    return sides[: 2 - len(reasons)]


def _reply_to(found: queries.Visit, card: queries.Card, wanted: str) -> Post | None:
    """The post that is answered: of two levels the upper one."""
    if not wanted:
        return None
    post = post_of(found, wanted[:POST_SIGNS])
    if post.prediction_id != card.prediction.pk or not post.is_readable:
        raise Http404
    return post.reply_to or post


@known
@require_POST
def post(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Write a post or an answer."""
    found = visit_of(request, slug)
    card = queries.card(found, code)
    if found.survey.is_open_to_all or (not found.is_taught and not card.own):
        raise Http404
    form = PostForm(request.POST)
    if not form.is_valid():
        shown = _discussion(request, found, card, form)
        return render(request, "outlook/discussion.html", shown, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    author = services.Author(found.membership, request.user if found.is_taught else None)
    try:
        written = services.write_post(
            survey=found.survey, prediction=card.prediction, author=author, now=timezone.now(),
            words=services.Words(
                **form.cleaned_data, reply_to=_reply_to(found, card, request.POST.get("reply_to", ""))
            ),
        )  # fmt: skip
    except (services.TalkClosed, services.TooManyPosts) as error:
        form.add_error(None, _refusal(error))
        shown = _discussion(request, found, card, form)
        return render(request, "outlook/discussion.html", shown, status=HTTPStatus.CONFLICT)
    if written.state == State.HELD:
        messages.info(request, _("Your post is saved. An instructor reads it before others see it."))
    return redirect(_at(slug, code, written))


def _refusal(error: Exception) -> str:
    if isinstance(error, services.TooManyPosts):
        return _(
            "Ten posts in ten minutes are enough for now. Nothing was written; try again a little later."
        )
    return _("The discussion is closed. Nothing was written.")


def _at(slug: str, code: str, written: Post) -> str:
    return reverse("outlook:discussion", args=[slug, code]) + f"#post-{written.code}"


def _mine(request: ReaderRequest, slug: str, post_code: str) -> tuple[queries.Visit, Post, Membership]:
    """A post of an outlook that the reader takes part in. Raises Http404 for all others."""
    found = visit_of(request, slug)
    if found.membership is None:
        raise Http404
    return found, post_of(found, post_code), found.membership


@readers
@BOTH
def edit_post(request: ReaderRequest, slug: str, post_code: str) -> HttpResponse:
    """Change one's own words within ten minutes."""
    found, own, member = _mine(request, slug, post_code)
    if own.membership_id != member.pk:
        raise Http404
    form = WordsForm(request.POST or None, initial={"text": own.text})
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_post(
                post=own, membership=member, text=form.cleaned_data["text"], now=timezone.now()
            )
            return redirect(_at(slug, own.prediction.claim.code, own))
        except services.NotYours:
            form.add_error(
                None, _("Ten minutes are over: the post stays as it was. You can still delete it.")
            )
    shown = {"visit": found, "post": own, "form": form, "is_editable": own.is_editable(timezone.now())}
    return render(request, "outlook/edit_post.html", shown, status=status_of(form))


@readers
@require_POST
def delete_post(request: ReaderRequest, slug: str, post_code: str) -> HttpResponse:
    """Take one's own words back."""
    found, own, member = _mine(request, slug, post_code)
    if own.membership_id != member.pk:
        raise Http404
    if not is_sure(request):
        return ask(request, asking.post_goes(found, own))
    try:
        services.delete_post(post=own, membership=member, now=timezone.now())
    except services.NotYours as error:
        raise Http404 from error
    messages.success(request, _("Your words were deleted."))
    return redirect("outlook:discussion", slug, own.prediction.claim.code)


@readers
@require_POST
def mark(request: ReaderRequest, slug: str, post_code: str) -> HttpResponse:
    """Mark a post as a good point, or as one that moved the reader; again takes it back."""
    found, there, member = _mine(request, slug, post_code)
    if not own_at(found.survey, found.reader_id, member, there.prediction):
        raise Http404
    kind = request.POST.get("kind", "")
    if kind in Kind.values:
        services.toggle_mark(post=there, membership=member, kind=kind, now=timezone.now())
    page = request.POST.get("page", "")
    here = reverse("outlook:discussion", args=[slug, there.prediction.claim.code])
    return redirect(
        f"{here}?page={page}#post-{post_code}"
        if page.isdigit() and page != "1"
        else f"{here}#post-{post_code}"
    )


@readers
@BOTH
def report(request: ReaderRequest, slug: str, post_code: str) -> HttpResponse:
    """Ask the instructors to look at a post."""
    found, there, member = _mine(request, slug, post_code)
    own = own_at(found.survey, found.reader_id, member, there.prediction)
    if not there.is_readable or not own or there.membership_id == member.pk:
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.report_post(
            post=there, membership=member, reason=form.cleaned_data["reason"], now=timezone.now()
        )
        messages.success(request, _("Your instructors have been asked to look at it."))
        return redirect("outlook:discussion", slug, there.prediction.claim.code)
    shown = {"visit": found, "post": there, "form": form}
    return render(request, "outlook/report.html", shown, status=status_of(form))
