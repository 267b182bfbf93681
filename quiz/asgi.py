"""For the server: the application behind its gate, after one look at whether the database is safe to serve
from.
"""

import gc
import logging
import os

from django.conf import settings
from django.core.checks import ERROR
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quiz.settings")
django_application = get_wsgi_application()

# Models and templates are ready only after the line above.
from quiz.web.database import check_durability  # noqa: E402  as said
from quiz.web.gate import Answer, Environ, Gate  # noqa: E402  as said
from quiz.web.metrics import counting, counting_refusals  # noqa: E402  as said
from quiz.web.numbers import numbered  # noqa: E402  as said
from quiz.web.probes import live  # noqa: E402  as said
from quiz.web.ready import at_once  # noqa: E402  as said
from quiz.web.refusal import Busy  # noqa: E402  as said

for message in check_durability(["default"]):
    if message.level >= ERROR:
        raise SystemExit(f"Yomitoki does not start: {message.msg}")
    logging.getLogger(__name__).warning(message.msg)
# This thread only starts; the gate's threads have their own connections.
connections.close_all()
# What is loaded by now stays as long as the process: the collector of garbage, which else went through it for
# 70 ms on every thousandth save and on each large page, need not look at it again.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()


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
