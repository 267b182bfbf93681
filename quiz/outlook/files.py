"""An outlook as files: only what is published, with keys and days instead of names and times."""

from collections.abc import Callable, Iterable, Iterator, Mapping
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
from quiz.outlook.published import by_chance, last_days, published_lines
from quiz.outlook.queries import Visit
from quiz.web.tables import csv_lines

PREDICTION = {"prediction": _("The code of the prediction.")}
ROOM = PREDICTION | {
    "round": _("1: before the discussion, 2: after it (readers who voted twice)."),
    "measure": _("likelihood (in per cent) or agreement (-2 to 2, or cannot_say)."),
    "value": _("The value, or a range of values where fewer ballots are told in three bars."),
    "ballots": _(
        "How many of the published ballots say so. almost_all: where a count would tell everybody's."
    ),
    "of": _("How many ballots are published."),
}
SHIFT = PREDICTION | {
    "readers": _("Readers whose two ballots are published."),
    "up": _("How many moved up by 5 points or more; empty where too few to tell."),
    "same": _("How many stayed within 5 points; empty where too few to tell."),
    "down": _("How many moved down by 5 points or more; empty where too few to tell."),
    "net": _("Mean movement, in points of per cent."),
    "median": _("Median movement, in points of per cent."),
    "gross": _("Mean of the movement without its sign, in points of per cent."),
    "spread_before": _("Standard deviation before, in points of per cent."),
    "spread_after": _("Standard deviation after, in points of per cent."),
    "dz": _("Mean movement divided by the standard deviation of the movements."),
    "wilcoxon_p": _("p-value of Wilcoxon's signed-rank test."),
    "sign_p": _("p-value of the sign test."),
}
BALLOTS = PREDICTION | {
    "key": _("Pairs the two rounds of one prediction, and nothing else: another prediction has another key."),
    "day": _("The day of the last ballot that was published together with this one."),
    "first_likelihood": _("First round: likelihood in per cent."),
    "first_agreement": _("First round: agreement, -2 to 2; empty: cannot say."),
    "second_likelihood": _("Second round: likelihood in per cent; empty where the pair is not published."),
    "second_agreement": _("Second round: agreement, -2 to 2; empty: cannot say, or not published."),
    "moved_by": _("What moved the reader: nothing, post, reference, event."),
    "log_score": _("Of the latest likelihood given, minus the natural logarithm of what it gave to what happened; empty while that is not known, or where the reader knew."),  # noqa: E501  one sentence for the translators  one sentence for the translators
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
STANCES = ("-2", "-1", "0", "1", "2", "cannot_say")


def lines(kind: str, found: Visit) -> Iterator[str]:
    """The lines of a CSV file. `kind` is one of FILES."""
    columns, rows = FILES[kind]
    yield from csv_lines(columns, rows(found))


def _room(found: Visit) -> Iterable[list[Any]]:
    for row in lead_of(found).rows:
        after = row.shift.after if row.shift else None
        before = row.shift.before if row.shift else row.first
        for number, told in ((Round.FIRST, before), (Round.SECOND, after)):
            if told:
                yield from _told(row.prediction.claim.code, number, told)


def _told(code: str, number: Round, told: Told) -> Iterator[list[Any]]:
    for name, bars, three, every in (
        ("likelihood", told.likelihood, BANDS, tuple(map(str, LIKELIHOODS))),
        ("agreement", told.stance, SIDES, STANCES),
    ):
        for value, count in _counts(bars, three, every):
            yield [code, int(number), name, value, count, told.ballots]


def _counts(bars: Bars, three: tuple[str, ...], every: tuple[str, ...]) -> Iterable[tuple[str, Any]]:
    if bars.shown is Shown.ALMOST_ALL and bars.almost is not None:
        return [(three[bars.almost], Shown.ALMOST_ALL.value)]
    if bars.shown is Shown.HIDDEN:
        return []
    return zip(three if bars.shown is Shown.THREE else every, bars.counts, strict=True)


def _shift(found: Visit) -> Iterable[list[Any]]:
    kept = {row.prediction_id: row for row in found.survey.snapshots.filter(round=Round.SECOND)}
    for row in lead_of(found).rows:
        if row.shift is None:
            continue
        moves, figures = row.shift.movement, row.shift.figures
        counts = [moves.up, moves.same, moves.down] if moves else [None] * 3
        told: list[Any] = [None] * 8
        if figures:
            proof = evidence(*Pairs.from_json(kept[row.prediction.pk].sums).likelihoods())
            told = [
                figures.net, figures.median, figures.gross, figures.spread_before, figures.spread_after,
                proof.dz, proof.wilcoxon_p, proof.sign_p,
            ]  # fmt: skip
        rounded = ["" if value is None else round(value, 4) for value in (*counts, *told)]
        yield [row.prediction.claim.code, row.shift.readers, *rounded]


def _ballots(found: Visit) -> Iterable[list[Any]]:
    """Rows of single ballots: of predictions of which 20 pairs are published, as many as groups need."""
    survey, rows = found.survey, lead_of(found).rows
    enough = max(GROUPS, survey.min_shown)
    codes = {
        row.prediction.pk: row.prediction.claim.code
        for row in rows
        if row.shift is not None and row.shift.readers >= enough
    }
    outcomes = {row.prediction.pk: row.resolution for row in rows}
    days = last_days(survey)
    for line in published_lines(survey, codes):
        last = line.second or line.first
        knew = line.first.knew or (line.second is not None and line.second.knew)
        resolution = outcomes[line.prediction]
        score: Any = ""
        if resolution and resolution.outcome != Outcome.UNCLEAR and not knew:
            score = round(log_loss(last.likelihood / 100, resolution.outcome == Outcome.YES), 4)
        day = timezone.localdate(days[line.prediction, Round.FIRST, line.batch or 0])
        yield [
            codes[line.prediction], line.key, day, line.first.likelihood, _said(line.first.agreement),
            line.second.likelihood if line.second else "",
            _said(line.second.agreement) if line.second else "",
            line.second.moved_by if line.second else "", score,
        ]  # fmt: skip


def _said(agreement: int | None) -> Any:
    return "" if agreement is None else agreement


def _posts(found: Visit) -> Iterable[list[Any]]:
    codes = {each.pk: each.claim.code for each in predictions_in(found.source)}
    for post in _written(found.survey):
        kind = "reason" if post.is_reason else "reply" if post.reply_to_id else "post"
        named = not post.is_reason and post.membership_id
        marks = [mark.kind for mark in post.marks.all()]
        yield [
            codes[post.prediction_id],
            by_chance(found.survey, f"writer {post.membership_id}")[:12] if named else "",
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
