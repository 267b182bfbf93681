"""What the pages of an outlook share, each at a fixed price."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404

from quiz.bank.access import is_open
from quiz.bank.models import Claim, Prediction, Source
from quiz.bank.queries import current_source, developments_of, predictions_in
from quiz.classroom.models import Membership, Teaching
from quiz.classroom.queries import membership_of
from quiz.domain.rounds import Round, Stage, round_taken
from quiz.domain.shuffle import shuffled
from quiz.domain.windows import Phase
from quiz.outlook.models import (
    Reveal,
    Survey,
)
from quiz.outlook.own_ballots import Own, own_ballots, voted_in


@dataclass(frozen=True, slots=True)
class Visit:
    """A person at an outlook: a reader of the class, one of its instructors, or anybody at an open one."""

    survey: Survey
    membership: Membership | None
    reader_id: UUID | None
    is_taught: bool
    stage: Stage
    # Whether ballots and posts are taken at all now.
    is_open: bool
    # The account of an instructor, who sees the names they asked for.
    user_id: int | None = None

    @property
    def source(self) -> Source:
        """What it is about."""
        return self.survey.source


def visit(user: Any, reader_id: UUID | None, slug: str, now: datetime) -> Visit:
    """An outlook for whoever asks: 2 queries. Raises Http404 for those of other classes, and for drafts."""
    survey = _survey(user, slug)
    if survey is None:
        return _open_to_all(user, reader_id, slug, now)
    assignment = survey.assignment
    if assignment is None:
        raise Http404
    is_taught = bool(survey.is_taught)  # type: ignore[attr-defined]  # annotated by its query
    membership = None if is_taught else membership_of(reader_id, assignment.classroom.slug)
    if membership and not assignment.window().has_begun(now):
        raise Http404
    return Visit(
        survey,
        membership,
        membership.reader_id if membership else None,
        is_taught,
        survey.stage(now),
        is_open=assignment.phase(now) is Phase.OPEN,
        user_id=user.pk if is_taught else None,
    )


def taught_visit(survey: Survey, user: Any, now: datetime) -> Visit:
    """An outlook for one of those who teach its class."""
    assignment = survey.assignment
    is_open = bool(assignment and assignment.phase(now) is Phase.OPEN)
    return Visit(
        survey, None, None, is_taught=True, stage=survey.stage(now), is_open=is_open, user_id=user.pk
    )


def _survey(user: Any, slug: str) -> Survey | None:
    teachers = Teaching.objects.filter(
        classroom=OuterRef("assignment__classroom"), user=user.pk if user.is_authenticated else None
    )
    rows = Survey.objects.select_related(
        "assignment__classroom", "source", "discussed__claim", "split_by__claim"
    ).annotate(is_taught=Exists(teachers))
    return rows.filter(assignment__slug=slug).first()


def _open_to_all(user: Any, reader_id: UUID | None, slug: str, now: datetime) -> Visit:
    source = current_source(slug)
    if source is None or not is_open(user, source.pack):
        raise Http404
    survey = Survey.objects.filter(source=source, assignment=None).select_related("source").first()
    survey = survey or Survey(source=source, reveal=Reveal.FIRST)
    return Visit(survey, None, reader_id, is_taught=False, stage=survey.stage(now), is_open=True)


@dataclass(frozen=True, slots=True)
class Readers:
    """How many are in a class, and how many of them joined after the first ballot was cast."""

    count: int
    late: int


def readers_of(survey: Survey) -> Readers | None:
    """Who might vote, as the form tells it: 1 query; None outside classes."""
    if survey.assignment is None:
        return None
    late = Q(joined_at__gt=survey.began_at) if survey.began_at else Q(pk=None)
    there = survey.assignment.classroom.memberships.filter(removed_at=None).order_by()
    return Readers(**there.aggregate(count=Count("pk"), late=Count("pk", filter=late)))


@dataclass(frozen=True, slots=True)
class Standing:
    """An outlook as the page of a class tells it: its stage, and at how many predictions one voted."""

    stage: Stage
    first: int
    second: int


def standings_of(membership: Membership, now: datetime) -> dict[int, Standing]:
    """Where a reader is with each outlook of the class, by assignment: 2 queries."""
    rows = Survey.objects.filter(assignment__classroom=membership.classroom_id)
    surveys = {survey.assignment_id: survey for survey in rows if survey.assignment_id}
    voted = voted_in(membership.reader_id, list(surveys) or [0])
    return {
        pk: Standing(survey.stage(now), *(voted.get(pk, {}).get(number, 0) for number in Round))
        for pk, survey in surveys.items()
    }


@dataclass(frozen=True, slots=True)
class Card:
    """A prediction as a reader meets it."""

    prediction: Prediction
    number: int
    leans_on: tuple[Claim, ...]
    own: Own
    # The round in which the reader may vote now.
    takes: Round | None

    @property
    def claim(self) -> Claim:
        """The sentence of the source."""
        return self.prediction.claim

    @property
    def first(self) -> Any:
        """The reader's first ballot."""
        return self.own.get(Round.FIRST)

    @property
    def second(self) -> Any:
        """The reader's second ballot."""
        return self.own.get(Round.SECOND)

    @property
    def last(self) -> Any:
        """The reader's latest ballot."""
        return self.second or self.first

    @property
    def has_unread(self) -> bool:
        """Whether a ballot was cast that this browser may not read."""
        return None in self.own.values()


