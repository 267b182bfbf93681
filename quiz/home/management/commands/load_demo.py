"""manage.py load_demo: the demo of `make run`, and how to sign in."""

import secrets
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from quiz.home.services import INSTRUCTOR, build_demo


class Command(BaseCommand):
    """Makes the demo once; a second run changes nothing."""

    help = "Make a demo instructor and readers with attempts, once."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Make it, and print how to sign in."""
        kept = settings.VAR_DIR / "demo_password"
        if not kept.exists():
            kept.touch(mode=0o600)
            kept.write_text(secrets.token_urlsafe(9))
        if build_demo(password=kept.read_text(), now=timezone.now()):
            self.stdout.write("Made the demo: an instructor and readers with attempts.")
        self.stdout.write(f"Instructor: {INSTRUCTOR}, password: {kept.read_text()} (kept in {kept})")
