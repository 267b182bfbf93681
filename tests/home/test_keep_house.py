from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone

from quiz.classroom.models import Classroom
from quiz.home.management.commands import keep_house
from quiz.home.models import Upkeep
from quiz.people.models import Reader
from quiz.taking.services import attempts


def test_finishes_what_is_over_and_deletes_what_was_kept_long_enough(
    member, classroom, assign_quiz, begun, stranger, attempt_at, reader
):
    now = timezone.now()
    attempt = begun(assign_quiz(minutes=5), now - timedelta(minutes=6))
    Reader.objects.filter(pk=stranger.pk).update(since=now - timedelta(days=401))
    told = StringIO()

    call_command("keep_house", stdout=told)

    attempt.refresh_from_db()
    assert not attempt.is_open
    assert told.getvalue() == (
        "Finished 1 attempts, counted 0 for the statistics, "
        "published 0 outlooks that have closed, deleted 0 classes and 1 readers.\n"
    )
    assert Reader.objects.get() == reader

    Classroom.objects.update(active_at=now - timedelta(days=401))
    call_command("keep_house", stdout=told)
    assert not Classroom.objects.exists()


def test_one_bad_row_stops_nothing_else_and_is_told(member, assign_quiz, begun, stranger, monkeypatch):
    now = timezone.now()
    bad, good = (
        begun(assign_quiz(slug, minutes=5), now - timedelta(minutes=6)) for slug in ("policy", "chips")
    )
    Reader.objects.filter(pk=stranger.pk).update(since=now - timedelta(days=401))
    hand_in = attempts.hand_in

    def fails(attempt, at):
        if attempt.pk == bad.pk:
            raise OverflowError
        hand_in(attempt, at)

    monkeypatch.setattr(attempts, "hand_in", fails)

    with pytest.raises(CommandError, match="1 could not be done"):
        call_command("keep_house", stdout=StringIO())

    good.refresh_from_db()
    assert not good.is_open
    last = Upkeep.objects.get()
    assert (last.task, last.failed) == ("keep_house", 1)
    assert now <= last.began_at <= last.ended_at
    assert not Reader.objects.filter(pk=stranger.pk).exists()


def test_sessions_go_when_they_are_over(client, teacher):
    client.force_login(teacher, backend="django.contrib.auth.backends.ModelBackend")
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))

    call_command("keep_house", stdout=StringIO())

    assert not Session.objects.exists()


def test_one_that_is_killed_has_begun_and_not_ended(db, monkeypatch):
    def killed(**_kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(keep_house, "finish_overdue", killed)

    with pytest.raises(KeyboardInterrupt):
        call_command("keep_house", stdout=StringIO())

    assert Upkeep.objects.get().ended_at is None
