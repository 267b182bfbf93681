"""From pieces to a pack's content, and back: nothing is lost either way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from quiz.authoring.models import Piece, PieceKind
from quiz.web.bilingual import LANGUAGES

# What names an entry in its file; events and figures have no name, theirs are made up.
NAMES = {
    PieceKind.PASSAGE: "anchor",
    PieceKind.CLAIM: "code",
    PieceKind.REFERENCE: "key",
    PieceKind.OUTLOOK: "claim",
    PieceKind.TERM: "key",
    PieceKind.QUIZ: "slug",
    PieceKind.QUESTION: "code",
}
# Which list of a pack's content holds them; passages and questions lie within others.
LISTS = {
    PieceKind.CLAIM: "claims",
    PieceKind.REFERENCE: "references",
    PieceKind.EVENT: "events",
    PieceKind.FIGURE: "figures",
    PieceKind.OUTLOOK: "outlook",
    PieceKind.TERM: "terms",
}
QUOTING = {PieceKind.CLAIM: "claim", PieceKind.REFERENCE: "reference"}
LAST = 10**6
# The key of the one piece that is the source itself.
SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Entry:
    """A piece that is not in the database yet."""

    kind: PieceKind
    key: str
    content: Mapping[str, Any]
    parent: str = ""


# A piece of a draft, or the entry of a published pack that would become one.
Written: TypeAlias = Piece | Entry
W = TypeVar("W", bound=Written)


def question_in(written: Iterable[W], code: str) -> W | None:
    """The question of this code among them; None where there is none."""
    return next((each for each in written if each.kind == PieceKind.QUESTION and each.key == code), None)


def content_of(slug: str, pieces: Iterable[Piece]) -> dict[str, Any]:
    """What `PackPart` is made of, complete or not, from the pieces of a pack in their order."""
    by_kind: dict[str, list[Piece]] = {kind: [] for kind in PieceKind}
    for piece in pieces:
        by_kind[piece.kind].append(piece)
    quotations: list[tuple[int, dict[str, Any]]] = []
    found: dict[str, Any] = {
        name: [_part(piece, quotations) for piece in by_kind[kind]] for kind, name in LISTS.items()
    }
    source = _part(by_kind[PieceKind.SOURCE][0], quotations) if by_kind[PieceKind.SOURCE] else {}
    quizzes = [_part(piece, quotations) for piece in by_kind[PieceKind.QUIZ]]
    questions = by_kind[PieceKind.QUESTION]
    _renumber(quizzes)
    for quiz in quizzes:
        mine = [piece for piece in questions if piece.parent == quiz["slug"]]
        quiz |= {"source": slug, "questions": [_part(piece, quotations) for piece in mine]}
    passages = [_part(piece, quotations) for piece in by_kind[PieceKind.PASSAGE]]
    said = [quotation for _at, quotation in sorted(quotations, key=lambda pair: pair[0])]
    found["source"] = source | {"slug": slug, "passages": passages, "quotations": said}
    found["quizzes"] = quizzes
    return found


def _renumber(quizzes: list[dict[str, Any]]) -> None:
    """Let the files tell the order in which quizzes stand, where they were moved since."""
    stands = [(quiz.get("place") or 0, quiz["slug"]) for quiz in quizzes]
    if stands != sorted(stands):
        for place, quiz in enumerate(quizzes, 1):
            quiz["place"] = place


def _part(piece: Piece, quotations: list[tuple[int, dict[str, Any]]]) -> dict[str, Any]:
    kind = PieceKind(piece.kind)
    content = {name: value for name, value in piece.content.items() if name != "quotations"}
    for said in piece.content.get("quotations", ()):
        of = {QUOTING[kind]: piece.key} if kind in QUOTING else {}
        # What was added since the pack was taken up comes last.
        words = {language: said.get(language, "") for language in LANGUAGES}
        quotations.append((said.get("at", len(quotations) + LAST), words | of))
    return {NAMES[kind]: piece.key, **content} if kind in NAMES else content


def entries_of(content: Mapping[str, Any]) -> list[Entry]:
    """The pieces that a pack's content falls into, each kind in its order; none of none."""
    if not content:
        return []
    source = content["source"]
    own = {name: value for name, value in source.items() if name not in {"slug", "passages", "quotations"}}
    said: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for at, line in enumerate(source.get("quotations", ())):
        of = next(((name, line[name]) for name in QUOTING.values() if line.get(name)), ("", ""))
        said.setdefault(of, []).append({"ja": line["ja"], "en": line["en"], "at": at})
    free = {"quotations": said[("", "")]} if ("", "") in said else {}
    found = [Entry(PieceKind.SOURCE, SOURCE, own | free)]
    found += [_entry(PieceKind.PASSAGE, part, number) for number, part in enumerate(source["passages"], 1)]
    for kind, name in LISTS.items():
        for number, part in enumerate(content.get(name, ()), 1):
            entry = _entry(kind, part, number)
            quoted = said.get((QUOTING.get(kind, "-"), entry.key))
            found.append(Entry(kind, entry.key, {**entry.content, "quotations": quoted}) if quoted else entry)
    for number, quiz in enumerate(content.get("quizzes", ()), 1):
        rest = {name: value for name, value in quiz.items() if name not in {"source", "questions"}}
        found.append(_entry(PieceKind.QUIZ, rest, number))
        for place, part in enumerate(quiz["questions"], 1):
            found.append(_entry(PieceKind.QUESTION, part, place, quiz["slug"]))
    return found


def _entry(kind: PieceKind, part: Mapping[str, Any], number: int, parent: str = "") -> Entry:
    name = NAMES.get(kind)
    content = {field: value for field, value in part.items() if field != name}
    return Entry(kind, part[name] if name else f"{kind.value[0]}{number}", content, parent)
