"""A sentence of a passage becomes a claim, and a claim is taken out again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from quiz.authoring.assembling import Entry
from quiz.authoring.models import Piece, PieceKind
from quiz.authoring.services.pieces import add_piece, next_key, remove_piece, rewrite
from quiz.authoring.wording import said, spoken
from quiz.bank.models import Pack
from quiz.domain.kinds import Label, Verdict
from quiz.domain.sentences import Sentence, sentences_of, with_marker, without_marker
from quiz.people.models import User


class TextChanged(Exception):
    """The sentence is not in the passage any more: somebody edited it meanwhile. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Which sentence: of which passage, its place from 0, what it said when chosen, its language."""

    passage: str
    number: int
    said: str
    language: str


@transaction.atomic
def mark_sentence(
    *, pack: Pack, marked: Marked, claim: Mapping[str, str], user: User, now: datetime
) -> Piece:
    """Make a claim of a sentence and put its marker behind the sentence, in the other language too where that
    has as many sentences. `claim`: label, label_reason and text, complete or not.

    Raises TextChanged where the passage no longer has the sentence.
    """
    # Two who mark at once must not get the same code.
    Pack.objects.select_for_update().get(pk=pack.pk)
    passages = pack.pieces.select_for_update().filter(kind=PieceKind.PASSAGE, key=marked.passage)
    passage = passages.first()
    if passage is None:
        raise TextChanged
    text = dict(passage.content.get("text") or {})
    found = {language: sentences_of(text.get(language) or "") for language in text}
    number = _number(found.get(marked.language, []), marked)
    code = next_key(pack, PieceKind.CLAIM, "P" if claim["label"] == Label.PREDICTION else "C")
    many = len(found[marked.language])
    for language, sentences in found.items():
        if len(sentences) == many:
            text[language] = with_marker(text[language], sentences[number], code)
    rewrite(piece=passage, content={**passage.content, "text": text}, user=user, now=now)
    entry = Entry(PieceKind.CLAIM, code, _content(claim, marked))
    return add_piece(pack=pack, entry=entry, user=user, now=now)


def _number(sentences: list[Sentence], marked: Marked) -> int:
    """Where the sentence stands by now: at its place, or where it moved to."""
    words = [sentence.words for sentence in sentences]
    if marked.number < len(words) and words[marked.number] == marked.said:
        return marked.number
    if words.count(marked.said) != 1:
        raise TextChanged
    return words.index(marked.said)


def _content(claim: Mapping[str, str], marked: Marked) -> dict[str, Any]:
    is_prediction = claim["label"] == Label.PREDICTION
    verdict = Verdict.LATER if is_prediction else Verdict.NOT_CHECKED
    finding = (
        _("What comes of it shows later.") if is_prediction else _("Not checked against references yet.")
    )
    return {
        "label": claim["label"],
        "label_reason": said(marked.language, claim["label_reason"]),
        "text": said(marked.language, claim["text"]),
        "passage": marked.passage,
        "favours": "none",
        "check": {"verdict": verdict.value, "finding": spoken(marked.language, finding), "references": []},
    }


@transaction.atomic
def unmark(*, claim: Piece, user: User, now: datetime) -> None:
    """Take a claim out of the draft, and its marker out of the text."""
    for passage in Piece.objects.select_for_update().filter(pack=claim.pack_id, kind=PieceKind.PASSAGE):
        text = passage.content.get("text") or {}
        bare = {language: without_marker(words or "", claim.key) for language, words in text.items()}
        if bare != text:
            rewrite(piece=passage, content={**passage.content, "text": bare}, user=user, now=now)
    remove_piece(piece=claim)
