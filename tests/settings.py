"""The settings of the product, but for what stands here with its reason.

The product as it runs, with none of these, is tested in tests/defaults. pytest-django itself changes two
more: mails go to a list (`mail.outbox`), and DEBUG is off.
"""

import os
import sys

from quiz.settings import *  # noqa: F403  the same settings
from quiz.settings import DATABASES, STORAGES, VAR_DIR

# Where Python may not keep what it compiles, each process that tests start and each worker of a server
# compiles the whole product again: half of the time that it takes to start.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# A cache in memory is emptied before each test; the product keeps its limits in the database or in Redis.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# A password costs half a second to check, on purpose.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Without a collectstatic before; tests/web/test_files.py and tests/defaults serve collected files.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# One a process: a second run beside this one, of this checkout or another, would delete it.
_OWN = f"test_yomitoki_{os.getpid()}"
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # A file and not memory: the write-ahead log is what the product runs on.
    _OWN = str(VAR_DIR / f"{_OWN}.sqlite3")
DATABASES["default"]["TEST"] = {"NAME": _OWN}

# Where branches are counted (docs/testing.md): marks that were met are taken out of the code when one is met
# so often again, and each time all functions are gone through. After 50 that took a twelfth of the time.
counted = getattr(sys.modules.get("slipcover.pytest_plugin"), "_slipcover_instance", None)
if counted:
    counted.d_miss_threshold = 5000
