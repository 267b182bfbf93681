"""The predictions, a ballot, and what the room thinks."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quiz.bank.queries import predictions_in
from quiz.domain.rounds import Round
from quiz.outlook import queries
from quiz.outlook.forms.voting import BallotForm
from quiz.outlook.own_ballots import own_ballots
from quiz.outlook.pages.camps import camps_told, findings_of, split_told
from quiz.outlook.pages.predictions import notices
from quiz.outlook.pages.room import room_at, transitions
from quiz.outlook.pictures import picture
from quiz.outlook.posts import nameable
from quiz.outlook.services import voting as services
from quiz.outlook.services.seeing import note_seen
from quiz.outlook.views.visiting import visit_of
from quiz.people import limits
from quiz.people.access import known, visitors
from quiz.people.cookie import remember
from quiz.people.services import welcome_reader
from quiz.web.methods import BOTH
from quiz.web.sent import status_of


@visitors
@require_safe
def predictions(request: HttpRequest, slug: str) -> HttpResponse:
    """What the author expects, prediction by prediction, and where one is with each."""
    found = visit_of(request, slug)
    if found.is_taught:
        return redirect("outlook:lead", slug)
    cards = queries.cards(found)
    waiting, disclosed = notices(found)
    shown = {
        "visit": found, "cards": cards, "next": queries.to_vote(cards), "waiting": waiting,
        "disclosed": disclosed, "done": sum(bool(card.own) for card in cards),
        "sees_findings": queries.may_see_findings(found, queries.voted(cards)),
    }  # fmt: skip
    return render(request, "outlook/predictions.html", shown)


@visitors
@BOTH
def vote(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One ballot at one prediction; it stands once it is cast."""
    found = visit_of(request, slug)
    card = queries.card(found, code)
    if found.is_taught:
        return redirect("outlook:discussion", slug, code)
    number = card.takes or (Round.SECOND if card.second else Round.FIRST)
    named = nameable(found, card.prediction) if number is Round.SECOND else []
    form = BallotForm(request.POST or None, found.survey, number, named, has_first=Round.FIRST in card.own)
    done = _cast(request, found, card, form) if request.method == "POST" and form.is_valid() else None
    if done:
        return done
    if not card.takes and not form.is_bound:
        messages.info(
            request, _("Your ballot is cast and stands.") if card.own else _("No ballot is taken now.")
        )
        return redirect("outlook:predictions", slug)
    shown = {
        "visit": found, "card": card, "form": form, "is_second": number is Round.SECOND,
        "readers": queries.readers_of(found.survey),
    }  # fmt: skip
    return render(request, "outlook/vote.html", shown, status=status_of(form))


def _cast(
    request: HttpRequest, found: queries.Visit, card: queries.Card, form: BallotForm
) -> HttpResponse | None:
    """Where to go after the ballot; None with the reason on the form where the round is over."""
    now, slug, code = timezone.now(), found.survey.slug, card.claim.code
    if found.reader_id is None:
        limits.begin_reading(request, now)
    reader = welcome_reader(reader_id=found.reader_id, now=now, account=request.user)
    survey = services.open_survey(source=found.source) if found.survey.is_open_to_all else found.survey
    given = services.Given(**form.given(), number=card.takes, promise=request.POST.get("promise"))
    voter, is_open = services.Voter(reader, found.membership), survey.is_open_to_all
    try:
        with limits.voting(request, card.prediction.pk if is_open else None, now) as spent:
            ballot = services.cast_ballot(
                survey=survey, voter=voter, prediction=card.prediction, given=given, now=now
            )
            if ballot.cast_at != now:
                limits.give_back(spent)
    except services.BallotStands:
        messages.warning(
            request, _("You had voted already: the ballot cast first stands, this one was not kept.")
        )
        return redirect("outlook:predictions", slug)
    except services.RoundClosed:
        form.add_error(None, _("This round is over: the ballot was not kept. Earlier ones are."))
        return None
    except services.RulesChanged:
        found.survey.refresh_from_db()
        form.add_error(
            None,
            _("The rules about who sees what were changed while you filled this in: the ballot is not cast. "
              "Read below what holds now, then cast it."),
        )  # fmt: skip
        return None
    messages.success(request, _("Your ballot is saved and stands."))
    goes_to_room = is_open or ballot.round == Round.SECOND
    response = redirect("outlook:room" if goes_to_room else "outlook:discussion", slug, code)
    if is_open:
        remember(response, request, reader.pk)
    return response


@known
@require_safe
def room(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """What the room thinks of a prediction, as far as it may be told, and what became of it."""
    found = visit_of(request, slug)
    cards = queries.cards(found)
    card = queries.pick(cards, code)
    if not found.is_taught and not card.own:
        return redirect(
            "outlook:vote" if card.takes else "outlook:predictions", slug, *([code] if card.takes else ())
        )
    is_seen = queries.may_see_room(found, card.own)
    shown: dict[str, Any] = {"visit": found, "card": card, "is_seen": is_seen}
    if is_seen:
        figures = room_at(found, card.prediction, card.own)
        if figures.first or figures.shift:
            note_seen(own=card.own, now=timezone.now())
        drawn = picture(figures.first, figures.shift)
        shown |= transitions(figures.shift)
        shown |= {
            "room": figures,
            "picture": drawn,
            "told": figures.first or (figures.shift and figures.shift.before),
        }
    shown["later"] = queries.later_of(found, card.prediction)
    shown["next"] = queries.to_vote(cards, code)
    return render(request, "outlook/room.html", shown)


@known
@require_safe
def camps(request: HttpRequest, slug: str) -> HttpResponse:
    """Whether there are camps over all predictions, what they share, and the room split by one prediction."""
    found = visit_of(request, slug)
    own = own_ballots(found.survey, found.reader_id, found.membership)
    shown: dict[str, Any] = {"visit": found, "is_seen": queries.may_see_findings(found, own)}
    if shown["is_seen"]:
        all_of = predictions_in(found.source)
        least = found.survey.min_shown
        shown["findings"] = [
            (camps_told(finding, all_of), split_told(finding, all_of, least))
            for finding in findings_of(found)
        ]
    return render(request, "outlook/camps.html", shown)
