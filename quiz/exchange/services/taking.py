"""A file is taken in: looked at as a whole, and kept until all of it was read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from quiz.exchange.formats import known
from quiz.exchange.formats.format import MOST_BYTES, Format
from quiz.exchange.formats.plain import Note, Refused, Split
from quiz.exchange.formats.rules import Rule
from quiz.exchange.kept import notes_as_json, storable
from quiz.exchange.models import Intake
from quiz.people.models import User

# So many files of one account wait at once, each as large as a file may be.
MOST_UNFINISHED = 10
LONGEST_NAME = 200


class TooManyUnfinished(Exception):
    """As many imports of this account wait as may: nothing was taken in."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as somebody sends it. Its format and its language are found out where they are empty."""

    name: str
    data: bytes
    format: str = ""
    language: str = ""


def looked_at(sent: Sent) -> tuple[Format, Split]:
    """The format of a file, and the file parted into its questions. Raises Refused."""
    if len(sent.data) > MOST_BYTES:
        raise Refused(Note(Rule.TOO_LARGE, words=str(MOST_BYTES // 2**20)))
    source = known.BY_NAME.get(sent.format) or known.recognised(sent.data, sent.name)
    return source, known.split(source, sent.data)


def open_intake(*, user: Any, sent: Sent, now: datetime) -> Intake:
    """Begin an import of a file, of which nothing is read yet.

    Raises Refused where the file as a whole cannot be read, and TooManyUnfinished; nothing is stored then.
    """
    _room(user)
    # Not within the transaction: nobody else's answers wait while a file is parted.
    source, found = looked_at(sent)
    made = Intake(
        owner=user, file_name=storable(sent.name)[:LONGEST_NAME], title=storable(found.title)[:LONGEST_NAME],
        format=source.name, language=sent.language, data=sent.data, count=len(found.raws),
        notes=notes_as_json(found.notes), made_at=now,
    )  # fmt: skip
    return _stored(made)


@transaction.atomic
def _stored(made: Intake) -> Intake:
    # Locked: two files that are sent at once must not both be the last that may wait.
    User.objects.select_for_update().get(pk=made.owner_id)
    _room(made.owner)
    made.save()
    return made


def _room(user: Any) -> None:
    if Intake.objects.of(user).unfinished().count() >= MOST_UNFINISHED:
        raise TooManyUnfinished
