"""Readers who finish outside classes."""

import pytest
from django.db import connection

from quiz.classroom.models import Membership
from quiz.people.models import Reader
from quiz.taking.models import Answer, Attempt
from quiz.taking.services.attempts import start_attempt, submit_attempt


def answer_alike(first, last):
    """The answers of an attempt for each that was made after it, up to another, points by turns.

    In one statement: to make an instance of each took longer than the pages that are looked at.
    """
    columns = [field.column for field in Answer._meta.concrete_fields if not field.primary_key]
    given = {column: f"one.{column}" for column in columns} | {
        "attempt_id": "other.id", "reader_id": "other.reader_id",
        "points": "CASE WHEN one.points IS NULL THEN NULL ELSE (other.id + one.number) % 2 END",
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO taking_answer ({', '.join(columns)}) SELECT {', '.join(given.values())}"  # noqa: S608
            " FROM taking_answer one, taking_attempt other"
            " WHERE one.attempt_id = %s AND other.id > %s AND other.id <= %s",
            [first.pk, first.pk, last.pk],
        )


@pytest.fixture
def crowd(now):
    """As many readers as wanted who finished an assignment, straight into the tables."""

    def crowd(assignment, count):
        room, quiz = assignment.classroom, assignment.quiz
        readers = Reader.objects.bulk_create(Reader(since=now) for _place in range(count))
        members = Membership.objects.bulk_create(
            Membership(
                classroom=room, reader=reader, name="R", key="r", looks="r", number=number, joined_at=now,
                return_code=f"{room.pk} {number}",
            )
            for number, reader in enumerate(readers, 1)
        )  # fmt: skip
        attempts = Attempt.objects.bulk_create(
            Attempt(
                reader=row.reader, quiz=quiz, assignment=assignment, membership=row, started_at=now,
                submitted_at=now,
            )
            for row in members
        )  # fmt: skip
        first = attempts[0]
        Answer.objects.bulk_create(
            Answer(
                attempt=first, question=place.question, reader=first.reader, number=place.number,
                response="a" if place.question.kind == "single" else None, confidence=3, saved_at=now,
                points=(first.pk + place.number) % 2 if place.question.is_graded else None,
            )
            for place in quiz.places.select_related("question")
        )  # fmt: skip
        answer_alike(first, attempts[-1])

    return crowd


@pytest.fixture
def finish_outside(now):
    """Readers outside classes who finish a quiz, each choosing option "a" and right at so many questions."""

    def finish_outside(quiz, count):
        readers = [Reader.objects.create(since=now) for _place in range(count)]
        for place, reader in enumerate(readers):
            attempt = start_attempt(reader=reader, quiz=quiz, now=now)
            Answer.objects.filter(attempt=attempt, question__kind="single").update(
                response="a", confidence=3, saved_at=now
            )
            submit_attempt(reader_id=reader.pk, code=attempt.code, now=now)
            Answer.objects.filter(attempt=attempt, number__lte=place).update(points=1.0)
        return readers

    return finish_outside
