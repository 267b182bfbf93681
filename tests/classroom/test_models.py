"""What the database itself refuses, whoever writes."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from quiz.classroom.models import Assignment, Extension


@pytest.mark.parametrize(
    "values",
    [
        {"opens_at": datetime(1, 1, 2, tzinfo=UTC)},
        {"closes_at": datetime(9999, 12, 30, tzinfo=UTC)},
        {"minutes": 0},
        {"minutes": 601},
        {"attempts_allowed": 0},
    ],
)
def test_an_assignment_of_another_age_or_without_bounds_is_not_stored(assign_quiz, values):
    given = assign_quiz()

    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=given.pk).update(**values)


@pytest.mark.parametrize("values", [{"closes_at": datetime(1, 1, 2, tzinfo=UTC)}, {"minutes": 601}])
def test_an_extension_neither(assign_quiz, member, values):
    given = assign_quiz()

    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.create(assignment=given, membership=member, **values)
