"""What instructors do: give an outlook, move its rounds, say what became of a prediction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from quiz.bank.models import Prediction, Source
from quiz.bank.queries import predictions_in
from quiz.classroom.models import Assignment, Classroom
from quiz.classroom.services.assignments import assign, edit_assignment
from quiz.domain.rounds import Round, Stage
from quiz.outlook.models import Finding, Resolution, Survey
from quiz.outlook.published import voters
from quiz.outlook.services.finding import find
from quiz.outlook.services.prompting import copy_prompts
from quiz.outlook.services.publishing import publish_round, release_all_posts
from quiz.web.rows import Tally, one_by_one

# What stands once somebody has voted: who sees what was promised on the form.
PROMISED = ("reveal", "min_shown", "reason_required", "asks_author")
WINDOW = ("opens_at", "closes_at")
NEXT = {Stage.FIRST: "discussion_at", Stage.DISCUSSION: "second_at", Stage.SECOND: "later_at"}
LAST = {Stage.DISCUSSION: "discussion_at", Stage.SECOND: "second_at"}
CLOSES = {Stage.FIRST: Round.FIRST, Stage.DISCUSSION: Round.FIRST, Stage.SECOND: Round.SECOND}


class CannotGoBack(Exception):
    """The stage has left its marks (second ballots, or what came later was told); it stays."""


class Promised(Exception):
    """Somebody voted meanwhile: the rules about who sees what stand as they were told on the form."""


@transaction.atomic
def set_up(*, classroom: Classroom, source: Source, values: dict[str, Any], now: datetime) -> Survey:
    """Give a class the outlook of a source. `values`: window and rules, the fields of the form."""
    window = {name: values[name] for name in WINDOW}
    made = assign(classroom=classroom, values={"source": source} | window, now=now)
    rules = {name: value for name, value in values.items() if name not in WINDOW}
    return Survey.objects.create(assignment=made, source=source, **rules)


@transaction.atomic
def survey_for(*, assignment: Assignment) -> Survey:
    """The survey of an assignment; where there is none, one with the rules and the questions of the class
    that it was copied from.
    """
    copied = (
        Survey.objects.filter(assignment=assignment.copied_from_id).first()
        if assignment.copied_from_id
        else None
    )
    names = (*PROMISED, "moderation", "words")
    rules = {name: getattr(copied, name) for name in names} if copied else {}
    found, made = Survey.objects.select_related(
        "assignment__classroom", "source", "split_by__claim", "discussed__claim"
    ).get_or_create(assignment=assignment, defaults={"source": assignment.source} | rules)
    if made and copied:
        copy_prompts(source=copied, target=found, now=assignment.created_at)
    return found


@transaction.atomic
def change_rules(*, survey: Survey, values: dict[str, Any], now: datetime) -> None:
    """Change the window and the rules; those about who sees what only before the first ballot.

    Raises Promised; then nothing is changed.
    """
    locked = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    rules = {name: value for name, value in values.items() if name not in WINDOW}
    if locked.began_at and any(
        getattr(locked, name) != rules.get(name, getattr(locked, name)) for name in PROMISED
    ):
        raise Promised
    Survey.objects.filter(pk=survey.pk).update(**rules)
    if survey.assignment:
        window = {name: values[name] for name in WINDOW}
        edit_assignment(assignment=survey.assignment, values=window, now=now)


def move(*, survey: Survey, seen: str, now: datetime) -> Stage:
    """Go on to the next stage, from the stage that the page showed; twice at once moves one stage.

    A round that closes is published, and what is found over all predictions is looked for.
    """
    predictions = predictions_in(survey.source)
    with transaction.atomic():
        locked = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
        stage = locked.stage(now)
        if stage != seen or stage not in NEXT:
            return stage
        Survey.objects.filter(pk=survey.pk).update(**{NEXT[stage]: now})
        publish_round(survey=survey, stage=stage, predictions=predictions, now=now)
        release_all_posts(survey=survey, now=now)
    find(survey=survey, number=CLOSES[stage], predictions=predictions, now=now)
    survey.refresh_from_db(fields=["discussion_at", "second_at", "later_at"])
    return survey.stage(now)


@transaction.atomic
def move_back(*, survey: Survey, seen: str, now: datetime) -> Stage:
    """Go back to the stage before: from the discussion, or from a second round in which nobody voted.

    Raises CannotGoBack.
    """
    locked = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    stage = locked.stage(now)
    if stage != seen or stage is Stage.FIRST:
        return stage
    if stage not in LAST or (stage is Stage.SECOND and _has_second(survey)):
        raise CannotGoBack
    Survey.objects.filter(pk=survey.pk).update(**{LAST[stage]: None})
    survey.refresh_from_db(fields=["discussion_at", "second_at", "later_at"])
    return survey.stage(now)


def _has_second(survey: Survey) -> bool:
    return voters(survey).second > 0


def close_overdue(*, now: datetime) -> Tally:
    """Publish the rounds of outlooks whose window is over; how many surveys that were. For cron.

    No stage is moved: what is published of a round that has closed would only wait for the instructor.
    """
    found = Finding.objects.filter(survey=OuterRef("pk"), found_at__gte=OuterRef("assignment__closes_at"))
    rows = Survey.objects.filter(~Exists(found), assignment__closes_at__lte=now, later_at=None)
    over = list(rows.exclude(began_at=None).select_related("source", "assignment", "split_by"))
    return one_by_one(
        over, lambda survey: _publish(survey, survey.stage(now), predictions_in(survey.source), now)
    )


def _publish(survey: Survey, stage: Stage, predictions: Sequence[Prediction], now: datetime) -> None:
    publish_round(survey=survey, stage=stage, predictions=predictions, now=now)
    find(survey=survey, number=CLOSES[stage], predictions=predictions, now=now)


@transaction.atomic
def discuss(*, survey: Survey, prediction: Prediction | None) -> None:
    """Take this prediction for the projector; none takes it back."""
    Survey.objects.filter(pk=survey.pk).update(discussed=prediction)


@transaction.atomic
def split_by(*, survey: Survey, prediction: Prediction | None) -> None:
    """By which prediction the room is split when the next round closes; none: by the most divided."""
    Survey.objects.filter(pk=survey.pk).update(split_by=prediction)


@transaction.atomic
def resolve(*, survey: Survey, prediction: Prediction, values: dict[str, Any], now: datetime) -> None:
    """Say what became of a prediction, with a source; of nothing the word is taken back."""
    if not values.get("outcome"):
        Resolution.objects.filter(survey=survey, prediction=prediction).delete()
        return
    Resolution.objects.update_or_create(survey=survey, prediction=prediction, defaults=values | {"at": now})
