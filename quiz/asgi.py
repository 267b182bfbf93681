"""For the server: the application behind its gate, once its database was found safe to serve from."""

from quiz.web.stopping import heed_signals

# Before all that takes a second to load.
heed_signals()

import gc
import os
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quiz.settings")
django_application: Any = get_wsgi_application()

# Models and templates are ready only after the line above.
from quiz.web.gate import Answer, Environ, Gate
from quiz.web.metrics import counting, counting_refusals
from quiz.web.numbers import numbered
from quiz.web.probes import live
from quiz.web.ready import at_once
from quiz.web.refusal import Busy
from quiz.web.safe import WhenSafe

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
