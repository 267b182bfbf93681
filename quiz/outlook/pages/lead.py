"""An outlook for those who teach: who voted (not what), and what is published of each prediction."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from quiz.bank.models import Prediction
from quiz.bank.queries import predictions_in
from quiz.classroom.models import Membership
from quiz.domain.tiers import Told, ToldShift
from quiz.outlook.models import Finding, Post, Resolution, Snapshot, State
from quiz.outlook.published import Turnout, told, turnout_by_prediction, turnout_by_reader
from quiz.outlook.queries import Visit

NOBODY = Turnout(0, 0)


@dataclass(frozen=True, slots=True)
class Row:
    """One prediction: how many voted, and what is published."""

    prediction: Prediction
    turnout: Turnout
    first: Told | None
    shift: ToldShift | None
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
        """The median of the first round: of those who voted twice, once they are told."""
        return self.shift.before.median if self.shift else self.first.median if self.first else None

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
    began_first: int
    began_second: int
    finding: Finding | None


def lead_of(found: Visit) -> Lead:
    """The page of those who teach: 11 queries."""
    predictions, survey = predictions_in(found.source), found.survey
    counts = turnout_by_prediction(survey)
    kept: dict[int, dict[int, Snapshot]] = {}
    for snapshot in survey.snapshots.all():
        kept.setdefault(snapshot.prediction_id, {})[snapshot.round] = snapshot
    both = {each.pk: told(kept.get(each.pk, {}), survey.min_shown) for each in predictions}
    posts = _named(shift for _first, shift in both.values())
    resolved = {row.prediction_id: row for row in survey.resolutions.all()}
    rows = [
        _row(each, counts.get(each.pk, NOBODY), both[each.pk], posts, resolved.get(each.pk))
        for each in predictions
    ]
    present = presence(found)
    return Lead(
        rows=tuple(sorted(rows, key=lambda row: (row.split is None, -(row.split or 0.0)))),
        present=present,
        began_first=sum(row.turnout.first > 0 for row in present),
        began_second=sum(row.turnout.second > 0 for row in present),
        finding=survey.findings.order_by("-round").first(),
    )


def _named(shifts: Any) -> Mapping[int, Post]:
    keys = [post for shift in shifts if shift for post, _count in shift.posts]
    return Post.objects.filter(state=State.SHOWN, deleted_at=None).in_bulk(keys or [0])


def _row(
    prediction: Prediction, turnout: Turnout, both: tuple[Told | None, ToldShift | None],
    posts: Mapping[int, Post], resolution: Resolution | None,
) -> Row:  # fmt: skip
    first, shift = both
    top = next(((posts[pk], count) for pk, count in shift.posts if pk in posts), None) if shift else None
    post, named = top or (None, None)
    return Row(prediction, turnout, first, shift, post, named, resolution)


def presence(found: Visit) -> tuple[Presence, ...]:
    """Who voted, by name: 2 queries."""
    assignment = found.survey.assignment
    members = assignment.classroom.memberships.filter(removed_at=None) if assignment else ()
    turnout = turnout_by_reader(found.survey)
    return tuple(Presence(row, turnout.get(row.pk, NOBODY)) for row in members)
