"""The product broken on purpose: each of these must be found by the harness, or it proves nothing.

Chosen by FAULT. `early` acknowledges before anything is committed, `behind` puts saves into a queue that is
written now and then, `pause` is not broken: it waits up to five milliseconds between commit and
acknowledgement, so that more kills fall there. The look at whether the database is safe to serve from is left
out, so that unsafe settings of the database get as far as the harness, too.
"""

from quiz.web.stopping import heed_signals

heed_signals()

import io
import json
import os
import queue
import random
import re
import threading
import time

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.faults.settings")
django_application = get_wsgi_application()

from django.conf import settings

from quiz.web.gate import Gate
from quiz.web.refusal import Busy

BEFORE_COMMIT = 0.005  # seconds
NOW_AND_THEN = 0.1
LONGEST_PAUSE = 0.005
_waiting = queue.Queue()


def _write(environ):
    b"".join(django_application(environ, lambda *_told: None))


def _write_now_and_then():
    while True:
        environ = _waiting.get()
        time.sleep(NOW_AND_THEN)
        _write(environ)


def _soon(environ):
    time.sleep(BEFORE_COMMIT)
    _write(environ)


def _early(environ, start):
    threading.Thread(target=_soon, args=(environ,)).start()
    return _yes(environ, start)


def _behind(environ, start):
    _waiting.put(environ)
    return _yes(environ, start)


def _yes(environ, start):
    number = int(re.search(r"/answer/(\d+)/", environ["PATH_INFO"])[1])
    body = json.dumps({"saved": "12:00", "number": number}).encode()
    start("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


def _paused(environ, start):
    told = []
    body = b"".join(django_application(environ, lambda *words: told.append(words)))
    time.sleep(random.uniform(0, LONGEST_PAUSE))  # noqa: S311  nothing here is secret
    start(*told[-1])
    return [body]


def broken(environ, start):
    """The product, but for how it acknowledges an answer."""
    how = os.environ.get("FAULT", "")
    if how == "pause":
        return _paused(environ, start)
    if how in ("early", "behind") and "/answer/" in environ["PATH_INFO"]:
        copy = environ | {"wsgi.input": io.BytesIO(environ["wsgi.input"].read())}
        return {"early": _early, "behind": _behind}[how](copy, start)
    return django_application(environ, start)


if os.environ.get("FAULT") == "behind":
    threading.Thread(target=_write_now_and_then, daemon=True).start()
application = Gate(broken, Busy(), threads=settings.THREADS, waiting=settings.WAITING)
