"""No two successive responses of any page or file let one ballot be told."""

import random
import re
from collections import Counter
from contextlib import suppress

import pytest
from django.utils import timezone

from quiz.bank.queries import predictions_in
from quiz.domain.rounds import Round, Stage
from quiz.domain.tallies import Tally
from quiz.domain.tiers import tell
from quiz.home.services.leaving import forget_readers
from quiz.outlook.models import Snapshot, Survey
from quiz.outlook.models.ballots import Ballot
from quiz.outlook.services.leading import move, move_back
from quiz.outlook.services.voting import BallotStands, RoundClosed


class Watcher:
    """Somebody who sees every publication, and knows who had voted what when it came."""

    def __init__(self, survey, prediction):
        self.survey, self.prediction = survey, prediction
        self.signs, self.known = {}, {}
        # Of each publication what was told of whom: by chain, the votes by reader.
        self.votes = {"first": {}, "before": {}, "after": {}}
        self.told = []

    def look(self):
        for number in Round:
            names = {"survey": self.survey, "prediction": self.prediction, "round": number}
            snapshot = Snapshot.objects.filter(**names).first()
            seen = snapshot.number if snapshot else 0
            if seen == self.known.get(number, 0):
                continue
            self.known[number] = seen
            for row in Ballot.objects.filter(**names, batch=seen):
                self.signs[row.reader_id] = (*self.signs.get(row.reader_id, ()), (int(number), seen))
                if number is Round.FIRST:
                    self.votes["first"][row.reader_id] = row.vote
                else:
                    self.votes["before"][row.reader_id] = self.votes["first"][row.reader_id]
                    self.votes["after"][row.reader_id] = row.vote
            chains = ("first",) if number is Round.FIRST else ("before", "after")
            self.told += [(chain, dict(self.votes[chain])) for chain in chains]

    def parts(self):
        """How many readers each combination of publications has: any difference of sums is a sum of these."""
        return Counter(self.signs.values())

    def differences(self):
        """What can be subtracted: of two exact distributions, one within the other, how many in each bar."""
        for small, one in self.told:
            for large, two in self.told:
                same = small == large or (small, large) == ("before", "first")
                apart = [vote for reader, vote in two.items() if reader not in one]
                if same and set(one) <= set(two) and 0 < len(apart) < 20:
                    yield from self.exact(list(one.values()), list(two.values()), apart)

    def exact(self, one, two, apart):
        """The three bars of those who are apart, in each measure that is told exactly of both."""
        told = [tell(Tally.of(votes), self.survey.min_shown) for votes in (one, two)]
        if all(each.likelihood.counts for each in told):
            yield Counter(vote.likelihood // 10 // 4 + (vote.likelihood == 70) for vote in apart)
        if all(each.stance.counts for each in told):
            yield Counter((vote.agreement or 0) // 2 + (vote.agreement == 1) for vote in apart)


@pytest.mark.parametrize("seed", range(8))
def test_whatever_happens_every_part_of_what_was_published_has_five_readers(
    survey_of, classroom, people, cast, p1, seed
):
    luck = random.Random(seed)  # noqa: S311  nothing here is secret
    survey = survey_of(classroom, reveal=luck.choice(["first", "second"]))
    # In every other room most are of one mind.
    likely = [70, 80, 90, 100, 20] if seed % 2 else list(range(0, 101, 10))
    agreed = [1, 2, 2, 1, -1] if seed % 2 else [-2, -1, 0, 1, 2, None]
    watcher, voters = Watcher(survey, p1), people(luck.choice([8, 12, 17, 28]))
    order = [*voters]
    for stage in (Stage.FIRST, Stage.DISCUSSION, Stage.SECOND):
        luck.shuffle(order)
        for voter in order[: luck.randint(len(order) // 2, len(order))]:
            if stage is Stage.DISCUSSION and luck.random() < 0.7:
                continue
            # Whoever voted already is refused, which is not the matter here.
            with suppress(BallotStands, RoundClosed):
                cast(survey, voter, luck.choice(likely), luck.choice(agreed))
            watcher.look()
        if luck.random() < 0.5:
            gone = order.pop()
            forget_readers(reader_ids=[gone.reader.pk], now=timezone.now())
        if stage is Stage.DISCUSSION and luck.random() < 0.5:
            move_back(survey=survey, seen=Stage.DISCUSSION, now=timezone.now())
            move(survey=survey, seen=Stage.FIRST, now=timezone.now())
            watcher.look()
        survey.refresh_from_db()
        move(survey=survey, seen=stage, now=timezone.now())
        survey.refresh_from_db()
        watcher.look()

    assert watcher.known.get(Round.FIRST)
    assert {part: count for part, count in watcher.parts().items() if count < 5} == {}
    assert [bars for bars in watcher.differences() if max(bars.values()) >= sum(bars.values()) - 1] == []


def without_tokens(page):
    """A page without what differs each time it is asked for."""
    words = b"".join(page.streaming_content) if page.streaming else page.content
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", words)


def figures(page):
    """What the instructor's page tells of the predictions, without how many voted."""
    return [
        (row.prediction.pk, row.first, row.shift, row.post, row.named) for row in page.context["lead"].rows
    ]


@pytest.mark.parametrize("more", [1, 2, 4])
def test_up_to_four_new_ballots_change_no_figure_on_any_page_or_file(
    survey_of, classroom, me, people, cast, client_of, teacher_client, more
):
    survey = survey_of(classroom, reveal="first")
    voters = [me, *people(9)]
    for place, voter in enumerate(voters):
        cast(survey, voter, 10 * place, place % 5 - 2)
    late, slug = people(more), survey.slug
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
    for voter in late:
        cast(survey, voter, 100, 2, reason="Late.")

    assert seen() == before
    for voter in people(5 - more):
        cast(survey, voter, 0, -2)
    more_are_alike = max(more, 5 - more) > 3
    assert (seen() == before) == more_are_alike


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


def test_solo_readers_are_told_in_steps_of_five(pack, client_of, ballot):
    counts = []
    for place in range(12):
        sent = ballot | {"likelihood": str(50 * (place % 3)), "agreement": str(place % 3 - 1)}
        page = client_of(None).post("/outlook/h20/P1/vote/", sent, follow=True)
        counts.append(page.context["told"].ballots if page.context["told"] else 0)

    assert counts == [0] * 4 + [5] * 5 + [10] * 3
    assert Survey.objects.get().is_open_to_all
    assert len(predictions_in(pack)) == 8
