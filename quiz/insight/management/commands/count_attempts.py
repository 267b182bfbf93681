"""manage.py count_attempts: bring the sums of every quiz up to date, or count them from nothing."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from quiz.bank.models import Quiz
from quiz.insight.services import count_all, count_anew


class Command(BaseCommand):
    """Counts finished attempts outside classes; keep_house does so every hour."""

    help = "Count finished attempts outside classes into the sums that statistics are made of."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to begin from nothing."""
        parser.add_argument("--anew", action="store_true", help="Count everything again and compare.")

    def handle(self, *_args: Any, anew: bool, **_options: Any) -> None:
        """Count, and say how much there was, or whether the figures stayed the same."""
        for quiz in Quiz.objects.order_by("slug", "version"):
            if anew:
                same = count_anew(quiz=quiz)
                self.stdout.write(f"{quiz}: {'the very same sums' if same else 'the sums were wrong'}")
            else:
                self.stdout.write(f"{quiz}: {count_all(quiz=quiz)} attempts counted")
