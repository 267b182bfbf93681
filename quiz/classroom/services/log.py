"""Writing down what those who teach did that touches readers, marks, keys, files and who teaches."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import CharField, Exists, F, OuterRef, Value
from django.db.models.functions import Concat
from django.utils import timezone, translation

from quiz.bank.models import Question, Quiz
from quiz.classroom.models import Assignment, Classroom, Deed, LogEntry, Membership
from quiz.web.bilingual import LANGUAGES


@dataclass(frozen=True, slots=True)
class By:
    """Who does it, and when."""

    user: Any
    now: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """What an entry tells beside who, what and when.

    `membership`: to whom; None where that would tell a name. `note`: why. `of`: the assignment or the quiz
    that it is about. `details`: what quiz/classroom/pages/log.py puts into words.
    """

    membership: Membership | None = None
    note: str = ""
    of: Assignment | Quiz | None = None
    details: dict[str, Any] = field(default_factory=dict)


NOTHING = Told()


@transaction.atomic
def write_down(*, classroom: Classroom, by: By | None, deed: Deed, told: Told = NOTHING) -> None:
    """Keep who did what and when; nothing where nobody did it (`by` is None): a clock, or the demo."""
    if by is not None:
        _entry(classroom, by, deed, told).save()


def note_keys(*, user: Any, quiz_slug: str, now: datetime) -> None:
    """Keep that this account opened a page with keys of a quiz, in each of its classes that was given it.

    Once a day (of the site) and person; two at once make one. 1 query, 1 more at the first time: a page that
    only reads must not ask for the lock of the writers each time.
    """
    note_all_keys(user=user, quiz_slugs=[quiz_slug], now=now)


def note_all_keys(*, user: Any, quiz_slugs: Iterable[str], now: datetime) -> None:
    """The same for several quizzes, at the price of one."""
    day = timezone.localdate(now, timezone.get_default_timezone())
    whole = Value(f"{Deed.KEYS}:{user.pk}:"), F("quiz__slug"), Value(f":{day}")
    once = Concat(*whole, output_field=CharField())
    noted = LogEntry.objects.filter(classroom=OuterRef("classroom"), once=OuterRef("once"))
    taught = Assignment.objects.filter(
        classroom__in=Classroom.objects.taught_by(user), quiz__slug__in=quiz_slugs
    )
    given = taught.annotate(once=once).exclude(Exists(noted)).select_related("classroom", "quiz")
    # Of several versions the latest gives the title.
    latest = {(row.classroom_id, row.once): row for row in given.order_by("quiz__version")}
    rows = [
        _entry(row.classroom, By(user, now), Deed.KEYS, Told(of=row.quiz), row.once)
        for row in latest.values()
    ]
    if rows:
        LogEntry.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def correct_everywhere(*, question: Question, spared: list[int], by: By, told: Told) -> None:
    """Keep that a key was put right for everybody, at each assignment of a quiz with the question.

    `spared`: the keys of the assignments that have a correction of their own, which holds on.
    """
    given = Assignment.objects.filter(quiz__places__question=question).exclude(pk__in=spared)
    found = given.annotate(at=F("quiz__places__number")).values_list("pk", "at")
    numbers = dict(found)
    rows = Assignment.objects.filter(pk__in=numbers).select_related("classroom", "quiz")
    LogEntry.objects.bulk_create(
        _entry(row.classroom, by, Deed.CORRECTED, Told(
            note=told.note, of=row, details=told.details | {"number": numbers[row.pk]}
        ))
        for row in rows
    )  # fmt: skip


@transaction.atomic
def follow(*, source: Membership, target: Membership) -> None:
    """Let what is told of one member be told of the other, who they are from now on."""
    LogEntry.objects.filter(membership=source).update(membership=target)


def _entry(classroom: Classroom, by: By, deed: Deed, told: Told, once: str = "") -> LogEntry:
    titles = {}
    for language in LANGUAGES:
        with translation.override(language):
            titles[f"title_{language}"] = told.of.title if told.of else ""
    return LogEntry(
        classroom=classroom, user=by.user, by=by.user.known_as, deed=deed, at=by.now,
        membership=told.membership, note=told.note, details=told.details, once=once, **titles,
    )  # fmt: skip
