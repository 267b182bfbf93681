"""Readers who finish outside classes."""

import pytest

from quiz.people.models import Reader
from quiz.taking.models import Answer
from quiz.taking.services import start_attempt, submit_attempt


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
