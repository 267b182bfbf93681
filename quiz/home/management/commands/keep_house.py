"""manage.py keep_house: what is due by the clock, for cron; once an hour is plenty."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from quiz.bank.models import Quiz
from quiz.classroom.services.classes import delete_expired
from quiz.home.services import forget_idle_readers
from quiz.insight.services import count_all
from quiz.outlook.services.leading import close_overdue
from quiz.taking.services import finish_overdue


class Command(BaseCommand):
    """Finishes attempts whose time is over, deletes classes and readers whose time of keeping is over."""

    help = "Finish attempts whose time is over; delete what has been kept long enough."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do it, and say how much there was."""
        now = timezone.now()
        finished, classes = finish_overdue(now=now), delete_expired(now=now)
        readers, closed = forget_idle_readers(now=now), close_overdue(now=now)
        counted = sum(count_all(quiz=quiz) for quiz in Quiz.objects.order_by("pk"))
        self.stdout.write(
            f"Finished {finished} attempts, counted {counted} for the statistics, "
            f"published {closed} outlooks that have closed, deleted {classes} classes and {readers} readers."
        )
