"""An outlook as files: only what is published, with keys and days instead of names and times."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quiz.bank.queries import predictions_in
from quiz.domain.forecast import log_loss
from quiz.domain.rounds import Round
from quiz.domain.shift import evidence
from quiz.domain.tallies import LIKELIHOODS, Pairs
from quiz.domain.tiers import GROUPS, Bars, Shown, Told
from quiz.outlook.models import Outcome, Post, Survey
from quiz.outlook.pages.lead import lead_of
from quiz.outlook.published import by_chance, published_lines
from quiz.outlook.queries import Visit
from quiz.web.tables import csv_lines

PREDICTION = {"prediction": _("The code of the prediction.")}
ROOM = PREDICTION | {
    "round": _("1: before the discussion, 2: after it (of the same readers, the last word of each)."),
    "group": _("in_time, or late: who cast the first ballot after the first round had closed."),
    "measure": _("likelihood (in per cent) or agreement (-2 to 2, or cannot_say)."),
    "value": _("The value, or a range of values where fewer ballots are told in three bars."),
    "ballots": _("How many of the published ballots say so. alike: all, or all but at most two, are here."),
    "of": _("How many ballots are published."),
}
SHIFT = PREDICTION | {
    "readers": _("Readers whose first ballots are published."),
    "again": _("How many of them voted again; the movement is theirs."),
    "up": _("How many moved up by 5 points or more; empty where too few to tell."),
    "same": _("How many stayed within 5 points; empty where too few to tell."),
    "down": _("How many moved down by 5 points or more; empty where too few to tell."),
    "net": _("Mean movement, in points of per cent."),
    "net_low": _(
        "Lower end of its 95 per cent interval, by resampling readers; empty where all moved alike."
    ),
    "net_high": _("Upper end of its 95 per cent interval."),
    "median": _("Median movement, in points of per cent."),
    "gross": _("Mean of the movement without its sign, in points of per cent."),
    "spread_before": _("Standard deviation before, in points of per cent."),
    "spread_after": _("Standard deviation after, in points of per cent."),
    "polarisation_before": _(
        "How far the mean was from 50 per cent, in points of per cent; empty where it was on neither side."
    ),
    "polarisation_after": _(
        "How far it is from 50 per cent on that side: polarisation if more than before; below 0: the other."
    ),
    "dz": _("Mean movement divided by the standard deviation of the movements."),
    "wilcoxon_p": _(
        "p-value of Wilcoxon's signed-rank test, two-sided, exact up to 100 movements; 0 is left out."
    ),
    "sign_p": _("p-value of the sign test, two-sided; movements of 0 are left out."),
}
BALLOTS = PREDICTION | {
    "key": _("Pairs the two rounds of one prediction, and nothing else: another prediction has another key."),
    "day": _("The day on which the first round was published."),
    "first_likelihood": _("First round: likelihood in per cent."),
    "first_agreement": _("First round: agreement, -2 to 2; empty: cannot say."),
    "second_likelihood": _("Second round: likelihood in per cent; empty: did not vote again."),
    "second_agreement": _("Second round: agreement, -2 to 2; empty: cannot say, or did not vote again."),
    "moved_by": _("What moved the reader: nothing, post, reference, event."),
    "log_score": _("Of the latest likelihood given, minus the natural logarithm of what it gave to what happened; empty while that is not known. Also of readers who knew."),  # noqa: E501  one sentence for the translators
}  # fmt: skip
POSTS = PREDICTION | {
    "key": _("The writer's key in this outlook; a reason has none, so that no ballot is told."),
    "day": _("The day on which it was written, or became readable with others."),
    "kind": _("reason, post or reply."),
    "stance": _("supports, challenges, asks or adds; empty for a reason."),
    "state": _("shown, held or hidden."),
    "good": _("How many readers marked it as a good point."),
    "moved": _("How many readers marked that it moved them."),
    "text": _("What was written."),
}
CODEBOOK = {
    "table": _("Which table."), "column": _("Which column."), "meaning": _("What it holds."),
}  # fmt: skip
BANDS = ("0-30", "40-60", "70-100")
SIDES = ("disagree", "between_or_cannot_say", "agree")
STANCES = (-2, -1, 0, 1, 2, "cannot_say")


def lines(kind: str, found: Visit) -> Iterator[str]:
    """The lines of a CSV file. `kind` is one of FILES."""
    columns, rows = FILES[kind]
    yield from csv_lines(columns, rows(found))


def _room(found: Visit) -> Iterable[list[Any]]:
    for row in lead_of(found).rows:
        after = row.shift.after if row.shift else None
        for number, group, told in (
            (Round.FIRST, "in_time", row.first), (Round.SECOND, "in_time", after),
            (Round.FIRST, "late", row.late),
        ):  # fmt: skip
            if told:
                yield from _told([row.prediction.claim.code, int(number), group], told)


def _told(which: list[Any], told: Told) -> Iterator[list[Any]]:
    for name, bars, three, every in (
        ("likelihood", told.likelihood, BANDS, LIKELIHOODS),
        ("agreement", told.stance, SIDES, STANCES),
    ):
        for value, count in _counts(bars, three, every):
            yield [*which, name, value, count, told.ballots]


def _counts(bars: Bars, three: Sequence[Any], every: Sequence[Any]) -> Iterable[tuple[Any, Any]]:
    if bars.shown is Shown.ALIKE and bars.most is not None:
        return [(three[bars.most], Shown.ALIKE.value)]
    if bars.shown is Shown.HIDDEN:
        return []
    return zip(three if bars.shown is Shown.THREE else every, bars.counts, strict=True)


def _shift(found: Visit) -> Iterable[list[Any]]:
    rows = found.survey.snapshots.filter(round=Round.SECOND, is_late=False)
    kept = {row.prediction_id: Pairs.from_json(row.sums) for row in rows}
    for row in lead_of(found).rows:
        if row.shift is None:
            continue
        moves, figures = row.shift.movement, row.shift.figures
        counts = [moves.up, moves.same, moves.down] if moves else [None] * 3
        told: list[Any] = [None] * 12
        if figures:
            pairs = kept[row.prediction.pk]
            proof = evidence(*pairs.likelihoods(), pairs.readers - pairs.again)
            polar = figures.polarisation
            told = [
                figures.net, *(figures.interval or (None, None)), figures.median, figures.gross,
                figures.spread_before, figures.spread_after,
                *((polar.before, polar.after) if polar else (None, None)),
                proof.dz, proof.wilcoxon_p, proof.sign_p,
            ]  # fmt: skip
        rounded = ["" if value is None else round(value, 4) for value in (*counts, *told)]
        yield [row.prediction.claim.code, row.shift.readers, row.shift.again, *rounded]


def _ballots(found: Visit) -> Iterable[list[Any]]:
    """Rows of single ballots: of predictions of which 20 are published, as many as groups need."""
    survey, rows = found.survey, lead_of(found).rows
    enough = max(GROUPS, survey.min_shown)
    told = {
        row.prediction.pk: row
        for row in rows
        if row.shift is not None and min(row.shift.readers, row.shift.again) >= enough
    }
    first = survey.snapshots.filter(round=Round.FIRST, is_late=False)
    days = {row.prediction_id: timezone.localdate(row.published_at) for row in first}
    for line in published_lines(survey, told):
        row = told[line.prediction_id]
        score: Any = ""
        if row.resolution and row.resolution.outcome != Outcome.UNCLEAR:
            score = round(log_loss(line.last.likelihood / 100, row.resolution.outcome == Outcome.YES), 4)
        yield [
            row.prediction.claim.code, line.key, days[line.prediction_id], line.likelihood,
            _said(line.agreement), _said(line.second_likelihood), _said(line.second_agreement),
            line.moved_by, score,
        ]  # fmt: skip


def _said(value: int | None) -> Any:
    return "" if value is None else value


def _posts(found: Visit) -> Iterable[list[Any]]:
    codes = {each.pk: each.claim.code for each in predictions_in(found.source)}
    for post in _written(found.survey):
        kind = "reason" if post.is_reason else "reply" if post.reply_to_id else "post"
        marks = [mark.kind for mark in post.marks.all()]
        yield [
            codes[post.prediction_id],
            by_chance(found.survey, f"writer {post.alias_id}")[:12] if post.alias_id else "",
            timezone.localdate(post.at), kind, post.stance, post.state, marks.count("good"),
            marks.count("moved"),
            post.text,
        ]  # fmt: skip


def _written(survey: Survey) -> list[Post]:
    rows = Post.objects.filter(survey=survey, at__isnull=False, deleted_at=None).prefetch_related("marks")
    days = sorted(rows, key=lambda post: (timezone.localdate(post.at), post.seed))
    return list(days)


def _codebook(_found: Visit) -> Iterable[list[Any]]:
    for kind, (columns, _rows) in FILES.items():
        for column, meaning in columns.items():
            yield [kind, column, str(meaning)]


FILES: Mapping[str, tuple[Mapping[str, Any], Callable[[Visit], Iterable[list[Any]]]]] = {
    "room": (ROOM, _room),
    "shift": (SHIFT, _shift),
    "ballots": (BALLOTS, _ballots),
    "posts": (POSTS, _posts),
    "codebook": (CODEBOOK, _codebook),
}
