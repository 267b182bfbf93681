"""An outlook for those who teach: who voted (not what), and what is published of each prediction."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from quiz.bank.models import Prediction
from quiz.bank.queries import predictions_in
from quiz.classroom.models import Membership
from quiz.domain.tiers import Told, ToldShift
from quiz.outlook.models import Finding, Post, Resolution, Snapshot, State
from quiz.outlook.published import Group, Turnout, turnout_by_prediction, turnout_by_reader, voters
from quiz.outlook.queries import Visit

NOBODY = Turnout(0, 0)


@dataclass(frozen=True, slots=True)
class Row:
    """One prediction: how many voted, and what is published."""

    prediction: Prediction
    turnout: Turnout
    first: Told | None
    shift: ToldShift | None
    # What those think who came after the first round had closed; None: fewer than may be told.
    late: Told | None
    # The post most often named as what moved readers, and how often; None: too few to say.
    post: Post | None
    named: int | None
    resolution: Resolution | None

    @property
    def split(self) -> float | None:
        """How divided the room is by the latest figures: the variance of agreement."""
        after = self.shift.after.split if self.shift else None
        return after if after is not None else self.first.split if self.first else None

    @property
    def median_before(self) -> float | None:
        """The median of the first round."""
        return self.first.median if self.first else None

    @property
    def median_after(self) -> float | None:
        """The median of the second round."""
        return self.shift.after.median if self.shift else None


@dataclass(frozen=True, slots=True)
class Presence:
    """A reader of the class: at how many predictions they voted.

    How much somebody wrote is not told by name: it would tell whose pseudonym is whose.
    """

    member: Membership
    turnout: Turnout


@dataclass(frozen=True, slots=True)
class Lead:
    """An outlook for those who teach the class."""

    rows: tuple[Row, ...]
    present: tuple[Presence, ...]
    voters: Turnout
    # How many joined the class after the first ballot was cast.
    joined_late: int
    findings: tuple[Finding, ...]


def lead_of(found: Visit) -> Lead:
    """The page of those who teach: 12 queries."""
    predictions, survey = predictions_in(found.source), found.survey
    counts = turnout_by_prediction(survey)
    kept: dict[int, list[Snapshot]] = {}
    for snapshot in survey.snapshots.all():
        kept.setdefault(snapshot.prediction_id, []).append(snapshot)
    groups = {each.pk: Group.of(kept.get(each.pk, ()), survey.min_shown) for each in predictions}
    posts = _named(group.shift for group in groups.values())
    resolved = {row.prediction_id: row for row in survey.resolutions.all()}
    rows = [
        Row(
            each, counts.get(each.pk, NOBODY), groups[each.pk].first, groups[each.pk].shift,
            Group.of(kept.get(each.pk, ()), survey.min_shown, is_late=True).first,
            *_top(groups[each.pk].shift, posts), resolved.get(each.pk),
        )
        for each in predictions
    ]  # fmt: skip
    present = presence(found)
    return Lead(
        rows=tuple(sorted(rows, key=lambda row: (row.split is None, -(row.split or 0.0)))),
        present=present,
        voters=voters(survey),
        joined_late=sum(
            survey.began_at is not None and row.member.joined_at > survey.began_at for row in present
        ),
        findings=tuple(survey.findings.all()),
    )


def _named(shifts: Any) -> Mapping[int, Post]:
    keys = [post for shift in shifts if shift for post, _count in shift.posts]
    return Post.objects.filter(state=State.SHOWN, deleted_at=None).in_bulk(keys or [0])


def _top(shift: ToldShift | None, posts: Mapping[int, Post]) -> tuple[Post | None, int | None]:
    """The post most often named, and how often, where that may be told."""
    named = shift.posts if shift else ()
    return next(((posts[pk], count) for pk, count in named if pk in posts), (None, None))


def presence(found: Visit) -> tuple[Presence, ...]:
    """The readers, and of each round that has closed who voted: 2 queries."""
    assignment = found.survey.assignment
    members = assignment.classroom.memberships.filter(removed_at=None) if assignment else ()
    turnout = turnout_by_reader(found)
    return tuple(Presence(row, turnout.get(row.pk, NOBODY)) for row in members)
