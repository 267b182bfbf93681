"""A claim becomes a question draft, or a prediction something to discuss."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from quiz.authoring.assembling import Entry
from quiz.authoring.drafting import in_each, question_draft
from quiz.authoring.models import Piece, PieceKind
from quiz.authoring.services.opening import new_address
from quiz.authoring.services.pieces import KeyTaken, add_piece, next_key, rewrite
from quiz.bank.models import Pack
from quiz.domain.kinds import GRADABLE, GRADED, Kind
from quiz.people.models import User
from quiz.web.bilingual import LANGUAGES

ALL = "all"


class NotGradable(Exception):
    """The claim is an opinion or a prediction: no graded question rests on it. Nothing was made."""


@transaction.atomic
def ask_about(*, claim: Piece, kind: Kind, quiz: str, user: User, now: datetime) -> Piece:
    """A question draft about a claim at the end of this quiz (or of the pack's first one, which is made where
    there is none). A further sentence to sort goes to the exercise that the quiz has. Raises NotGradable.
    """
    label = claim.content.get("label")
    if kind in GRADED and label and label not in GRADABLE:
        raise NotGradable
    # Two who ask at once must not get the same code.
    pack = Pack.objects.select_for_update().get(pk=claim.pack_id)
    home = quiz_for(pack=pack, slug=quiz, user=user, now=now)
    if kind not in GRADED and (exercise := _exercise(pack, home)):
        return _sort_too(exercise, claim.key, user, now)
    content = question_draft(kind, claim.key, claim.content)
    return add_question(quiz=home, content=content, user=user, now=now)


@transaction.atomic
def add_question(*, quiz: Piece, content: Mapping[str, Any], user: User, now: datetime) -> Piece:
    """A question with this content at the end of a quiz, of the quiz's first topic."""
    topics = quiz.content.get("topics") or [{"key": ALL}]
    key = next_key(quiz.pack, PieceKind.QUESTION, "q")
    told = {"topic": topics[0].get("key", ALL), **content}
    entry = Entry(PieceKind.QUESTION, key, told, quiz.key)
    return add_piece(pack=quiz.pack, entry=entry, user=user, now=now)


@transaction.atomic
def discuss(*, claim: Piece, user: User, now: datetime) -> Piece:
    """What a class needs to discuss a prediction, to be filled in; where it is there already, that."""
    entry = Entry(PieceKind.OUTLOOK, claim.key, {})
    try:
        return add_piece(pack=claim.pack, entry=entry, user=user, now=now)
    except KeyTaken:
        return claim.pack.pieces.get(kind=PieceKind.OUTLOOK, key=claim.key)


@transaction.atomic
def quiz_for(*, pack: Pack, slug: str, user: User, now: datetime) -> Piece:
    """The quiz of this address, else the pack's first, else a new one that is called as its source is."""
    quizzes = list(pack.pieces.filter(kind=PieceKind.QUIZ))
    named = [quiz for quiz in quizzes if quiz.key == slug]
    return next(iter(named or quizzes), None) or add_quiz(pack=pack, user=user, now=now)


@transaction.atomic
def add_quiz(*, pack: Pack, user: User, now: datetime) -> Piece:
    """A quiz without questions, called as the source is, with one topic of the same name."""
    source = pack.pieces.filter(kind=PieceKind.SOURCE).first()
    written = (source.content.get("title") if source else None) or {}
    title = {language: str(written.get(language) or "") for language in LANGUAGES}
    intro = in_each(title, _("Each question rests on a passage of the text."))
    many = pack.pieces.filter(kind=PieceKind.QUIZ).count()
    content = {
        "title": title, "intro": intro, "feedback": "finish", "follows": None, "place": many,
        "topics": [{"key": ALL, "name": title}],
    }  # fmt: skip
    return add_piece(pack=pack, entry=Entry(PieceKind.QUIZ, new_address(), content), user=user, now=now)


def _exercise(pack: Pack, quiz: Piece) -> Piece | None:
    of_quiz = pack.pieces.filter(kind=PieceKind.QUESTION, parent=quiz.key)
    return of_quiz.filter(content__kind=Kind.LABELLING.value).last()


def _sort_too(exercise: Piece, claim: str, user: User, now: datetime) -> Piece:
    sentences = list(exercise.content.get("sentences") or [])
    if any(each.get("claim") == claim for each in sentences):
        return exercise
    codes = {each.get("code") for each in sentences}
    code = next(f"s{number}" for number in range(1, len(codes) + 2) if f"s{number}" not in codes)
    content = {**exercise.content, "sentences": [*sentences, {"code": code, "claim": claim}]}
    return rewrite(piece=exercise, content=content, user=user, now=now)
