"""A published question, and the drafts into which it can be picked."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from quiz.authoring.assembling import Entry, Written, entries_of, question_in
from quiz.authoring.models import PieceKind
from quiz.authoring.queries import targets
from quiz.authoring.wording import in_words
from quiz.bank.access import keys_seen
from quiz.bank.models import Pack


@dataclass(frozen=True, slots=True)
class Picked:
    """A question that may be picked, its source, and where to: what is sent, and in words."""

    pack: Pack
    entry: Entry
    stem: str
    source: str
    targets: tuple[tuple[str, str], ...]


def picked(user: Any, slug: str, code: str) -> Picked:
    """A question whose key this account sees, of a pack that is open to it: at most 7 queries.

    Raises Http404. What is copied is what was published last, and a class may have been given what was there
    before the pack was closed.
    """
    pack = Pack.objects.visible_to(user).published().filter(slug=slug).first()
    entries = entries_of((pack and pack.content) or {})
    found = question_in(entries, code)
    if pack is None or found is None or found.parent not in keys_seen(user, pack).quizzes:
        raise Http404
    others = Pack.objects.editable_by(user).exclude(pk=pack.pk)
    title, stem = in_words(entries[0].content.get("title")), in_words(found.content.get("stem"))
    return Picked(pack, found, stem, title, tuple(targets(others)))


def stem_in(pack: Pack, code: str) -> str | None:
    """A question of a draft, or of a pack that nobody took up, in words; None for none: 2 queries."""
    pieces = list(pack.pieces.filter(kind=PieceKind.QUESTION, key=code))
    is_taken_up = bool(pieces) or pack.pieces.exists()
    written: list[Written] = [*pieces] if is_taken_up else [*entries_of(pack.content or {})]
    found = question_in(written, code)
    return None if found is None else in_words(found.content.get("stem")) or code
