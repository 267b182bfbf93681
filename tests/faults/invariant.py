"""What must hold after every run, looked at by a process that has seen nothing of the run.

    python -m tests.faults.invariant check ledger.json world.json

Prints JSON: what does not hold (an empty list where all does), and how many retries met what was kept
already.
"""

import hashlib
import json
import os
import sys
from collections import Counter, defaultdict
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quiz.settings")
django.setup()

from django.db import connection, connections  # noqa: E402  after the set-up, as Django wants it

from quiz.bank import kept  # noqa: E402  as above
from quiz.bank.queries import current_quiz  # noqa: E402  as above
from quiz.insight.services import count_anew  # noqa: E402  as above
from quiz.outlook.models import Finding, Post, PublishedBallot, Snapshot  # noqa: E402  as above
from quiz.outlook.models.ballots import Ballot  # noqa: E402  as above
from quiz.taking.marking import keys_for, points_of  # noqa: E402  as above
from quiz.taking.models import Answer, Attempt, Save  # noqa: E402  as above
from quiz.taking.sheets import sheet_of  # noqa: E402  as above

CLOSE = 1e-9


def published(*_words):
    """A digest of all that was published of outlooks."""
    rows = [
        sorted(map(repr, model.objects.order_by().values_list()))
        for model in (Snapshot, PublishedBallot, Finding)
    ]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def check(ledger, world):
    """All that does not hold."""
    sent = json.loads(Path(ledger).read_text())
    world = json.loads(Path(world).read_text())
    of = defaultdict(list)
    for each in sent:
        of[each["kind"]].append(each)
    wrong, hits = [], 0
    for look, rows in ((answers, of["answer"]), (ballots, of["ballot"]), (posts, of["post"])):
        found, met = look(rows, world)
        wrong, hits = wrong + found, hits + met
    wrong += attempts(of["submit"], of["begin"], world) + scores()
    if not count_anew(quiz=current_quiz(world["outside"])):
        wrong.append("the sums are not those of a rebuild")
    if published() != world["published"]:
        wrong.append("what was published changed")
    return {"wrong": wrong + database(), "hits": hits}


def _is_hit(each, kept_at):
    """Whether the last try found what an earlier one had stored: the line was cut after the commit."""
    return bool(each["acked_at"] and each["tries"] > 1 and kept_at.timestamp() < each["sent_at"])


def answers(sent, _world):
    """Every acknowledged save is there once with its value, the latest is the answer, nothing was made up."""
    wrong, hits, last = [], 0, {}
    rows = Save.objects.exclude(tab="").select_related("answer__attempt__assignment__classroom")
    found = defaultdict(list)
    for row in rows:
        found[f"{row.tab}-{row.serial}"].append(row)
    known = {each["key"] for each in sent}
    wrong += [f"doubled: answer {key}" for key, each in found.items() if len(each) > 1]
    wrong += [f"made up: answer {key}" for key in found if key not in known]
    for each in sent:
        if not each["acked_at"]:
            continue
        last[each["place"], each["number"]] = each
        if not (kept_rows := found.get(each["key"])):
            wrong.append(f"lost: answer {each['key']}")
            continue
        if kept_rows[0].response != _code(kept_rows[0].answer, each["value"]):
            wrong.append(f"changed: answer {each['key']}")
        hits += _is_hit(each, kept_rows[0].saved_at)
    open_ones = {(each["place"], each["number"]) for each in sent if not each["acked_at"]}
    for place, each in last.items():
        row = Answer.objects.get(attempt__code=place[0], number=place[1])
        if place not in open_ones and f"{row.tab}-{row.serial}" != each["key"]:
            wrong.append(f"not the latest: answer {each['key']}")
    return wrong, hits


def _code(answer, token):
    asked = kept.questions([answer.question_id])[answer.question_id]
    answer.question = asked.question
    return sheet_of(answer, asked.options, answer.attempt).codes()[token]


