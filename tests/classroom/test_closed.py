"""A pack is closed again: what classes were given stays with them, and nothing newer comes."""

import pytest
from django.test import Client
from django.utils import timezone

from quiz.authoring.services.publishing import By, publish
from quiz.bank.models import Quiz, Share, Source
from quiz.classroom.services.assignments import assign
from quiz.classroom.services.classes import copy_classroom
from quiz.people.models import User
from quiz.taking.services.correcting import Wanted, correct
from tests.drafts import both, make_draft

NEW = "Written after the pack was closed"


@pytest.fixture
def closed(teacher, classroom, member, now):
    """Somebody's quiz, given to a class while it was shared with its teacher; taken back, then changed."""
    owner = User.objects.create_user("owner")
    draft = make_draft(owner, now)
    publish(pack=draft, by=By(owner, timezone.now()))
    share = Share.objects.create(pack=draft, user=teacher)
    assign(
        classroom=classroom, values={"quiz": Quiz.objects.get(slug="draft-fruit"), "opens_at": now}, now=now
    )
    share.delete()
    for key, name in (("source", "about"), ("draft-fruit", "title"), ("q1", "stem"), ("q1", "explanation")):
        piece = draft.pieces.get(key=key)
        piece.content |= {name: both(NEW)}
        piece.save()
    publish(pack=draft, by=By(owner, timezone.now()))
    correct(wanted=Wanted(draft.questions.latest("pk"), None, True, {}, NEW), user=owner, now=timezone.now())
    draft.refresh_from_db()
    return draft


def test_the_class_keeps_what_it_was_given_and_gets_nothing_newer(closed, teacher_client, client_of, reader):
    address = f"/bank/source/{closed.slug}/"
    for browser in (teacher_client, client_of(reader)):
        for url in (address, f"{address}1/", "/taking/corrections/draft-fruit/"):
            page = browser.get(url, headers={"accept-language": "en"})
            assert page.status_code == 200, url
            assert NEW not in page.content.decode(), url
        assert browser.get(f"{address}2/").status_code == 404
    for url in ("/classroom/answers/draft-fruit/", "/insight/quiz/draft-fruit/"):
        page = teacher_client.get(url, headers={"accept-language": "en"})
        assert page.status_code == 200, url
        assert NEW not in page.content.decode(), url
    assert teacher_client.get("/insight/quiz/draft-fruit/2/").status_code == 404
    assert NEW not in teacher_client.get("/insight/questions/").content.decode()
    for url in ("/authoring/pick/{}/q1/", "/authoring/{}/copy/", "/authoring/{}/"):
        assert teacher_client.get(url.format(closed.slug)).status_code == 404


def test_a_quiz_of_somebody_else_stays_as_it_was_given_though_nobody_began(closed, classroom):
    quiz = classroom.assignments.get().quiz

    assert (quiz.version, quiz.title_en, quiz.source.version) == (1, "Fruit", 1)
    assert [place.question.version for place in quiz.places.all()] == [1]
    made = copy_classroom(classroom=classroom, user=closed.owner, name="Next", now=timezone.now())
    assert made.assignments.get().quiz == quiz


def test_shared_again_it_is_all_there(closed, teacher, teacher_client):
    Share.objects.create(pack=closed, user=teacher)

    assert Source.objects.filter(pack=closed).count() == 2
    for url in (f"/bank/source/{closed.slug}/", "/classroom/answers/draft-fruit/"):
        assert NEW in teacher_client.get(url).content.decode(), url
    assert Client().get(f"/bank/source/{closed.slug}/").status_code == 404
