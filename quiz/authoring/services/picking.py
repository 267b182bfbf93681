"""A question goes into another pack, or out of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from quiz.authoring.assembling import Entry, entries_of, question_in
from quiz.authoring.carrying import Carried, carry
from quiz.authoring.models import Piece, PieceKind
from quiz.authoring.services.asking import add_quiz
from quiz.authoring.services.opening import take_up
from quiz.authoring.services.pieces import add_piece, remove_piece, rewrite
from quiz.bank.models import Pack
from quiz.people.models import User
from quiz.web.bilingual import LANGUAGES


class StandsAlready(Exception):
    """The question is of this very pack, in which each stands once. Nothing was changed."""


class Gone(Exception):
    """The pack has no such question, or no such quiz, any more. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Into:
    """A quiz of a draft; "" is a new one."""

    pack: Pack
    quiz: str


@transaction.atomic
def pick_question(*, origin: Pack, code: str, into: Into, user: User, now: datetime) -> Piece:
    """Copy a published question to the end of a quiz of another draft, with its claims, their passages and
    references, its topic, and the credit. What is there already is not copied again.

    Raises StandsAlready and Gone.
    """
    if origin.pk == into.pack.pk:
        raise StandsAlready
    # Two who pick at once must not give two claims one name.
    pack = Pack.objects.select_for_update().get(pk=into.pack.pk)
    take_up(pack=pack, user=user, now=now)
    home = _home(pack, into.quiz, user, now)
    found = brought(origin, code, pack, home.key)
    for entry in found.new:
        add_piece(pack=pack, entry=entry, user=user, now=now)
    for key, content in found.marked.items():
        passage = pack.pieces.get(kind=PieceKind.PASSAGE, key=key)
        rewrite(piece=passage, content=content, user=user, now=now)
    rewrite(piece=home, content={**home.content, "topics": found.topics}, user=user, now=now)
    return add_piece(pack=pack, entry=found.question, user=user, now=now)


def brought(origin: Pack, code: str, into: Pack, quiz: str) -> Carried:
    """What would come along: 1 query. Raises Gone."""
    entries = entries_of(origin.content or {})
    question = question_in(entries, code)
    if question is None:
        raise Gone
    return carry(question, entries, into.pieces.all(), quiz, credit_to(entries))


def credit_to(entries: list[Entry]) -> Mapping[str, str]:
    """From which source a question comes, in each language in which the source has a title."""
    title = next(iter(entries)).content.get("title") or {}
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            words = title.get(language) or ""
            found[language] = _("From: %(title)s") % {"title": words} if words else ""
    return found


@transaction.atomic
def retire_question(*, pack: Pack, code: str, user: User, now: datetime) -> None:
    """Take a question out of the draft: the next edition is without it, who has it keeps it. Once more
    changes nothing.
    """
    take_up(pack=pack, user=user, now=now)
    for piece in pack.pieces.filter(kind=PieceKind.QUESTION, key=code):
        remove_piece(piece=piece)


def _home(pack: Pack, quiz: str, user: User, now: datetime) -> Piece:
    if quiz:
        found = pack.pieces.filter(kind=PieceKind.QUIZ, key=quiz).first()
        if found is None:
            raise Gone
        return found
    return add_quiz(pack=pack, user=user, now=now)
