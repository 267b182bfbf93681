"""What is ticked of a file goes into a draft, all of it or nothing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from quiz.authoring.models import Piece, PieceKind
from quiz.authoring.services.asking import ALL, add_quiz
from quiz.authoring.services.opening import open_pack, take_up
from quiz.authoring.services.pieces import rewrite
from quiz.authoring.wording import said
from quiz.bank.models import Pack
from quiz.exchange.contents import content_of
from quiz.exchange.kept import question_of_json
from quiz.exchange.models import Found, Intake
from quiz.exchange.topics import Topics

NAME = re.compile(r"[A-Za-z0-9_-]{1,80}")
# What stands at these addresses beside the pieces of a draft.
RESERVED = {"add", "move"}
AT_ONCE = 500


class Gone(Exception):
    """The quiz, the pack or the import is not there any more. Nothing was taken in."""


class NothingTicked(Exception):
    """Nothing of the file is to be taken. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Into:
    """Where questions go: a quiz of a draft ("": a new one); without a pack, a new pack of this title."""

    pack: Pack | None = None
    quiz: str = ""
    title: str = ""


@transaction.atomic
def take_in(*, intake: Intake, into: Into, language: str, user: Any, now: datetime) -> Intake:
    """Make questions of all that is ticked, at the end of a quiz, in this language; a second call changes
    nothing. The number of queries does not depend on how many there are, but for the rows of each batch.

    Raises Gone and NothingTicked.
    """
    held = Intake.objects.select_for_update().filter(pk=intake.pk).first()
    if held is None:
        raise Gone
    if held.done_at:
        return held
    rows = list(held.found.filter(is_ticked=True))
    if not rows or not held.read_at:
        raise NothingTicked
    pack = _pack(into, language, user, now)
    quiz = _quiz(pack, into.quiz, said(language, held.called), user, now)
    known = list(pack.pieces.filter(kind=PieceKind.CLAIM).values_list("key", flat=True))
    topics = _topics(pack, quiz, language, is_new=not into.quiz)
    pieces = list(_pieces(rows, quiz, topics, language, known))
    for piece in pieces:
        piece.edited_by, piece.edited_at = user, now
    Piece.objects.bulk_create(pieces, batch_size=AT_ONCE)
    rewrite(piece=quiz, content={**quiz.content, "topics": topics.own}, user=user, now=now)
    held.became = {row.number: piece.key for row, piece in zip(rows, pieces, strict=True)}
    held.pack, held.quiz, held.language, held.done_at = pack, quiz.key, language, now
    held.save()
    return held


def _pack(into: Into, language: str, user: Any, now: datetime) -> Pack:
    if into.pack is None:
        more = {"language": language, "as_of": said(language, f"{now:%Y-%m-%d}")}
        return open_pack(user=user, title=said(language, into.title), now=now, more=more)
    # Locked: two who add at once must not give two questions one name.
    pack = Pack.objects.editable_by(user).select_for_update().filter(pk=into.pack.pk).first()
    if pack is None:
        raise Gone
    take_up(pack=pack, user=user, now=now)
    return pack


def _quiz(pack: Pack, slug: str, title: dict[str, str], user: Any, now: datetime) -> Piece:
    if slug:
        found = pack.pieces.filter(kind=PieceKind.QUIZ, key=slug).first()
        if found is None:
            raise Gone
        return found
    made = add_quiz(pack=pack, user=user, now=now)
    if pack.pieces.filter(kind=PieceKind.QUIZ).count() == 1:
        return made
    # Beside other quizzes of the pack it is known by the name of its file.
    return rewrite(piece=made, content={**made.content, "title": title}, user=user, now=now)


def _topics(pack: Pack, quiz: Piece, language: str, *, is_new: bool) -> Topics:
    rows = pack.pieces.filter(kind=PieceKind.QUIZ).exclude(pk=quiz.pk)
    others = [each for piece in rows for each in piece.content.get("topics") or ()]
    there = list(quiz.content.get("topics") or ())
    first = there[0] if there else {"key": ALL, "name": quiz.content.get("title")}
    # The topic that a new quiz begins with is only there where a question has no other.
    return Topics(language, [] if is_new else there, others, first)


def _pieces(
    rows: Sequence[Found], quiz: Piece, topics: Topics, language: str, known: Sequence[str]
) -> Iterator[Piece]:
    of_pack = Piece.objects.filter(pack=quiz.pack_id, kind=PieceKind.QUESTION)
    names = Names(set(of_pack.values_list("key", flat=True)))
    last = of_pack.filter(parent=quiz.key).aggregate(last=Max("position"))["last"] or 0
    for position, row in enumerate(rows, last + 1):
        question = question_of_json(row.question or {})
        topic = topics.key_of(question.category)
        content = content_of(replace(question, category=""), language, topic, known)
        yield Piece(
            pack_id=quiz.pack_id, kind=PieceKind.QUESTION, key=names.next_for(question.name), parent=quiz.key,
            position=position, content=content,
        )  # fmt: skip


class Names:
    """Free names for questions."""

    def __init__(self, taken: set[str]) -> None:
        self.taken, self.number = taken, 0

    def next_for(self, name: str) -> str:
        """The name itself where it can be one and is free, else the next number: q1, q2."""
        is_free = NAME.fullmatch(name) and name not in RESERVED and name not in self.taken
        while not is_free:
            self.number += 1
            name = f"q{self.number}"
            is_free = name not in self.taken
        self.taken.add(name)
        return name
