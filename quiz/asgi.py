"""For the server: the application behind its gate, once its database was found safe to serve from."""

import gc
import multiprocessing
import os
import signal
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.urls import get_resolver

# A worker is forked with what the server's first process does at these, which is to note them: asked to stop
# while it loads what follows, it would go on, and the server wait for it for ever.
if multiprocessing.parent_process():
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, signal.SIG_DFL)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quiz.settings")
django_application: Any = get_wsgi_application()

# Models and templates are ready only after the line above.
from quiz.web.gate import Answer, Environ, Gate  # noqa: E402  as said
from quiz.web.metrics import counting, counting_refusals  # noqa: E402  as said
from quiz.web.numbers import numbered  # noqa: E402  as said
from quiz.web.probes import live  # noqa: E402  as said
from quiz.web.ready import at_once  # noqa: E402  as said
from quiz.web.refusal import Busy  # noqa: E402  as said
from quiz.web.safe import WhenSafe  # noqa: E402  as said

django_application = WhenSafe(django_application, Busy())
# This thread only starts; the gate's threads have their own connections.
connections.close_all()
# What is loaded by now stays as long as the process: the collector of garbage, which else went through it for
# 70 ms on every thousandth save and on each large page, need not look at it again.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
# With nothing old to compare with, a page of ten thousand figures would have it look through them again and
# again as they are made: an eighth of what the page took.
gc.set_threshold(10_000, 10, 10)


def without_waiting(environ: Environ) -> Answer | None:
    """What is answered past all that wait: that the process lives, and pages that lie ready."""
    return live(environ) or at_once(environ)


application = numbered(
    Gate(
        django_application,
        counting_refusals(Busy()),
        threads=settings.THREADS,
        waiting=settings.WAITING,
        at_once=counting(without_waiting),
    )
)
