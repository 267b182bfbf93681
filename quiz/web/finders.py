"""Static files that come out of a package, cut to what is used. Workers, which only serve, do not load it."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import bootstrap_wrapper
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage

from quiz.web.cutting import cut, words_of

BOOTSTRAP = "bootstrap/bootstrap.min.css"
# Whose templates and code write classes.
WRITERS = ("crispy_forms", "crispy_bootstrap5", "allauth")


class Bootstrap(BaseFinder):
    """Finds Bootstrap's style sheet, cut to what the pages use. It is cut anew in each process that asks."""

    def __init__(self, *_args: Any, **_kwargs: Any) -> None:
        self.storage = FileSystemStorage(settings.VAR_DIR / "cut", base_url=settings.STATIC_URL)
        self.is_made = False

    def check(self, **_kwargs: Any) -> list[CheckMessage]:
        """Nothing can be set wrongly."""
        return []

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:  # noqa: FBT001, FBT002  as Django calls it
        """Where the file lies; nothing for other paths."""
        if path != BOOTSTRAP:
            return []
        found = self.made().path(BOOTSTRAP)
        return [found] if find_all else found

    def list(self, _ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """The one file."""
        yield BOOTSTRAP, self.made()

    def made(self) -> FileSystemStorage:
        """The storage with the file in it."""
        if not self.is_made:
            whole = Path(bootstrap_wrapper.get_bootstrap_dir()) / "css" / "bootstrap.min.css"
            packages = [Path(apps.get_app_config(name).path) for name in WRITERS]
            ours = [settings.BASE_DIR / "templates", settings.BASE_DIR / "quiz"]
            target = Path(self.storage.path(BOOTSTRAP))
            target.parent.mkdir(parents=True, exist_ok=True)
            # Whole at once: another process may read it just now.
            beside = target.with_suffix(f".{os.getpid()}")
            beside.write_text(cut(whole.read_text("utf-8"), words_of([*ours, *packages])), "utf-8")
            beside.replace(target)
            self.is_made = True
        return self.storage
