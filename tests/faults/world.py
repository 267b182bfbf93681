"""The class whose work is at stake, and the look at it afterwards."""

import json
import subprocess
import sys

from tests.bench.serving import ROOT, manage

ALLOWED = 3
SETUP = """
import json
from django.core.signing import get_cookie_signer
from django.utils import timezone
from quiz.bank.models import Source
from quiz.bank.queries import current_quiz, predictions_in
from quiz.classroom.queries import given
from quiz.classroom.services.assignments import assign
from quiz.classroom.services.classes import open_classroom
from quiz.classroom.services.members import join
from quiz.outlook.services.leading import move, set_up
from quiz.outlook.services.voting import Given, Voter, cast_ballot
from quiz.people.cookie import COOKIE, SALT
from quiz.people.models import Reader, User
from quiz.taking.services.attempts import start_assigned, start_attempt

now = timezone.now()
teacher = User.objects.create_user("faults")
room = open_classroom(user=teacher, values={"name": "Faults"}, now=now)
rules = {"quiz": current_quiz("chips"), "opens_at": now, "attempts_allowed": ALLOWED}
task = assign(classroom=room, values=rules, now=now)
source, outside = Source.objects.get(), current_quiz("policy")
survey = set_up(classroom=room, source=source, values={"opens_at": now, "closes_at": None}, now=now)
predictions = predictions_in(source)
for number in range(6):
    reader = Reader.objects.create(since=now)
    member = join(classroom=room, reader=reader, name=f"F{number}", now=now).membership
    for prediction in predictions:
        ballot = Given(10 * number, number % 5 - 2)
        cast_ballot(survey=survey, voter=Voter(reader, member), prediction=prediction, given=ballot, now=now)
# Their round is told: it must stay as it is, whatever happens to those who come now.
move(survey=survey, seen="first", now=now)
signer, readers = get_cookie_signer(salt=COOKIE + SALT), []
for number in range(READERS):
    reader = Reader.objects.create(since=now)
    join(classroom=room, reader=reader, name=f"R{number}", now=now)
    own = {"class": start_assigned(given=given(reader.pk, task.slug), now=now),
           "outside": start_attempt(reader=reader, quiz=outside, now=now)}
    readers.append({
        "cookie": f"{COOKIE}={signer.sign(str(reader.pk))}", "id": str(reader.pk),
        "codes": {where: attempt.code for where, attempt in own.items()},
        "numbers": {where: [row.number for row in attempt.answers.filter(question__kind="single")]
                    for where, attempt in own.items()},
    })
print(json.dumps({
    "survey": survey.slug, "predictions": [each.claim.code for each in predictions], "readers": readers,
    "task": task.slug, "allowed": ALLOWED, "outside": outside.slug,
    "begin": {"class": f"/taking/begin/{task.slug}/", "outside": f"/taking/start/{outside.slug}/"},
}))
"""


def make_world(environment, readers):
    """The class: an outlook whose first round is told, and so many readers, each with two open attempts."""
    script = SETUP.replace("ALLOWED", str(ALLOWED)).replace("READERS", str(readers))
    world = json.loads(manage(environment, "shell", "-v0", "-c", script))
    return world | {"published": looked_at(environment, "published")}


def looked_at(environment, what, *words):
    """What tests/faults/invariant.py tells, in a process of its own that has seen nothing of before."""
    command = [sys.executable, "-m", "tests.faults.invariant", what, *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"faults: the look at the database failed: {done.stderr[-3000:]}")
    return json.loads(done.stdout)
