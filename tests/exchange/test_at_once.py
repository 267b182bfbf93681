"""Imports in several tabs at once, through the pages, on whatever database."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.utils import timezone

from quiz.authoring.models import PieceKind
from quiz.bank.models import Pack
from quiz.exchange.models import Found, Intake
from quiz.exchange.services.leaving import discard
from quiz.exchange.services.taking import MOST_UNFINISHED, Sent, open_intake
from tests.conftest import wait_for
from tests.exchange.conftest import THREE
from tests.intakes import make_intake

MANY = 8
SURE = {"sure": "1"}

pytestmark = pytest.mark.django_db(transaction=True)


def codes(answers):
    return {answer.status_code for answer in answers}


def test_confirming_at_once_takes_in_once(transactional_db, all_at_once, teacher, teacher_client, draft, now):
    made = make_intake(teacher, now, 3)
    targets = [{"target": f"{draft.slug} draft-fruit"}, {"target": "new", "title": "Kiwis"}] * (MANY // 2)

    def confirm(place):
        return teacher_client.post(f"/exchange/{made.code}/confirm/", targets[place] | {"language": "en"})

    answers = all_at_once(confirm, MANY)

    assert codes(answers) == {302}
    went = Intake.objects.get().pack
    assert Pack.objects.filter(owner=teacher).exclude(pk__in=(draft.pk, went.pk)).count() == 0
    before = 1 if went == draft else 0
    assert went.pieces.filter(kind=PieceKind.QUESTION).count() == before + 3


def test_two_imports_into_one_quiz_at_once_give_no_two_questions_one_name(
    transactional_db, all_at_once, teacher, teacher_client, draft, now
):
    made = [make_intake(teacher, now, 3) for _each in range(4)]

    def confirm(place):
        sent = {"target": f"{draft.slug} draft-fruit", "language": "en"}
        return teacher_client.post(f"/exchange/{made[place].code}/confirm/", sent)

    answers = all_at_once(confirm, len(made))

    assert codes(answers) == {302}
    kept = list(draft.pieces.filter(kind=PieceKind.QUESTION).values_list("key", "position"))
    assert len({key for key, _at in kept}) == len({at for _key, at in kept}) == 1 + 4 * 3


def test_discarding_while_it_is_read_leaves_nothing_and_no_fault(
    transactional_db, all_at_once, lines, teacher, teacher_client
):
    made = open_intake(user=teacher, sent=Sent("fruit.txt", THREE.encode()), now=timezone.now())

    def act(place):
        act = "discard" if place == MANY // 2 else "read"
        return teacher_client.post(f"/exchange/{made.code}/{act}/", SURE)

    answers = all_at_once(act, MANY)

    assert codes(answers) <= {302, 404}
    assert (Intake.objects.count(), Found.objects.count()) == (0, 0)


@pytest.mark.postgresql
def test_discarding_waits_for_what_is_just_being_read(transactional_db, teacher, now):
    made = make_intake(teacher, now, 1)

    def discarded():
        try:
            discard(intake=made)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            row = Intake.objects.select_for_update().get(pk=made.pk).found.get()
            row.pk, row.number = None, 2
            row.save()
            done = other.submit(discarded)
            wait_for(lambda: done.done() or is_waiting(), 10)
        done.result()

    assert (Intake.objects.count(), Found.objects.count()) == (0, 0)


def is_waiting():
    """Whether a connection to this database waits for another one's lock."""
    with connection.cursor() as cursor:
        # Within a transaction it tells what it told first.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone() is not None


def test_deleting_a_draft_while_questions_go_into_it_ends_in_words(
    transactional_db, all_at_once, teacher, teacher_client, draft, now
):
    made = [make_intake(teacher, now) for _each in range(MANY)]
    title = teacher_client.get(f"/authoring/{draft.slug}/delete/").context["title"]

    def act(place):
        if place == MANY // 2:
            return teacher_client.post(f"/authoring/{draft.slug}/delete/", {"title": title})
        sent = {"target": f"{draft.slug} draft-fruit", "language": "en"}
        return teacher_client.post(f"/exchange/{made[place].code}/confirm/", sent)

    answers = all_at_once(act, MANY)

    assert codes(answers) <= {302, 404, 422}
    assert not Pack.objects.filter(pk=draft.pk).exists()


def test_of_files_that_are_sent_at_once_no_more_wait_than_may(
    transactional_db, all_at_once, lines, teacher, teacher_client, now
):
    for _each in range(MOST_UNFINISHED - 1):
        make_intake(teacher, now)

    def send(_place):
        file = SimpleUploadedFile("fruit.txt", THREE.encode())
        return teacher_client.post("/exchange/", {"file": file})

    answers = all_at_once(send, MANY)

    assert sorted(answer.status_code for answer in answers) == [302] + [422] * (MANY - 1)
    assert Intake.objects.count() == MOST_UNFINISHED
