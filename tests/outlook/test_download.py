import csv
import io

import pytest
from django.utils import timezone

from quiz.domain.rounds import Stage
from quiz.outlook.files import FILES
from quiz.outlook.models import Resolution


@pytest.fixture
def table(teacher_client):
    """A file as rows by column."""

    def table(survey, kind):
        page = teacher_client.get(f"/outlook/{survey.slug}/download/{kind}/")
        text = b"".join(page.streaming_content).decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))

    return table


@pytest.fixture
def finished(survey, people, cast, write, onward, p1):
    """An outlook in which 22 readers voted twice at one prediction."""
    voters = people(22)
    for place, voter in enumerate(voters):
        cast(survey, voter, 10 * (place % 11), place % 5 - 2, reason="=danger()" if place < 5 else "")
    post = write(survey, voters[0], "A post.", "supports")
    onward(survey, Stage.SECOND)
    for place, voter in enumerate(voters):
        cast(survey, voter, 10 * ((place + 1) % 11), 1, moved_by="post", moved_post=post, knew=place == 0)
    Resolution.objects.create(survey=survey, prediction=p1, outcome="yes", told_by="G", at=timezone.now())
    return onward(survey, Stage.LATER)


def test_distributions_and_movement_are_those_of_the_page(finished, table):
    room, shift = table(finished, "room"), table(finished, "shift")

    first = [row for row in room if row["round"] == "1" and row["measure"] == "likelihood"]
    assert sum(int(row["ballots"]) for row in first) == 22
    assert {row["of"] for row in room} == {"22"}
    assert (shift[0]["readers"], shift[0]["up"], shift[0]["down"]) == ("22", "20", "2")
    assert float(shift[0]["sign_p"]) < 0.001
    # The mean was 50 before, so it was on no side of it.
    assert (shift[0]["net"], shift[0]["polarisation_before"], shift[0]["polarisation_after"]) == (
        "0.0",
        "",
        "",
    )
    assert float(shift[0]["net_low"]) < 0 < float(shift[0]["net_high"])


def test_single_ballots_have_keys_and_a_day_in_no_order(finished, table):
    rows = table(finished, "ballots")

    assert len(rows) == 22
    assert [row["key"] for row in rows] == sorted({row["key"] for row in rows})
    assert len({row["day"] for row in rows}) == 1
    assert len(rows[0]["day"]) == 10
    assert {row["moved_by"] for row in rows} == {"post"}
    # Also of the one who knew: where it were empty it would tell who did.
    assert "" not in {row["log_score"] for row in rows}
    assert not {"name", "reader"} & set(rows[0])


def test_posts_have_keys_and_reasons_have_none(finished, table):
    rows = table(finished, "posts")

    assert [row["kind"] for row in rows].count("reason") == 5
    assert {bool(row["key"]) for row in rows if row["kind"] == "reason"} == {False}
    assert [row["stance"] for row in rows if row["kind"] == "post"] == ["supports"]
    assert {row["text"] for row in rows if row["kind"] == "reason"} == {"'=danger()"}


def test_below_twenty_pairs_no_single_ballot_is_in_a_file(survey, people, cast, onward, table):
    voters = people(19)
    for place, voter in enumerate(voters):
        cast(survey, voter, 10 * (place % 11))
    onward(survey, Stage.SECOND)
    for voter in voters:
        cast(survey, voter)
    onward(survey, Stage.LATER)

    assert table(survey, "ballots") == []


def test_the_codebook_tells_every_column(survey, table):
    told = {(row["table"], row["column"]) for row in table(survey, "codebook")}

    assert told == {(kind, column) for kind, (columns, _rows) in FILES.items() for column in columns}


def test_an_unknown_file_and_other_people(
    survey, teacher_client, instructor_client, client_of, reader, member
):
    assert teacher_client.get(f"/outlook/{survey.slug}/download/nonsense/").status_code == 404
    assert instructor_client.get(f"/outlook/{survey.slug}/download/ballots/").status_code == 404
    assert client_of(reader).get(f"/outlook/{survey.slug}/download/ballots/").status_code == 302
