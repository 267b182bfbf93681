"""The demo's outlook: a class in its second round, with ballots and posts on every page."""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import yaml
from django.conf import settings

from quiz.bank.models import Prediction
from quiz.bank.queries import current_source, predictions_in
from quiz.classroom.models import Classroom, Membership
from quiz.domain.rounds import Stage
from quiz.outlook.models import Kind, Moved, Post, Reveal, Survey
from quiz.outlook.services.leading import discuss, move, set_up
from quiz.outlook.services.talking import (
    Author,
    Words,
    hide_post,
    report_post,
    toggle_mark,
    write_post,
)
from quiz.outlook.services.voting import Given, Voter, cast_ballot

# How many of the class vote in each round.
FIRST = 23
SECOND = 23
MOSTLY, RARELY = 0.6, 0.05


def build_outlook(*, classroom: Classroom, luck: random.Random, now: datetime) -> Survey | None:
    """Give the demo's class the outlook and bring it into its second round; None without a source."""
    source = current_source("h20")
    if source is None:
        return None
    told = yaml.safe_load(
        (settings.BASE_DIR / "fixtures" / "demo" / "outlook.yaml").read_text(encoding="utf-8")
    )
    began = now - timedelta(hours=4)
    values = {"opens_at": began, "closes_at": now + timedelta(days=7), "reveal": Reveal.SECOND}
    survey = set_up(classroom=classroom, source=source, values=values, now=began)
    members = list(classroom.memberships.select_related("reader").order_by("pk"))[:FIRST]
    by_code = {each.claim.code: each for each in predictions_in(source)}
    for code, prediction in by_code.items():
        leans = [_lean(told, code, place) for place in range(FIRST)]
        reasons = told["reasons"].get(code, [])
        for place, (member, given) in enumerate(zip(members, _first(leans, reasons, luck), strict=True)):
            when = began + timedelta(minutes=place)
            cast_ballot(survey=survey, voter=_voter(member), prediction=prediction, given=given, now=when)
    move(survey=survey, seen=Stage.FIRST, now=began + timedelta(hours=1))
    posts = _talk(survey, by_code, members, told, began + timedelta(hours=1))
    move(survey=survey, seen=Stage.DISCUSSION, now=began + timedelta(hours=2))
    for code, prediction in by_code.items():
        leans = [_lean(told, code, place) for place in range(SECOND)]
        for place, (member, given) in enumerate(
            zip(members, _second(leans, posts.get(code, []), luck), strict=False)
        ):
            when = began + timedelta(hours=2, minutes=place)
            cast_ballot(survey=survey, voter=_voter(member), prediction=prediction, given=given, now=when)
    discuss(survey=survey, prediction=by_code["P1"])
    return survey


def _voter(member: Membership) -> Voter:
    return Voter(member.reader, member)


def _lean(told: Mapping[str, Any], code: str, place: int) -> int:
    """Which way this reader leans: three of five are in the first camp."""
    camp = 1 if place % 5 < 3 else -1  # noqa: PLR2004  three of five
    return int(told["shared"].get(code, told["lean"][code] * camp))


def _step(value: float) -> int:
    return 10 * max(0, min(10, round(value / 10)))


def _first(leans: Sequence[int], reasons: Sequence[str], luck: random.Random) -> list[Given]:
    return [
        Given(
            likelihood=_step(50 + 25 * lean + luck.gauss(0, 15)),
            agreement=max(-2, min(2, lean + luck.choice((0, 0, 1, -1)))) if luck.random() > RARELY else None,
            reason=reasons[place] if place < len(reasons) else "",
            knew=luck.random() < RARELY,
            author_means=_step(luck.gauss(60, 20)),
        )
        for place, lean in enumerate(leans)
    ]


def _second(leans: Sequence[int], read: Sequence[Post], luck: random.Random) -> list[Given]:
    made = []
    for lean in leans:
        moved = luck.random() < MOSTLY
        by_post = moved and bool(read) and luck.random() < MOSTLY
        made.append(
            Given(
                likelihood=_step(50 + (10 if moved else 25) * lean + luck.gauss(0, 12)),
                agreement=max(-2, min(2, lean + luck.choice((0, 0, -lean)))),
                moved_by=Moved.POST if by_post else luck.choice((Moved.NOTHING, Moved.REFERENCE)),
                moved_post=luck.choice(read) if by_post else None,
            )
        )
    return made


def _talk(
    survey: Survey,
    by_code: Mapping[str, Prediction],
    members: Sequence[Membership],
    told: Mapping[str, Any],
    at: datetime,
) -> dict[str, list[Post]]:
    def write(row: Mapping[str, Any], code: str, when: datetime, reply_to: Post | None = None) -> Post:
        words = Words(row["text"], row["stance"], reply_to)
        author = Author(members[row["by"]])
        return write_post(survey=survey, prediction=by_code[code], author=author, words=words, now=when)

    written: dict[str, list[Post]] = {}
    for number, row in enumerate(told["posts"]):
        when = at + timedelta(minutes=3 * number)
        post = write(row, row["at"], when)
        written.setdefault(row["at"], []).append(post)
        for member in members[row["by"] + 1 : row["by"] + 4]:
            toggle_mark(post=post, membership=member, kind=Kind.GOOD, now=when)
        toggle_mark(post=post, membership=members[(row["by"] + 5) % FIRST], kind=Kind.MOVED, now=when)
        for answer in row["answers"]:
            write(answer, row["at"], when + timedelta(minutes=2), post)
    last, hidden, reported = at + timedelta(minutes=40), told["hidden"], told["reported"]
    hide_post(post=write(hidden, hidden["at"], last), reason=hidden["why"], now=last)
    report_post(
        post=written[reported["at"]][0], membership=members[reported["by"]], reason=reported["why"], now=last
    )
    return written