def cards(found: Visit) -> list[Card]:
    """All predictions, for a reader in an order of their own so that late ones are not starved: 5 queries."""
    own = own_ballots(found.survey, found.reader_id, found.membership)
    predictions = predictions_in(found.source)
    if found.reader_id and not found.is_taught:
        by_code = {prediction.claim.code: prediction for prediction in predictions}
        order = shuffled(list(by_code), seed=int(found.reader_id) % 2**31, salt="outlook")
        predictions = [by_code[code] for code in order]
    return [
        _card(found, prediction, number, own.get(prediction.pk, {}))
        for number, prediction in enumerate(predictions, 1)
    ]


def _card(found: Visit, prediction: Prediction, number: int, own: Own) -> Card:
    takes = round_taken(found.stage, frozenset(own)) if found.is_open and not found.is_taught else None
    return Card(prediction, number, tuple(prediction.leans_on.all()), own, takes)


def card(found: Visit, code: str) -> Card:
    """One prediction, by the code of its claim: 5 queries. Raises Http404."""
    return pick(cards(found), code)


def pick(all_cards: Sequence[Card], code: str) -> Card:
    """The card of this code. Raises Http404."""
    made = next((each for each in all_cards if each.claim.code == code), None)
    if made is None:
        raise Http404
    return made


def voted(all_cards: Sequence[Card]) -> dict[int, Own]:
    """The reader's ballots by prediction, from the cards."""
    return {each.prediction.pk: each.own for each in all_cards if each.own}


def to_vote(all_cards: Sequence[Card], after: str = "") -> Card | None:
    """The next prediction that waits for the reader's ballot, looked for from one on."""
    codes = [each.claim.code for each in all_cards]
    start = codes.index(after) + 1 if after in codes else 0
    return next((each for each in (*all_cards[start:], *all_cards[:start]) if each.takes), None)


def may_see_room(found: Visit, own: Own) -> bool:
    """Whether the policy lets this person see figures now."""
    if found.is_taught:
        return True
    if found.survey.reveal == Reveal.NEVER or not own:
        return False
    if found.survey.reveal == Reveal.FIRST:
        return True
    return Round.SECOND in own or found.stage is Stage.LATER


def later_of(found: Visit, prediction: Prediction) -> list[Any]:
    """What happened later, once the instructor tells it (in an open outlook never): 2 queries or none."""
    return developments_of(prediction) if found.stage is Stage.LATER or found.is_taught else []


def may_see_findings(found: Visit, own: dict[int, Own]) -> bool:
    """Whether this person may see camps and the split: as the room, and only after all that they can vote."""
    if found.is_taught:
        return True
    if found.survey.reveal == Reveal.NEVER or found.survey.is_open_to_all or not own:
        return False
    return found.survey.reveal == Reveal.FIRST or found.stage is Stage.LATER
