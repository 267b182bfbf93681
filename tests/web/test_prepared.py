"""What is compiled once gives what the ORM gives, and takes what the fields take."""

from datetime import UTC, datetime

import pytest

from quiz.bank.models import Place
from quiz.taking.models import Answer, Save
from quiz.web.prepared import Select, insert, slots, update

AT = datetime(2026, 11, 24, 5, 3, 1, 234567, tzinfo=UTC)
PLACES = Select(
    lambda: Place.objects.filter(**slots(Place, "quiz_id")).select_related("question__topic", "quiz")
)


def test_it_gives_the_rows_with_what_hangs_on_them_for_one_query(pack, django_assert_num_queries):
    quiz = pack.quizzes.get(slug="before")
    by_hand = list(quiz.places.select_related("question__topic", "quiz"))

    with django_assert_num_queries(1):
        found = PLACES.rows(quiz_id=quiz.pk)
        names = [(row.number, row.question.stem, row.question.topic.name, row.quiz.slug) for row in found]

    assert found == by_hand
    assert names == [(row.number, row.question.stem, row.question.topic.name, "before") for row in by_hand]


def test_asked_again_it_gives_what_is_asked_for(pack):
    found = {quiz.slug: len(PLACES.rows(quiz_id=quiz.pk)) for quiz in pack.quizzes.all()}

    assert found == {quiz.slug: quiz.places.count() for quiz in pack.quizzes.all()}
    assert PLACES.rows(quiz_id=-1) == []
    assert PLACES.first(quiz_id=-1) is None


@pytest.mark.parametrize("response", [None, "a", ["b", "a"], {"x": "é“"}, {}])
def test_what_is_written_is_read_as_it_was(attempt_at, response):
    answer = attempt_at("before").answers.get(number=3)
    write = update(Answer, "response", "saved_at", "is_flagged", "confidence")
    keep = insert(Save, "answer_id", "assignment_id", "response", "saved_at")

    write.run(pk=answer.pk, response=response, saved_at=AT, is_flagged=True, confidence=None)
    keep.run(answer_id=answer.pk, assignment_id=None, response=response, saved_at=AT)

    answer.refresh_from_db()
    saved = Save.objects.get()
    assert (answer.response, answer.saved_at, answer.is_flagged, answer.confidence) == (
        response,
        AT,
        True,
        None,
    )
    assert (saved.response, saved.saved_at, saved.tab, saved.serial) == (response, AT, "", 0)
    assert not Answer.objects.exclude(pk=answer.pk).filter(is_flagged=True).exists()
