"""The workbench: the passages of a draft, sentence by sentence, with the claims marked in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from quiz.authoring.models import Piece, PieceKind
from quiz.authoring.queries import Asked, asked_of, called, source_in, title_of
from quiz.authoring.wording import in_words, language_among, shown_in
from quiz.bank.models import Pack
from quiz.domain.kinds import GRADABLE, GRADED, Kind, Label
from quiz.domain.sentences import sentences_of
from quiz.web.bilingual import LANGUAGES

ON_A_PAGE = 12
# So many drafts are named at a claim; where all questions rest on one, the list of questions has the others.
FIRST = 6
READ = (PieceKind.SOURCE, PieceKind.PASSAGE, PieceKind.CLAIM, PieceKind.QUIZ)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a passage: its place from 0, its words, the codes of the claims marked in it."""

    number: int
    words: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim with the first drafts that rest on it (and how many more), and the kinds of question that can
    be made of it.
    """

    key: str
    label: str  # "" where none was chosen yet
    words: str
    language: str
    drafts: tuple[Asked, ...]
    more: int
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PassageLines:
    """A passage: its heading, its sentences, its claims."""

    key: str
    heading: str
    language: str
    is_withheld: bool
    lines: tuple[Line, ...]
    claims: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True)
class Workbench:
    """The page; `lost` are claims whose passage is not there (any more)."""

    title: str
    language: str
    page: Page[Piece]
    passages: tuple[PassageLines, ...]
    lost: tuple[ClaimLine, ...]
    quizzes: tuple[tuple[str, str], ...]
    claims: int
    questions: int

    @property
    def number(self) -> int:
        """Which page of the text this is."""
        return self.page.number


def workbench_of(pack: Pack, number: str, wanted: str) -> Workbench:
    """One page of the text, in the wanted language (else the article's) where a passage has it: 2 queries."""
    found: dict[str, list[Piece]] = {kind: [] for kind in READ}
    for piece in pack.pieces.filter(kind__in=READ):
        found[piece.kind].append(piece)
    source = source_in(found[PieceKind.SOURCE])
    language = language_among(wanted, source.get("language"))
    asked = asked_of(pack)
    page = Paginator(found[PieceKind.PASSAGE], ON_A_PAGE).get_page(number)
    shown = {piece.key: _claim_line(piece, asked) for piece in found[PieceKind.CLAIM]}
    placed = {piece.key: piece.content.get("passage") for piece in found[PieceKind.CLAIM]}
    known = {piece.key for piece in found[PieceKind.PASSAGE]}
    return Workbench(
        title=title_of(source, pack),
        language=language,
        page=page,
        passages=tuple(
            _passage(piece, language, [shown[key] for key, at in placed.items() if at == piece.key])
            for piece in page
        ),
        lost=tuple(shown[key] for key, at in placed.items() if at not in known),
        quizzes=tuple((piece.key, called(piece)) for piece in found[PieceKind.QUIZ]),
        claims=len(shown),
        questions=len(asked),
    )


def _claim_line(piece: Piece, asked: Sequence[Asked]) -> ClaimLine:
    label = piece.content.get("label") or ""
    label = label if label in set(Label) else ""
    drafts = [question for question in asked if piece.key in question.rests_on]
    return ClaimLine(
        key=piece.key,
        label=label,
        words=in_words(piece.content.get("text")),
        language=shown_in(piece.content.get("text")),
        drafts=tuple(drafts[:FIRST]),
        more=len(drafts[FIRST:]),
        kinds=tuple(kind.value for kind in Kind if kind not in GRADED or not label or label in GRADABLE),
    )


def _passage(piece: Piece, language: str, claims: Sequence[ClaimLine]) -> PassageLines:
    text, language = text_of(piece.content, language)
    return PassageLines(
        key=piece.key,
        heading=in_words(piece.content.get("heading")),
        language=language,
        is_withheld=bool(piece.content.get("withheld")),
        lines=tuple(Line(number, each.words, each.codes) for number, each in enumerate(sentences_of(text))),
        claims=tuple(claims),
    )


def text_of(content: Mapping[str, Any], language: str) -> tuple[str, str]:
    """The text of a passage in this language, else in the other; with the language that it is in."""
    text = content.get("text") or {}
    order = sorted(LANGUAGES, key=lambda name: name != language)
    return next(((str(text[name]), name) for name in order if text.get(name)), ("", language))


def chosen_line(pack: Pack, key: str, number: int, language: str) -> tuple[str, str] | None:
    """The sentence that was chosen to be marked, with its language; None where there is none: 1 query."""
    piece = pack.pieces.filter(kind=PieceKind.PASSAGE, key=key).first()
    text, language = text_of(piece.content, language) if piece else ("", language)
    found = sentences_of(text)
    return (found[number].words, language) if 0 <= number < len(found) else None
