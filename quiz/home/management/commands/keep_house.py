"""manage.py keep_house: what is due by the clock, for cron; once an hour is plenty."""

import logging
from collections.abc import Callable
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from quiz.bank.models import Quiz
from quiz.classroom.services.classes import delete_expired
from quiz.exchange.services.leaving import forget_old
from quiz.home.services.leaving import forget_idle_readers
from quiz.home.services.upkeep import note_begin, note_end
from quiz.insight.services import count_all
from quiz.outlook.services.leading import close_overdue
from quiz.people.limits import forget_whole
from quiz.taking.services.attempts import finish_overdue
from quiz.web.rows import Tally, one_by_one

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Finishes attempts whose time is over, deletes classes and readers whose time of keeping is over."""

    help = "Finish attempts whose time is over; delete what has been kept long enough."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do it, and say how much there was. What fails is logged and stops nothing else; then it says so."""
        now = timezone.now()
        note_begin(now=now)
        steps: dict[str, Callable[[], Tally]] = {
            "finished": lambda: finish_overdue(now=now),
            "classes": lambda: delete_expired(now=now),
            "readers": lambda: forget_idle_readers(now=now),
            "closed": lambda: close_overdue(now=now),
            "counted": _count,
            "imports": lambda: forget_old(now=now),
            "limits": lambda: forget_whole(now=now),
            "sessions": _forget_sessions,
        }
        done = {name: _tried(name, step) for name, step in steps.items()}
        failed = sum(tally.failed for tally in done.values())
        note_end(failed=failed, now=timezone.now())
        self.stdout.write(
            "Finished {finished.done} attempts, counted {counted.done} for the statistics, "
            "published {closed.done} outlooks that have closed, deleted {classes.done} classes and "
            "{readers.done} readers.".format(**done)
        )
        if failed:
            raise CommandError(f"{failed} could not be done and are left for the next time: see the log.")


def _tried(name: str, step: Callable[[], Tally]) -> Tally:
    try:
        return step()
    except Exception:
        log.exception("Not done: %s", name)
        return Tally(failed=1)


def _forget_sessions() -> Tally:
    SessionStore.clear_expired()
    return Tally()


def _count() -> Tally:
    counted: list[int] = []
    quizzes = list(Quiz.objects.order_by("pk"))
    tried = one_by_one(quizzes, lambda quiz: counted.append(count_all(quiz=quiz)))
    return Tally(done=sum(counted), failed=tried.failed)
