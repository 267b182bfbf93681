"""A question goes out of its draft; who has it keeps it."""

from quiz.authoring.models import PieceKind
from quiz.bank.models import Quiz
from quiz.people.models import User
from tests.drafts import publish_private

ADDRESS = "/authoring/retire/own-fruit/q1/"


def test_a_question_is_retired_after_asking_and_readers_keep_it_until_the_next_edition(
    teacher, teacher_client, now
):
    pack = publish_private(teacher, now)

    asked = teacher_client.post(ADDRESS)
    assert b"Retire this question?" in asked.content
    assert not pack.pieces.exists()
    teacher_client.post(ADDRESS, {"sure": "1"})

    assert not pack.pieces.filter(kind=PieceKind.QUESTION).exists()
    assert pack.pieces.filter(kind=PieceKind.CLAIM).count() == 2
    assert Quiz.objects.get(slug="own-fruit-quiz").questions.count() == 1
    assert teacher_client.post(ADDRESS, {"sure": "1"}).status_code == 404


def test_who_may_not_edit_finds_nothing_to_retire(teacher, instructor_client, now):
    pack = publish_private(User.objects.create_user("other"), now)

    assert instructor_client.post(ADDRESS, {"sure": "1"}).status_code == 404
    assert not pack.pieces.exists()
