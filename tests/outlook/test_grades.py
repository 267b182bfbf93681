"""Nothing of an outlook reaches a grade, a statistic or a file of quizzes."""

import io
import random
import re
import zipfile

import pytest
from django.utils import timezone

from quiz.domain.rounds import Stage
from quiz.outlook.models import (
    Alias,
    Disclosure,
    Finding,
    Mark,
    Note,
    Post,
    Prompt,
    Report,
    Resolution,
    Snapshot,
    Survey,
)
from quiz.outlook.models.ballots import Ballot
from quiz.taking.services.attempts import submit_attempt


@pytest.fixture
def graded(assign_quiz, finish, begun, reader, member):
    """An assignment that twelve readers and `reader` finished."""
    given = assign_quiz()
    finish(given, 12)
    submit_attempt(reader_id=reader.pk, code=begun(given).code, now=timezone.now())
    return given


@pytest.fixture
def opinions(survey, me, people, cast, write, onward, p1):
    """Rows in every table of the outlook."""
    voters = [me, *people(9)]
    for place, voter in enumerate(voters):
        cast(survey, voter, 10 * place, place % 5 - 2, reason="A reason.")
    posts = [write(survey, voter, f"Post {place}.") for place, voter in enumerate(voters)]
    onward(survey, Stage.SECOND)
    for place, voter in enumerate(voters):
        cast(survey, voter, 100 - 10 * place, 1, moved_by="post", moved_post=posts[place - 1])
    Resolution.objects.create(survey=survey, prediction=p1, outcome="yes", told_by="G", at=timezone.now())
    return onward(survey, Stage.LATER)


def everything(given, member, teacher_client, client_of, reader):
    """Every page and file of grades, statistics and results, without what differs each time."""
    found = {}
    for url in (
        *(f"/insight/download/{given.slug}/{kind}/" for kind in ("results", "answers", "items", "codebook")),
        f"/insight/scores/{given.slug}/", f"/insight/items/{given.slug}/", f"/insight/item/{given.slug}/1/",
        f"/insight/report/{given.slug}/", f"/insight/reader/{member.pk}/", f"/taking/results/{given.slug}/",
        "/insight/quiz/policy/",
    ):  # fmt: skip
        page = teacher_client.get(url)
        assert page.status_code == 200, url
        found[url] = without_tokens(page)
    workbook = teacher_client.get(f"/insight/download/{given.slug}/workbook/")
    sheets = zipfile.ZipFile(io.BytesIO(b"".join(workbook.streaming_content)))
    # All of it but the file that says when the workbook was made.
    found["workbook"] = {name: sheets.read(name) for name in sheets.namelist() if name != "docProps/core.xml"}
    found["own"] = without_tokens(client_of(reader).get(f"/insight/own/{given.classroom.slug}/"))
    return found


def without_tokens(page):
    """The lines of a page without what differs each time: tokens, and the minute of a report."""
    words = b"".join(page.streaming_content) if page.streaming else page.content
    words = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", words)
    return re.sub(rb"as of \d{4}-\d\d-\d\d \d\d:\d\d", b"", words).splitlines()


def permute(luck):
    """Give each ballot what another said, and the other of what that one knew."""
    rows = list(Ballot.objects.all())
    said = [(row.likelihood, row.agreement, not row.knew) for row in rows]
    luck.shuffle(said)
    for row, (likelihood, agreement, knew) in zip(rows, said, strict=True):
        row.likelihood, row.agreement, row.knew = likelihood, agreement, knew
    Ballot.objects.bulk_update(rows, ["likelihood", "agreement", "knew"])


@pytest.mark.one_database
def test_permuting_and_deleting_all_opinions_leaves_every_grade_and_file_as_it_was(
    graded, opinions, member, teacher_client, client_of, reader
):
    before = everything(graded, member, teacher_client, client_of, reader)

    for seed in range(3):
        permute(random.Random(seed))  # noqa: S311  nothing here is secret
        assert everything(graded, member, teacher_client, client_of, reader) == before

    for table in (Disclosure, Report, Mark, Note, Prompt, Resolution, Finding, Snapshot, Alias):
        table.objects.all().delete()
    Ballot.objects.update(moved_post=None)
    Post.objects.all().delete()
    Ballot.objects.all().delete()
    Survey.objects.all().delete()
    assert everything(graded, member, teacher_client, client_of, reader) == before


def test_the_workbook_and_the_points_of_the_class_page_know_no_opinion(graded, opinions, client_of, reader):
    words = client_of(reader).get(f"/room/{graded.classroom.slug}/").content.decode()
    duty = words[words.index("Outlook:") :]

    assert "your ballots: 1 in the first round, 1 in the second" in duty
    assert "Best:" not in duty[: duty.index("</div>")]
