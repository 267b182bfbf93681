from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from quiz.classroom.services.members import remove
from quiz.taking.models import Dispute, Outcome
from quiz.taking.services.attempts import submit_attempt
from quiz.taking.services.disputing import Answered, dispute


@pytest.fixture
def handed_in(member, assign_quiz, begun, reader):
    def handed_in(**rules):
        attempt = begun(assign_quiz(**rules))
        submit_attempt(reader_id=reader.pk, code=attempt.code, now=timezone.now())
        return attempt

    return handed_in


def test_a_reader_says_why_and_sees_it_at_the_question(handed_in, client_of, reader):
    attempt, browser = handed_in(), client_of(reader)
    address = f"/taking/{attempt.code}/dispute/1/"
    assert address in browser.get(f"/taking/{attempt.code}/review/").content.decode()

    done = browser.post(address, {"reason": "Page 3 says 2022.", "reference": "87 FR 62186"})

    assert done.url == f"/taking/{attempt.code}/review/#q1"
    (made,) = Dispute.objects.all()
    assert (made.reason, made.reference, made.outcome) == ("Page 3 says 2022.", "87 FR 62186", Outcome.OPEN)
    words = browser.get(f"/taking/{attempt.code}/review/").content.decode()
    assert "Page 3 says 2022." in words
    assert "It waits for your instructors." in words

    browser.post(address, {"reason": "Page 3 says 2023."})
    assert [each.reason for each in Dispute.objects.all()] == ["Page 3 says 2023."]


def test_what_is_typed_stays_where_something_is_missing(handed_in, client_of, reader):
    attempt = handed_in()

    page = client_of(reader).post(
        f"/taking/{attempt.code}/dispute/1/", {"reason": " ", "reference": "87 FR 62186"}
    )

    assert page.status_code == 422
    assert "87 FR 62186" in page.content.decode()
    assert not Dispute.objects.exists()


def test_what_was_answered_stands(handed_in, client_of, reader):
    attempt, browser = handed_in(), client_of(reader)
    browser.post(f"/taking/{attempt.code}/dispute/1/", {"reason": "Wrong."})
    Dispute.objects.update(outcome=Outcome.STANDS, reply="Read it again.", answered_at=timezone.now())

    assert browser.post(f"/taking/{attempt.code}/dispute/1/", {"reason": "Other."}).status_code == 302
    assert Dispute.objects.get().reason == "Wrong."
    assert "Read it again." in browser.get(f"/taking/{attempt.code}/review/").content.decode()


def test_nobody_doubts_what_they_may_not_see_yet(handed_in, client_of, reader):
    attempt = handed_in(feedback="close", closes_at=timezone.now() + timedelta(days=1))

    assert client_of(reader).get(f"/taking/{attempt.code}/dispute/1/").status_code == 404
    assert client_of(reader).post(f"/taking/{attempt.code}/dispute/1/", {"reason": "x"}).status_code == 404


def test_others_and_whoever_was_taken_out_do_not_find_it(handed_in, client_of, reader, stranger, member):
    address = f"/taking/{handed_in().code}/dispute/1/"

    assert client_of(stranger).get(address).status_code == 404
    remove(membership=member, keeps_answers=True, now=timezone.now())
    assert client_of(reader).get(address).status_code == 404


def test_outside_classes_nobody_would_answer(attempt_at, client_of, reader):
    attempt = attempt_at("chips")
    submit_attempt(reader_id=reader.pk, code=attempt.code, now=timezone.now())

    assert client_of(reader).get(f"/taking/{attempt.code}/dispute/1/").status_code == 404
    assert "/dispute/" not in client_of(reader).get(f"/taking/{attempt.code}/review/").content.decode()


def test_the_service_looks_at_all_of_it_once_more(handed_in, reader, stranger):
    attempt, now = handed_in(), timezone.now()
    said = {"code": attempt.code, "values": {"reason": "Wrong.", "reference": ""}, "now": now}

    for who, number in ((stranger, 1), (reader, 999)):
        with pytest.raises(Http404):
            dispute(reader_id=who.pk, number=number, **said)
    dispute(reader_id=reader.pk, number=1, **said)
    Dispute.objects.update(outcome=Outcome.STANDS, reply="Read it again.", answered_at=now)
    with pytest.raises(Answered):
        dispute(reader_id=reader.pk, number=1, **said)
