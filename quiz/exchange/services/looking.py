"""A file is looked through without keeping anything of it."""

from typing import Any

from quiz.authoring.wording import language_among
from quiz.exchange.kept import notes_as_json, storable
from quiz.exchange.languages import guessed
from quiz.exchange.models import Found, Intake
from quiz.exchange.queries import own_questions
from quiz.exchange.services.reading import read_one, rows_of
from quiz.exchange.services.taking import Sent, looked_at


def look_through(*, user: Any, sent: Sent) -> tuple[Intake, list[Found]]:
    """The import that this file would be, with its rows; neither is in the database. Raises Refused."""
    source, found = looked_at(sent)
    reads = [read_one(source, raw) for raw in found.raws]
    intake = Intake(
        owner=user, file_name=storable(sent.name), format=source.name, notes=notes_as_json(found.notes),
        language=sent.language or guessed((read.words for read in reads), language_among()),
        count=len(reads),
    )  # fmt: skip
    return intake, rows_of(intake, reads, own_questions(user), {})
