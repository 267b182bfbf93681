"""make usefulness: what a class of each size is told of an outlook, written into docs/outlook.md.

By the product's own services, on a database of its own; seeds are fixed. Three classes a size, eight
predictions each. *Usual*: 5 % stay away in the first round, 12 % in the second, 3 % skip a prediction; in
*all come* nobody stays away. 7 % cannot say whether they agree, 35 % move.
"""

import os
import random
import re
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="usefulness-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quiz.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402  Django must be set up first

from quiz.bank.queries import current_source, predictions_in  # noqa: E402  as above
from quiz.classroom.services.classes import open_classroom  # noqa: E402  as above
from quiz.classroom.services.members import join  # noqa: E402  as above
from quiz.domain.rounds import Stage  # noqa: E402  as above
from quiz.domain.tiers import Shown  # noqa: E402  as above
from quiz.outlook.published import Group  # noqa: E402  as above
from quiz.outlook.services.leading import move, set_up  # noqa: E402  as above
from quiz.outlook.services.voting import Given, Voter, cast_ballot  # noqa: E402  as above
from quiz.people.models import Reader, User  # noqa: E402  as above

SIZES = (5, 8, 12, 15, 20, 25, 28, 30, 40)
CLASSES = 3
NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
DOCS = Path(__file__).parents[2] / "docs" / "outlook.md"
TABLE = re.compile(r"(<!-- usefulness -->\n).*?(<!-- /usefulness -->)", re.DOTALL)
ORDER = (Shown.HIDDEN, Shown.ALIKE, Shown.THREE, Shown.FULL)


def opinion(luck, lean):
    """A likelihood and an agreement that goes with it."""
    likelihood = 10 * max(0, min(10, round(luck.gauss(lean, 22) / 10)))
    agreement = max(-2, min(2, round((likelihood - 50) / 22 + luck.gauss(0, 0.7))))
    return likelihood, None if luck.random() < 0.07 else agreement


def moved(luck, view):
    """A second opinion: most stay."""
    likelihood, agreement = view
    if luck.random() > 0.35:
        return view
    step = luck.choice((-30, -20, -10, 10, 20, 30))
    return max(0, min(100, likelihood + step)), max(-2, min(2, (agreement or 0) + (1 if step > 0 else -1)))


def live(size, seed, *, all_come):
    """A class goes through an outlook; the survey after it, and after its first round what was told."""
    luck = random.Random(seed)  # noqa: S311  nothing here is secret
    teacher = User.objects.create_user(f"t{size}-{seed}-{all_come}")
    values = {"name": "Class", "language": "en", "time_zone": "Asia/Tokyo", "retention_days": 400}
    classroom = open_classroom(user=teacher, values=values, now=NOW)
    window = {"opens_at": NOW, "closes_at": None}
    survey = set_up(classroom=classroom, source=current_source("h20"), values=window, now=NOW)
    voters = []
    for _place in range(size):
        reader = Reader.objects.create(since=NOW)
        voters.append(Voter(reader, join(classroom=classroom, reader=reader, name="R", now=NOW).membership))
    away = (0, 0) if all_come else (0.05, 0.12)
    views = vote(survey, [each for each in voters if luck.random() >= away[0]], luck, {}, all_come=all_come)
    move(survey=survey, seen=Stage.FIRST, now=NOW + timedelta(hours=1))
    first = told(survey)
    move(survey=survey, seen=Stage.DISCUSSION, now=NOW + timedelta(hours=2))
    vote(survey, [each for each in voters if luck.random() >= away[1]], luck, views, all_come=all_come)
    move(survey=survey, seen=Stage.SECOND, now=NOW + timedelta(hours=3))
    return survey, first, told(survey), len(views)


def vote(survey, voters, luck, views, *, all_come):
    """Each of these votes at each prediction, but for those they skip; what they think, by both."""
    survey.refresh_from_db()
    cast = {}
    at = NOW + timedelta(hours=2, minutes=1) if views else NOW
    for number, prediction in enumerate(predictions_in(survey.source)):
        lean = 35 + 5 * number
        for voter in voters:
            key = voter.reader.pk, prediction.pk
            if (not all_come and luck.random() < 0.03) or (views and key not in views):
                continue
            view = moved(luck, views[key]) if views else opinion(luck, lean)
            given = Given(*view, moved_by="nothing" if views else "")
            cast_ballot(survey=survey, voter=voter, prediction=prediction, given=given, now=at)
            cast[key] = view
    return cast


def told(survey):
    """What is told of each prediction."""
    rows = survey.snapshots.all()
    return [
        Group.of([row for row in rows if row.prediction_id == each.pk], survey.min_shown)
        for each in predictions_in(survey.source)
    ]


def shares(bars):
    """Nothing / alike / three bars / full, in per cent."""
    counts = Counter(bars)
    return " / ".join(f"{100 * counts[each] / len(bars):.0f}" for each in ORDER)


def movement(groups):
    """Nothing / alike / moved and stayed / up and down, in per cent."""
    kinds = Counter(kind_of(group.shift.movement if group.shift else None) for group in groups)
    return " / ".join(f"{100 * kinds[each] / len(groups):.0f}" for each in ("none", "most", "moved", "up"))


def kind_of(found):
    if found is None:
        return "none"
    return "most" if found.most else "up" if found.up is not None else "moved"


def both(told_of):
    """Both measures of a round."""
    return [
        bars.shown
        for each in told_of
        for bars in ((each.likelihood, each.stance) if each else (HIDDEN, HIDDEN))
    ]


class HIDDEN:
    """Nothing is told."""

    shown = Shown.HIDDEN


def line(size):
    """One row of the table."""
    lived = [live(size, seed, all_come=False) for seed in range(CLASSES)]
    came = [live(size, seed, all_come=True) for seed in range(CLASSES)]
    first = both([group.first for _survey, found, _after, _count in lived for group in found])
    usual = [group for _survey, _first, found, _count in lived for group in found]
    whole = [group for _survey, _first, found, _count in came for group in found]
    counted = sum(group.shift.readers for group in usual if group.shift)
    voted = sum(count for _survey, _first, _found, count in lived)
    second = both([group.shift and group.shift.after for group in usual])
    complete = both([group.shift and group.shift.after for group in whole])
    looked = [
        sum(
            survey.findings.get(round=number).content["camps"]["camps"] is not None
            for survey, *_rest in lived
        )
        for number in (1, 2)
    ]
    return (
        f"| {size} | {shares(first)} | {shares(second)} | {shares(complete)} | {100 * counted / voted:.0f} % "
        f"| {movement(usual)} | {looked[0]}, {looked[1]} of {CLASSES} |\n"
    )


def main():
    """Write the table."""
    call_command("migrate", verbosity=0)
    call_command("load_pack")
    table = (
        "| class | first round | second round | second round, all come | counted in the second | movement "
        "| camps looked for after 1, 2 |\n| --- | --- | --- | --- | --- | --- | --- |\n"
    )
    for size in SIZES:
        table += line(size)
        print(table.splitlines()[-1], flush=True)
    DOCS.write_text(TABLE.sub(lambda found: found[1] + table + found[2], DOCS.read_text()))


if __name__ == "__main__":
    main()
