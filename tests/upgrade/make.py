"""The database of 0.1 with a small class in it: run with the code of commit 1bb2da5, not with today's.

    git worktree add --detach /tmp/v01 1bb2da5 && cd /tmp/v01
    VAR_DIR=/tmp/v01-var python manage.py migrate && VAR_DIR=/tmp/v01-var python manage.py load_pack
    VAR_DIR=/tmp/v01-var python manage.py shell -c "exec(open('.../tests/upgrade/make.py').read())"

Then `sqlite3 /tmp/v01-var/yomitoki.sqlite3 .dump | gzip -n > v0_1.sql.gz`.
"""

from datetime import UTC, datetime, timedelta

from quiz.bank.queries import answer_sheet, current_quiz, current_source, predictions_in
from quiz.classroom.models import Assignment, Extension, Membership
from quiz.classroom.queries import given
from quiz.classroom.services.assignments import assign
from quiz.classroom.services.classes import open_classroom
from quiz.classroom.services.members import join
from quiz.outlook.services import voting
from quiz.outlook.services.leading import set_up
from quiz.people.models import Reader, User
from quiz.taking.queries import Given
from quiz.taking.services import save_answer, start_assigned, submit_attempt

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
NAMES = ["さとう", "Sato", "Ｓａｔｏ", "Sa\u200bto", "Abc1", "Abcl", "\u337f" * 20, "\u202eevil"]
teacher = User.objects.create_user("mori", email="mori@example.org", password="quiet-river-88")
classroom = open_classroom(user=teacher, values={"name": "３年Ｂ組"}, now=NOW)
rules = {"quiz": current_quiz("chips"), "opens_at": NOW, "attempts_allowed": 2}
task = assign(classroom=classroom, values=rules, now=NOW)
assign(classroom=classroom, values={"quiz": current_quiz("policy"), "opens_at": None}, now=NOW)
members = []
for name in NAMES:
    reader = Reader.objects.create(since=NOW)
    members.append(join(classroom=classroom, reader=reader, name=name, now=NOW).membership)
right = {line.number: line.key.solution for line in answer_sheet(current_quiz("chips"))}
for place, member in enumerate(members[:3]):
    attempt = start_assigned(given=given(member.reader_id, task.slug), now=NOW)
    for row in attempt.answers.filter(question__kind="single"):
        given_there = Given(right[row.number]["right"][0], 3, False, "tab", row.number, None)
        save_answer(
            reader_id=member.reader_id, code=attempt.code, number=row.number,
            read=lambda _sheet, said=given_there: said, now=NOW + timedelta(minutes=row.number),
        )  # fmt: skip
    if place < 2:
        submit_attempt(reader_id=member.reader_id, code=attempt.code, now=NOW + timedelta(hours=1))
Membership.objects.filter(pk=members[4].pk).update(removed_at=NOW)
# What forms of 0.1 took: a year that PostgreSQL cannot read back.
bad = assign(classroom=classroom, values={"quiz": current_quiz("figures"), "opens_at": NOW}, now=NOW)
FIRST, LAST = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)
Assignment.objects.filter(pk=bad.pk).update(opens_at=FIRST, closes_at=LAST)
Extension.objects.create(assignment=task, membership=members[0], minutes=None, closes_at=FIRST)
window = {"opens_at": NOW, "closes_at": None}
survey = set_up(classroom=classroom, source=current_source("h20"), values=window, now=NOW)
for prediction in predictions_in(survey.source)[:2]:
    for place, member in enumerate(members[:3] + members[5:]):
        voter = voting.Voter(Reader.objects.get(pk=member.reader_id), member)
        reason = "\u202eBecause\u200b so" if place else ""
        cast, at = (
            voting.Given(10 * place + 20, min(place - 2, 2), reason=reason),
            NOW + timedelta(minutes=place),
        )
        voting.cast_ballot(survey=survey, voter=voter, prediction=prediction, given=cast, now=at)
