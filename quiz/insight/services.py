"""Keeping the sums of a quiz up to date in small steps, and taking back what is forgotten."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from quiz.bank.models import Place, Quiz
from quiz.domain.replies import Replies
from quiz.domain.sums import Sums
from quiz.insight.models import QuizSums
from quiz.insight.queries import graded_places, latest_correction, waiting_of
from quiz.insight.rows import replies_of, rows_of
from quiz.taking.marking import keys_for
from quiz.taking.models import Attempt

# Of a page that somebody waits for; of a command, where each step reads and writes the sums anew.
STEP, LONG_STEP = 1000, 10_000


@transaction.atomic
def count_step(*, quiz: Quiz, step: int = STEP) -> int:
    """Count up to `step` finished attempts that were not looked at yet; how many they were.

    Twice at once counts each once: the row of the sums is locked. Of a reader's attempts at this version
    the first counts.
    """
    row, sums, places = _begun(quiz)
    attempts = list(waiting_of(quiz).order_by("pk").values_list("pk", "started_at", "reader_id")[:step])
    if not attempts:
        return 0
    readers = [reader for _pk, _began, reader in attempts]
    counted = Attempt.objects.filter(quiz=quiz, assignment=None, in_sums=True, reader__in=readers)
    known = set(counted.values_list("reader", flat=True))
    taken: list[tuple[int, datetime]] = []
    passed_over: list[int] = []
    for pk, began, reader in attempts:
        if reader in known:
            passed_over.append(pk)
        else:
            taken.append((pk, began))
        known.add(reader)
    sums.count(_replies(places, taken))
    row.kept = sums.as_json()
    row.save()
    Attempt.objects.filter(pk__in=[pk for pk, _began in taken]).update(in_sums=True)
    Attempt.objects.filter(pk__in=passed_over).update(in_sums=False)
    return len(attempts)


def count_all(*, quiz: Quiz) -> int:
    """Count all that waits, step by step, each in a transaction of its own; how many attempts they were."""
    found = 0
    while step := count_step(quiz=quiz, step=LONG_STEP):
        found += step
    return found


def count_anew(*, quiz: Quiz) -> bool:
    """Count a quiz from nothing; whether the sums are the very same as those that were kept."""
    count_all(quiz=quiz)
    before = QuizSums.objects.filter(quiz=quiz).values_list("kept", flat=True).first()
    with transaction.atomic():
        QuizSums.objects.filter(quiz=quiz).delete()
        _let_wait(quiz)
    count_all(quiz=quiz)
    return before == QuizSums.objects.filter(quiz=quiz).values_list("kept", flat=True).first()


@transaction.atomic
def take_back(*, reader_ids: Iterable[UUID]) -> None:
    """Take the attempts of these readers out of the sums, before they are deleted."""
    counted = Attempt.objects.filter(reader__in=list(reader_ids), assignment=None, in_sums=True)
    for quiz in Quiz.objects.filter(pk__in=counted.order_by().values("quiz")).order_by("pk"):
        row, sums, places = _begun(quiz)
        attempts = list(counted.filter(quiz=quiz).values_list("pk", "started_at"))
        sums.count(_replies(places, attempts), -1)
        row.kept = sums.as_json()
        row.save()
        Attempt.objects.filter(pk__in=[pk for pk, _began in attempts]).update(in_sums=False)


def _begun(quiz: Quiz) -> tuple[QuizSums, Sums, list[Place]]:
    """The locked row of a quiz's sums, and the questions that count; empty where a correction is newer."""
    places, newest = graded_places(quiz), latest_correction(quiz)
    if newest:
        keys = keys_for([place.question_id for place in places], None)
        places = [place for place in places if not keys[place.question_id].is_void]
    questions = [place.question_id for place in places]
    empty = {"questions": questions, "kept": Sums.empty(len(places)).as_json(), "correction": newest}
    row, _made = QuizSums.objects.select_for_update().get_or_create(quiz=quiz, defaults=empty)
    if row.correction != newest:
        row.questions, row.kept, row.correction = empty["questions"], empty["kept"], newest
        # The correction let them all wait again, save those that were just then being counted.
        _let_wait(quiz)
    return row, Sums.from_json(row.kept), places


def _let_wait(quiz: Quiz) -> None:
    """Let all attempts wait to be counted again."""
    Attempt.objects.filter(quiz=quiz, assignment=None).exclude(in_sums=None).update(in_sums=None)


def _replies(places: list[Place], attempts: list[tuple[int, datetime]]) -> Replies:
    return replies_of(places, attempts, rows_of([pk for pk, _began in attempts]))
