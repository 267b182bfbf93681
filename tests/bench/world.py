"""A class to measure with: readers in the middle of a quiz and of a vote, and who teaches them."""

import json

from tests.bench.serving import manage

SETUP = """
import json
from django.core.signing import get_cookie_signer
from django.test import Client
from django.utils import timezone
from quiz.bank.models import Source
from quiz.bank.queries import current_quiz, predictions_in
from quiz.classroom.queries import given
from quiz.classroom.services.assignments import assign
from quiz.classroom.services.classes import open_classroom
from quiz.classroom.services.members import join
from quiz.outlook.services.leading import set_up
from quiz.people.cookie import COOKIE, SALT
from quiz.people.models import Reader, User
from quiz.taking.services.attempts import start_assigned

now = timezone.now()
teacher = User.objects.create_user("load")
browser = Client()
browser.force_login(teacher, backend="django.contrib.auth.backends.ModelBackend")
classroom = open_classroom(user=teacher, values={"name": "Load"}, now=now)
task = assign(classroom=classroom, values={"quiz": current_quiz("chips"), "opens_at": now}, now=now)
source = Source.objects.get()
survey = set_up(classroom=classroom, source=source, values={"opens_at": now, "closes_at": None}, now=now)
signer, readers = get_cookie_signer(salt=COOKIE + SALT), []
for number in range(READERS):
    reader = Reader.objects.create(since=now)
    join(classroom=classroom, reader=reader, name=f"R{number}", now=now)
    attempt = start_assigned(given=given(reader.pk, task.slug), now=now)
    asked = attempt.answers.filter(question__kind="single").values_list("number", flat=True)
    readers.append([f"{COOKIE}={signer.sign(str(reader.pk))}", attempt.code, list(asked)])
print(json.dumps({
    "teacher": f"sessionid={browser.cookies['sessionid'].value}", "classroom": classroom.slug,
    "code": classroom.join_code, "task": task.slug, "survey": survey.slug,
    "predictions": [each.claim.code for each in predictions_in(source)], "readers": readers,
}))
"""
QUERIES = """
import json
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
found = {}
for name, path, cookie, stamp in json.loads(PAGES):
    browser = Client(headers={"accept-language": "ja"})
    if cookie:
        key, _sign, value = cookie.partition("=")
        browser.cookies[key] = value
    headers = {"if-none-match": stamp} if stamp else {}
    browser.get(path, headers=headers)
    with CaptureQueriesContext(connection) as queries:
        browser.get(path, headers=headers)
    found[name] = len(queries)
print(json.dumps(found))
"""


def make_world(environment, readers):
    """The class with so many readers: cookies, addresses and numbers by name."""
    return json.loads(manage(environment, "shell", "-v0", "-c", SETUP.replace("READERS", str(readers))))


def count_queries(environment, pages):
    """How many queries each page asks when it is opened for the second time; pages: (name, path,
    cookie, stamp)."""
    script = QUERIES.replace("PAGES", repr(json.dumps(pages)))
    return json.loads(manage(environment, "shell", "-v0", "-c", script))
