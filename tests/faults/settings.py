"""The settings of the product, with what tests of the harness choose.

SYNCHRONOUS: SQLite's durability, broken on purpose. CHECKPOINT: after so many pages the log is written into
SQLite's file (1,000 by default, which few recorded runs reach). PLAIN_FILES: without a collectstatic before.
"""

import os

from quiz.settings import *  # noqa: F403  the same settings
from quiz.settings import DATABASES, STORAGES

if wanted := os.environ.get("SYNCHRONOUS"):
    _options = DATABASES["default"]["OPTIONS"]
    _options["init_command"] = _options["init_command"].replace("synchronous=FULL", f"synchronous={wanted}")
if pages := os.environ.get("CHECKPOINT"):
    DATABASES["default"]["OPTIONS"]["init_command"] += f" PRAGMA wal_autocheckpoint={int(pages)};"
if os.environ.get("PLAIN_FILES"):
    STORAGES = STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
