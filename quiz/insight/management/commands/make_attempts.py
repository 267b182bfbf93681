"""manage.py make_attempts: many finished attempts, to measure with; never on a copy that people use."""

import random
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.db.models import Max, Model
from django.utils import timezone

from quiz.bank.models import Option, Question, Quiz
from quiz.bank.queries import current_quiz
from quiz.classroom.models import Classroom
from quiz.domain.kinds import Kind
from quiz.insight.queries import graded_places
from quiz.people.models import Reader
from quiz.taking.marking import keys_for, points_of
from quiz.taking.models import Answer, Attempt
from quiz.taking.models.attempts import new_code

BATCH = 5000
RESPONSES = 40
FIELDS = (
    "attempt_id", "question_id", "reader_id", "number", "response", "confidence", "is_flagged", "saved_at",
    "revision", "tab", "serial", "points",
)  # fmt: skip
ATTEMPT = ("code", "reader_id", "quiz_id", "number", "seed", "started_at", "submitted_at", "language")


class Command(BaseCommand):
    """Writes attempts of made-up readers at a quiz straight into the tables."""

    help = "Make finished attempts of made-up readers at a quiz, to measure with. Refuses where classes are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Of which quiz, how many, and of how many of its questions."""
        parser.add_argument("slug")
        parser.add_argument("count", type=int)
        parser.add_argument("--questions", type=int, default=20, help="At most so many of its questions.")

    def handle(self, *_args: Any, slug: str, count: int, questions: int, **_options: Any) -> None:
        """Make them, batch by batch."""
        if Classroom.objects.exists():
            raise CommandError("There are classes here: this copy is in use. Measure on an empty one.")
        quiz = current_quiz(slug)
        quiz.places.filter(number__gt=questions).delete()
        luck = random.Random(count)  # noqa: S311  nothing here is secret
        replies = [_replies(place.question, luck) for place in graded_places(quiz)]
        first = _write(quiz, replies, min(BATCH, count), luck)
        for made in range(BATCH, count, BATCH):
            _copy(quiz, first, min(BATCH, count - made), luck)
        self.stdout.write(f"Made {count} attempts at {quiz} with {len(replies)} questions.")


Made = tuple[int, str, float]


def _replies(question: Question, luck: random.Random) -> tuple[list[Made], list[Made]]:
    """Responses to a question with their points: those that earn all, and the others."""
    options = list(question.options.all())
    key = keys_for([question.pk], None)[question.pk]
    found: dict[str, Made] = {}
    for _response in range(RESPONSES):
        answer = Answer(question=question, response=_response_to(question, options, key.solution, luck))
        stored = connection.ops.adapt_json_value(answer.response, None)
        found[str(answer.response)] = (question.pk, stored, points_of(answer, key) or 0.0)
    made = list(found.values())
    right = [row for row in made if row[2] == 1]
    return right or made, [row for row in made if row[2] < 1] or made


def _response_to(
    question: Question, options: list[Option], solution: dict[str, Any], luck: random.Random
) -> Any:
    left = [option.code for option in options if option.side == Option.Side.LEFT]
    kind = Kind(question.kind)
    if kind is Kind.NUMERIC:
        return luck.choice([solution["value"], "1", "2", "3"])
    if kind is Kind.ORDERING:
        return luck.choice([solution["order"], luck.sample(left, len(left))])
    if kind is Kind.MATCHING:
        right = [option.code for option in options if option.side == Option.Side.RIGHT]
        return luck.choice([solution["pairs"], {code: luck.choice(right) for code in left}])
    if kind is Kind.MULTIPLE:
        return luck.choice([solution["right"], sorted(luck.sample(left, luck.randint(1, len(left))))])
    return luck.choice(left)


@transaction.atomic
def _write(quiz: Quiz, replies: list[tuple[list[Made], list[Made]]], count: int, luck: random.Random) -> int:
    """Attempts with answers of their own; the id of the first of them."""
    pairs = _begin(quiz, count, luck)
    _insert(Answer, FIELDS, _rows(pairs, replies, luck))
    return min(pk for pk, _reader in pairs)


@transaction.atomic
def _copy(quiz: Quiz, first: int, count: int, luck: random.Random) -> None:
    """Attempts of other readers with the answers of those from the first on: the database writes them."""
    table, attempts = (model._meta.db_table for model in (Answer, Attempt))  # noqa: SLF001  Django documents it
    begun = min(pk for pk, _reader in _begin(quiz, count, luck))
    told = ", ".join(f"a.{name}" for name in FIELDS[3:])
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (attempt_id, question_id, reader_id, {', '.join(FIELDS[3:])}) "  # noqa: S608  our own names
            f"SELECT b.id, a.question_id, b.reader_id, {told} FROM {attempts} b JOIN {table} a "
            "ON a.attempt_id = b.id - %s WHERE b.id >= %s AND b.id < %s",
            [begun - first, begun, begun + count],
        )


def _begin(quiz: Quiz, count: int, luck: random.Random) -> list[tuple[int, UUID]]:
    """Finished attempts without answers, each by a reader of its own: their ids, one after another."""
    as_key, as_time = _prepared()
    now = timezone.now()
    began, ended = as_time(now - timedelta(minutes=20)), as_time(now)
    readers = [as_key(UUID(int=luck.getrandbits(128)), connection) for _reader in range(count)]
    _insert(Reader, ("id", "since"), ((reader, ended) for reader in readers))
    rows = ((new_code(), reader, quiz.pk, 1, luck.getrandbits(31), began, ended, "ja") for reader in readers)
    _insert(Attempt, ATTEMPT, rows)
    last = Attempt.objects.aggregate(last=Max("pk"))["last"] or 0
    return list(Attempt.objects.filter(pk__gt=last - count).values_list("pk", "reader_id").order_by("pk"))


def _prepared() -> tuple[Callable[..., Any], Callable[..., Any]]:
    """What makes of a reader's id and of a moment what the database takes."""
    return Reader._meta.pk.get_db_prep_value, connection.ops.adapt_datetimefield_value  # noqa: SLF001  Django documents it


def _rows(
    pairs: list[tuple[int, UUID]], replies: list[tuple[list[Made], list[Made]]], luck: random.Random
) -> Iterator[tuple[Any, ...]]:
    """The answers: able readers are right more often, and mostly know it."""
    began = timezone.now() - timedelta(minutes=20)
    as_key, as_time = _prepared()
    for attempt, reader_id in pairs:
        reader = as_key(reader_id, connection)
        able, at = luck.uniform(0.2, 0.95), began
        for number, (right, others) in enumerate(replies, 1):
            knows = luck.random() < able
            question, response, points = luck.choice(right if knows else others)
            at += timedelta(seconds=5 + 90 * luck.random())
            sure = luck.choice((2, 3, 3) if knows else (1, 2, 3))
            yield attempt, question, reader, number, response, sure, False, as_time(at), 1, "", 0, points


def _insert(model: type[Model], fields: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """As fast as the database takes them: COPY on PostgreSQL, one prepared statement on SQLite."""
    names, table = ", ".join(fields), model._meta.db_table  # noqa: SLF001  Django documents it
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(fields))
        cursor.executemany(
            f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608  our own names
            rows,  # type: ignore[arg-type]  # the stubs ask for a list; Django takes any
        )
