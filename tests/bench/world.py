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


BOOK = """
import json, random
from django.test import Client
from django.utils import timezone
from quiz.bank.models import Question
from quiz.bank.models import Pack
from quiz.bank.queries import current_quizzes, options_of
from quiz.classroom.models import Assignment, Membership
from quiz.classroom.services.classes import open_classroom
from quiz.people.models import Reader, User
from quiz.taking.models import Answer, Attempt

now, luck = timezone.now(), random.Random(1)
teacher = User.objects.create_user("book")
browser = Client()
browser.force_login(teacher, backend="django.contrib.auth.backends.ModelBackend")
room = open_classroom(user=teacher, values={"name": "Book"}, now=now)
people = Reader.objects.bulk_create(Reader(since=now) for _reader in range(READERS))
members = Membership.objects.bulk_create(
    Membership(classroom=room, reader=reader, name=f"R{place}", key=f"r{place:03d}", looks=f"r{place}",
               number=1, joined_at=now, return_code=f"book {place}")
    for place, reader in enumerate(people)
)
quizzes = [quiz for quiz in current_quizzes(Pack.objects.all()) if quiz.slug != "sentences"]
for number in range(QUIZZES):
    quiz = quizzes[number % len(quizzes)]
    task = Assignment.objects.create(classroom=room, quiz=quiz, opens_at=now, created_at=now, pass_mark=60)
    attempts = Attempt.objects.bulk_create(
        Attempt(reader=row.reader, quiz=quiz, assignment=task, membership=row, started_at=now,
                submitted_at=now, language="ja")
        for row in members
    )
    places = list(quiz.places.select_related("question"))
    options = options_of([place.question_id for place in places])
    Answer.objects.bulk_create((
        Answer(attempt=attempt, question_id=place.question_id, reader_id=attempt.reader_id,
               number=place.number, saved_at=now, confidence=luck.randint(1, 3),
               response=luck.choice(options[place.question_id]).code
               if place.question.kind in ("single", "true_false") else None,
               points=float(luck.random() < 0.7) if place.question.is_graded else None)
        for attempt in attempts for place in places
    ), batch_size=5000)
Question.objects.update(frozen_at=now)
print(json.dumps({"teacher": f"sessionid={browser.cookies['sessionid'].value}", "classroom": room.slug,
                  "member": members[0].pk}))
"""


def make_book(environment, readers, quizzes):
    """A class whose readers all finished so many quizzes: who teaches it, its slug, one of its readers."""
    script = BOOK.replace("READERS", str(readers)).replace("QUIZZES", str(quizzes))
    return json.loads(manage(environment, "shell", "-v0", "-c", script))