def ballots(sent, world):
    """Every acknowledged ballot is there once with what it said and its reason; none beside what was sent."""
    ids = {f"r{place}": made["id"] for place, made in enumerate(world["readers"])}
    rows = Ballot.objects.filter(reader__in=list(ids.values())).select_related("reason", "prediction__claim")
    found = defaultdict(list)
    for row in rows:
        found[str(row.reader_id), row.prediction.claim.code].append(row)
    wrong, hits = [], 0
    known = {(ids[each["whose"]], each["place"]): each for each in sent}
    wrong += [f"made up or doubled: ballot {key}" for key, all_of in found.items()
              if key not in known or len(all_of) > 1]  # fmt: skip
    for key, each in known.items():
        row = found[key][0] if key in found else None
        if row is None:
            wrong += [f"lost: ballot {key}"] if each["acked_at"] else []
            continue
        reason = row.reason.text if hasattr(row, "reason") else ""
        if (f"{row.likelihood}/{row.agreement}", reason) != (each["value"], each["key"]):
            wrong.append(f"changed: ballot {key}")
        hits += _is_hit(each, row.cast_at)
    return wrong, hits


def posts(sent, _world):
    """Every acknowledged post is there once, at the address that was told; none beside what was sent."""
    rows = Post.objects.filter(is_reason=False)
    found, known = defaultdict(list), {each["value"] for each in sent}
    for row in rows:
        found[row.text].append(row)
    wrong = [f"doubled: post {text}" for text, all_of in found.items() if len(all_of) > 1]
    wrong += [f"made up: post {text}" for text in found if text not in known]
    hits = 0
    for each in sent:
        if each["acked_at"] and each["value"] not in found:
            wrong.append(f"lost: post {each['value']}")
        elif each["acked_at"]:
            row = found[each["value"]][0]
            wrong += [f"changed: post {each['value']}"] if row.code != each["told"] else []
            hits += _is_hit(each, row.written_at)
    return wrong, hits


def attempts(submits, begins, world):
    """What was handed in is; what was begun is there; nobody has more attempts than allowed."""
    there = dict(Attempt.objects.values_list("code", "submitted_at"))
    wrong = [f"lost: submit {each['key']}" for each in submits
             if each["acked_at"] and not there.get(each["key"])]  # fmt: skip
    wrong += [f"lost: begin {each['told']}" for each in begins
              if each["acked_at"] and each["told"] not in ("refused", *there)]  # fmt: skip
    rows = Attempt.objects.exclude(assignment=None).order_by().values_list("membership", flat=True)
    wrong += [f"too many attempts: {who}" for who, many in Counter(rows).items() if many > world["allowed"]]
    return wrong


def scores():
    """The points of what was handed in are those of the key; what was not has none."""
    wrong, keys = [], {}
    for row in Answer.objects.select_related("attempt", "question"):
        place = (row.question_id, row.attempt.assignment_id)
        if not row.question.is_graded:
            continue
        if row.attempt.submitted_at is None:
            wrong += [f"half handed in: {row.attempt.code}"] if row.points is not None else []
            continue
        if place not in keys:
            keys[place] = keys_for([place[0]], place[1])[place[0]]
        meant = points_of(row, keys[place])
        if row.points is None or meant is None or abs(row.points - meant) > CLOSE:
            wrong.append(f"score: {row.attempt.code} {row.number} has {row.points}, not {meant}")
    return wrong


def database():
    """Whole by its own account, and no lock is left."""
    connections.close_all()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            told = cursor.execute("PRAGMA integrity_check").fetchall()
            wrong = [f"integrity: {line}" for (line,) in told if line != "ok"]
            wrong += [f"foreign key: {row}" for row in cursor.execute("PRAGMA foreign_key_check").fetchall()]
            cursor.execute("PRAGMA busy_timeout=0")
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute("ROLLBACK")
            return wrong
        cursor.execute(
            "SELECT pid, state FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND state <> 'idle'"
        )
        wrong = [f"left at work: {row}" for row in cursor.fetchall()]
        cursor.execute("SELECT gid FROM pg_prepared_xacts")
        return wrong + [f"left prepared: {row}" for row in cursor.fetchall()]


if __name__ == "__main__":
    print(json.dumps({"published": published, "check": check}[sys.argv[1]](*sys.argv[2:])))
