"""manage.py keep_house: what is due by the clock, for cron; once an hour is plenty."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from quiz.classroom.services.classes import delete_expired
from quiz.home.services import forget_idle_readers
from quiz.taking.services import finish_overdue


class Command(BaseCommand):
    """Finishes attempts whose time is over, deletes classes and readers whose time of keeping is over."""

    help = "Finish attempts whose time is over; delete what has been kept long enough."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do it, and say how much there was."""
        now = timezone.now()
        finished, classes = finish_overdue(now=now), delete_expired(now=now)
        readers = forget_idle_readers(now=now)
        self.stdout.write(f"Finished {finished} attempts, deleted {classes} classes and {readers} readers.")
