"""manage.py load_demo: the demo of `make run`, and how to sign in."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils import timezone

from quiz.home.services.demo import INSTRUCTOR, build_demo, demo_class
from quiz.web.reach import address_of


class Command(BaseCommand):
    """Makes the demo once; a second run changes nothing."""

    help = "Make a demo instructor and readers with attempts, once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where it is served, for the links that are printed."""
        site = address_of(settings.LISTEN, settings.PORT).rstrip("/")
        parser.add_argument("--site", default=site, help="Where the copy is served.")

    def handle(self, *_args: Any, site: str, **_options: Any) -> None:
        """Make it, and print how to sign in."""
        kept = settings.VAR_DIR / "demo_password"
        if not kept.exists():
            kept.touch(mode=0o600)
            kept.write_text(secrets.token_urlsafe(9))
        if build_demo(password=kept.read_text(), now=timezone.now()):
            self.stdout.write(
                "Made the demo: an instructor, readers with attempts, a class of 24 with an outlook."
            )
        if classroom := demo_class():
            link = site + reverse("classroom:join", args=[classroom.join_code])
            self.stdout.write(f"Join the class: {link}")
        self.stdout.write(f"Instructor: {INSTRUCTOR}, password: {kept.read_text()} (kept in {kept})")
