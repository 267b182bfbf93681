"""The floor: what Django alone costs for the same work. A bare application, served as the product is.

    GET  /page/    a signed cookie, three reads, a template of the size of a question's page
    POST /save/    a signed cookie, one upsert, acknowledged when it is on disk
    GET  /poll/    a signed cookie, three reads, 304
    GET  /bytes/   nothing but as many bytes as the reading page has

Started by tests/bench/serving.py on the product's database, with FLOOR_CODE (an attempt), FLOOR_PAGE and
FLOOR_BYTES (sizes) in the environment.
"""

import os
from pathlib import Path

import dj_database_url
from django.conf import settings

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": Path(os.environ["VAR_DIR"]) / "yomitoki.sqlite3",
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    },
}
URL = os.environ.get("DATABASE_URL")
DATABASE = dj_database_url.parse(URL, conn_max_age=600) if URL else SQLITE
PAGE = (
    "<!DOCTYPE html><title>{{ attempt.code }}</title>{% for answer in answers %}<p>{{ answer.number }} "
    "{% if answer.confidence %}given{% endif %}</p>{% endfor %}{% for option in options %}"
    "<label>{{ option.text_ja }}</label>{% endfor %}{{ rest }}"
)
settings.configure(
    SECRET_KEY="floor",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    DATABASES={"default": DATABASE},
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", {"page.html": PAGE})]},
        }
    ],
    USE_TZ=True,
)

from django.core.wsgi import get_wsgi_application  # noqa: E402  after the settings

django_application = get_wsgi_application()

from django.db import connection, models, transaction  # noqa: E402  as above
from django.http import HttpResponse, HttpResponseNotModified  # noqa: E402  as above
from django.shortcuts import render  # noqa: E402  as above
from django.urls import path  # noqa: E402  as above

from quiz.web.gate import Gate  # noqa: E402  as above

REST, BYTES = "x" * int(os.environ["FLOOR_PAGE"]), b"x" * int(os.environ["FLOOR_BYTES"])


class Attempt(models.Model):
    code = models.CharField(max_length=10)

    class Meta:
        app_label, db_table, managed = "floor", "taking_attempt", False


class Answer(models.Model):
    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE)
    number = models.PositiveIntegerField()
    confidence = models.PositiveSmallIntegerField(null=True)
    question_id = models.BigIntegerField()

    class Meta:
        app_label, db_table, managed = "floor", "taking_answer", False


class Option(models.Model):
    question_id = models.BigIntegerField()
    text_ja = models.TextField()

    class Meta:
        app_label, db_table, managed = "floor", "bank_option", False


class Note(models.Model):
    key = models.CharField(max_length=40, unique=True)
    text = models.TextField()

    class Meta:
        app_label, db_table, managed = "floor", "floor_note", False


def read(request):
    """What a signed cookie and three reads bring."""
    request.get_signed_cookie("reader", default="", salt="floor")
    attempt = Attempt.objects.get(code=os.environ["FLOOR_CODE"])
    answers = list(Answer.objects.filter(attempt=attempt).order_by("number"))
    options = list(Option.objects.filter(question_id=answers[0].question_id))
    return {"attempt": attempt, "answers": answers, "options": options, "rest": REST}


def page(request):
    return render(request, "page.html", read(request))


def poll(request):
    read(request)
    return HttpResponseNotModified()


def save(request):
    request.get_signed_cookie("reader", default="", salt="floor")
    with transaction.atomic():
        Note.objects.bulk_create(
            [Note(key=request.POST["key"], text=request.POST["text"])],
            update_conflicts=True, unique_fields=["key"], update_fields=["text"],
        )  # fmt: skip
    return HttpResponse(b"{}", content_type="application/json")


def plain(_request):
    return HttpResponse(BYTES)


urlpatterns = [path("page/", page), path("poll/", poll), path("save/", save), path("bytes/", plain)]
with connection.cursor() as cursor:
    number = "bigserial" if URL else "integer"
    cursor.execute(
        f"CREATE TABLE IF NOT EXISTS floor_note (id {number} PRIMARY KEY, key varchar(40) UNIQUE, text text)"
    )
connection.close()
application = Gate(django_application, django_application, threads=1, waiting=256)
