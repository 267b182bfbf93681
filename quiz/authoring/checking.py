"""What is found in one piece of a draft while it is being written, whatever the rest looks like."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import ValidationError

from quiz.authoring.assembling import content_of
from quiz.authoring.models import Piece
from quiz.authoring.places import place_of
from quiz.bank.findings.report import findings_within
from quiz.bank.findings.told import Finding, Level, Place
from quiz.bank.findings.unread import findings_of
from quiz.bank.pack import PackPart

# Lists whose entries nothing else names: what cannot be read of them yet is left out, and the rest is read.
ALONE = {"events", "figures", "outlook", "terms"}


def findings_at(piece: Piece, pieces: Sequence[Piece], slug: str, today: date) -> list[Finding]:
    """The findings of one piece, the gravest first: what cannot be read, else what is wrong with it.

    pieces: all of the pack, in order. What many questions show only together is told where one publishes.
    """
    place = place_of(piece, pieces)
    raw = content_of(slug, pieces)
    found: list[Finding] = []
    try:
        pack = _read(raw)
    except ValidationError as error:
        found = findings_of(error, raw)
        try:
            pack = _read(_without(raw, error))
        except ValidationError:
            return _of(place, found)
    if not _of(place, found):
        found = findings_within(pack, place, today)
    return _of(place, found)


def _of(place: Place, findings: Sequence[Finding]) -> list[Finding]:
    # The file as a whole holds its pieces; here its own fields are asked for.
    own = [each for each in findings if (each.place.file, each.place.piece) == (place.file, place.piece)]
    return sorted(own, key=lambda finding: list(Level).index(finding.level))


def _read(raw: Mapping[str, Any]) -> PackPart:
    return PackPart.model_validate({"digest": "", **raw})


def _without(raw: Mapping[str, Any], error: ValidationError) -> dict[str, Any]:
    """The pack without questions, events and the like that cannot be read."""
    bad = {line["loc"] for line in error.errors(include_url=False)}
    alone = {loc[:2] for loc in bad if loc[:1] and loc[0] in ALONE}
    questions = {
        (loc[1], loc[3]) for loc in bad if loc[:1] == ("quizzes",) and loc[2:3] == ("questions",) and loc[3:]
    }
    found = dict(raw)
    for name in ALONE:
        found[name] = [each for at, each in enumerate(raw[name]) if (name, at) not in alone]
    found["quizzes"] = [
        quiz
        | {"questions": [each for at, each in enumerate(quiz["questions"]) if (number, at) not in questions]}
        for number, quiz in enumerate(raw["quizzes"])
    ]
    return found
