"""Nothing that was published changes, and no two things that were published let one ballot be told."""

import random
import re
from contextlib import suppress

import pytest
from django.utils import timezone

from quiz.bank.queries import predictions_in
from quiz.domain.rounds import Stage
from quiz.domain.tallies import Pairs, Tally
from quiz.home.services.leaving import forget_readers
from quiz.outlook.models import PublishedBallot, Snapshot, Survey
from quiz.outlook.services.leading import move, move_back
from quiz.outlook.services.voting import BallotStands, RoundClosed


def published(survey):
    """All that is published of the first round and the second, by group."""
    return {(row.round, row.is_late): row.sums for row in Snapshot.objects.filter(survey=survey)}


def check(survey, before):
    """What was there is there unchanged; each sum is over five readers, and is that of single ballots."""
    now = published(survey)
    assert {key: now[key] for key in before} == before
    for is_late in (False, True):
        rows = list(PublishedBallot.objects.filter(survey=survey, is_late=is_late))
        assert bool(rows) == ((1, is_late) in now)
        if not rows:
            continue
        first = Tally.from_json(now[1, is_late])
        assert len(rows) == first.ballots >= 5
        assert first.likelihood.tolist() == Tally.of(row.first for row in rows).likelihood.tolist()
        if (2, is_late) in now:
            second = Pairs.from_json(now[2, is_late])
            assert second.before.stance.tolist() == first.stance.tolist()
            assert second.after.stance.tolist() == Tally.of(row.last for row in rows).stance.tolist()
            assert second.again == sum(row.second_likelihood is not None for row in rows) >= 5
    return now


@pytest.mark.parametrize("seed", range(8))
def test_whatever_happens_each_group_is_told_once_over_the_same_readers(
    survey_of, classroom, people, cast, seed
):
    luck = random.Random(seed)  # noqa: S311  nothing here is secret
    survey = survey_of(classroom, reveal=luck.choice(["first", "second"]))
    # In every other room most are of one mind.
    likely = [70, 80, 90, 100, 20] if seed % 2 else list(range(0, 101, 10))
    order, told = people(luck.choice([8, 12, 17, 28])), {}
    for stage in (Stage.FIRST, Stage.DISCUSSION, Stage.SECOND):
        luck.shuffle(order)
        for voter in order[: luck.randint(len(order) // 2, len(order))]:
            if stage is Stage.DISCUSSION and luck.random() < 0.5:
                continue
            # Whoever voted already is refused, which is not the matter here.
            with suppress(BallotStands, RoundClosed):
                cast(survey, voter, luck.choice(likely), luck.choice([-2, -1, 0, 1, 2, None]))
            assert check(survey, told) == told
        if luck.random() < 0.7:
            gone = order.pop()
            forget_readers(reader_ids=[gone.reader.pk], now=timezone.now())
            assert check(survey, told) == told
        if stage is Stage.DISCUSSION and luck.random() < 0.5:
            move_back(survey=survey, seen=Stage.DISCUSSION, now=timezone.now())
            move(survey=survey, seen=Stage.FIRST, now=timezone.now())
            told = check(survey, told)
        survey.refresh_from_db()
        move(survey=survey, seen=stage, now=timezone.now())
        survey.refresh_from_db()
        told = check(survey, told)

    assert (1, False) in told


def without_tokens(page):
    """A page without what differs each time it is asked for."""
    words = b"".join(page.streaming_content) if page.streaming else page.content
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", words)


def figures(page):
    """What the instructor's page tells of the predictions, without how many voted."""
    return [
        (row.prediction.pk, row.first, row.shift, row.post, row.named) for row in page.context["lead"].rows
    ]


def test_ballots_change_no_page_and_no_file_while_a_round_goes_on(
    survey_of, classroom, me, people, cast, onward, client_of, teacher_client
):
    survey = survey_of(classroom, reveal="first")
    for place, voter in enumerate([me, *people(9)]):
        cast(survey, voter, 10 * place, place % 5 - 2)
    onward(survey, Stage.DISCUSSION)
    slug = survey.slug
    pages = [f"/outlook/{slug}/P1/room/", f"/outlook/{slug}/camps/"]
    files = [f"/outlook/{slug}/download/{kind}/" for kind in ("room", "shift", "ballots", "posts")]

    def seen():
        reader = client_of(me.reader)
        return (
            [without_tokens(reader.get(url)) for url in pages],
            [without_tokens(teacher_client.get(url)) for url in (*pages, *files)],
            figures(teacher_client.get(f"/outlook/{slug}/lead/")),
        )

    before = seen()
    assert b"10 first ballots are counted." in before[0][0]
    for voter in people(12):
        cast(survey, voter, 100, 2)
        assert seen() == before


def test_no_page_tells_an_instructor_what_somebody_voted(survey, me, cast, teacher_client, member, onward):
    cast(survey, me, 30, -2, reason="Only mine.")
    own = f"/outlook/{survey.slug}"
    urls = [
        f"{own}/lead/", f"{own}/P1/room/", f"{own}/P1/discussion/", f"{own}/show/", f"{own}/moderation/",
        f"{own}/camps/", f"/taking/member/{member.pk}/", f"/insight/reader/{member.pk}/",
    ]  # fmt: skip

    for url in urls:
        words = teacher_client.get(url).content.decode()
        assert "Only mine." not in words
        assert "likelihood 30" not in words


def test_solo_readers_are_told_at_ten_and_twenty(pack, client_of, ballot):
    counts = []
    for place in range(22):
        sent = ballot | {"likelihood": str(50 * (place % 3)), "agreement": str(place % 3 - 1)}
        page = client_of(None).post("/outlook/h20/P1/vote/", sent, follow=True)
        counts.append(page.context["told"].ballots if page.context["told"] else 0)

    assert counts == [0] * 9 + [10] * 10 + [20] * 3
    assert Survey.objects.get().is_open_to_all
    assert len(predictions_in(pack)) == 8
