"""For the server: the application, after one look at whether the database is safe to serve from."""

import logging
import os

from django.core.checks import ERROR
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quiz.settings")
application = get_wsgi_application()

from quiz.web.database import check_durability  # noqa: E402  models are ready only after the line above

for message in check_durability(["default"]):
    if message.level >= ERROR:
        raise ImproperlyConfigured(message.msg)
    logging.getLogger(__name__).warning(message.msg)
