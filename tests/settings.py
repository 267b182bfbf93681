"""The settings of the product, with what makes tests quick."""

import os

from quiz.settings import *  # noqa: F403  the same settings
from quiz.settings import DATABASES, STORAGES, VAR_DIR

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # A file and not memory: the write-ahead log is what the product runs on. One a process: a second run
    # beside this one would delete it.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / f"test-{os.getpid()}.sqlite3")}
