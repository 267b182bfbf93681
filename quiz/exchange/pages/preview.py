"""An import on its way: how far it was read, what was understood of it, what became of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet

from quiz.authoring.models import Piece, PieceKind
from quiz.authoring.wording import in_words
from quiz.bank.models import Pack
from quiz.exchange.checks import findings, needs
from quiz.exchange.formats.plain import Question
from quiz.exchange.formats.rules import Level
from quiz.exchange.kept import notes_of_json, question_of_json
from quiz.exchange.models import Found, Intake
from quiz.exchange.topics import topic_name
from quiz.exchange.wording import Told, all_told, format_words, place_words
from quiz.web.written import plain

ON_A_PAGE = 50
# What the page is asked for: all, or only what needs a look.
LOOK = "look"
# Of fewer, each says for itself what it needs.
FEWEST_ALIKE = 2
IS_REPEATED = Q(twin__isnull=False) | Q(own_pack__isnull=False)
NEEDS_A_LOOK = ~Q(level="") | IS_REPEATED


@dataclass(frozen=True, slots=True)
class Counts:
    """How many questions of a file there are of each sort."""

    found: int
    read: int
    not_read: int
    dropped: int
    changed: int
    repeated: int
    ticked: int
    look: int


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """One's own question that is the same; without a key it stands in the published edition only."""

    slug: str
    title: str
    key: str


@dataclass(frozen=True, slots=True)
class Line:
    """A question of the file: what was understood (None: nothing), what is to be told of it, what the content
    checks find, what it repeats.
    """

    number: int
    where: str
    words: str
    question: Question | None
    topic: str
    notes: tuple[Told, ...]
    findings: tuple[str, ...]
    twin: int | None
    own: OwnQuestion | None
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """A page of an import that was read to its end."""

    counts: Counts
    notes: tuple[Told, ...]
    format: str
    page: Page[Found]
    lines: tuple[Line, ...]
    only: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A question that came in, with what it still needs besides what all need; whether it needs nothing,
    and whether it is in the draft still.
    """

    key: str
    words: str
    needs: tuple[str, ...]
    is_whole: bool
    is_there: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """A page of what became of an import. `slug` is the pack's, "" where one may not change it any more;
    `common` is what all questions of the page need.
    """

    count: int
    slug: str
    title: str
    page: Page[Found]
    common: tuple[str, ...]
    lines: tuple[Taken, ...]


def counts_of(intake: Intake) -> Counts:
    """How many there are of each sort: 1 query."""
    found = intake.found.aggregate(
        found=Count("pk"),
        read=Count("pk", filter=Q(question__isnull=False)),
        not_read=Count("pk", filter=Q(level=Level.NOT_READ)),
        dropped=Count("pk", filter=Q(level=Level.DROPPED)),
        changed=Count("pk", filter=Q(level=Level.CHANGED)),
        repeated=Count("pk", filter=IS_REPEATED),
        ticked=Count("pk", filter=Q(is_ticked=True)),
        look=Count("pk", filter=NEEDS_A_LOOK),
    )
    return Counts(**found)


def preview(intake: Intake, user: Any, only: str, number: str) -> Preview:
    """A page of what was understood: 3 queries, and 2 where something repeats one's own."""
    rows = intake.found.all()
    page = _page(rows.filter(NEEDS_A_LOOK) if only == LOOK else rows, number)
    titles = _titles({row.own_pack_id for row in page if row.own_pack_id}, user)
    return Preview(
        counts=counts_of(intake),
        notes=all_told(notes_of_json(intake.notes)),
        format=format_words(intake.format),
        page=page,
        lines=tuple(_line(row, intake.language, titles) for row in page),
        only=LOOK if only == LOOK else "",
    )


def outcome(intake: Intake, user: Any, number: str) -> Outcome:
    """A page of what came in, and what each question still needs: 6 queries."""
    page = _page(intake.found.filter(is_ticked=True), number)
    keys = {row.number: intake.became.get(str(row.number), "") for row in page}
    pack = Pack.objects.editable_by(user).defer("content").filter(pk=intake.pack_id or 0).first()
    titles = _titles({pack.pk}, user) if pack else {}
    pieces = (
        pack.pieces.filter(kind=PieceKind.QUESTION, key__in=keys.values()) if pack else Piece.objects.none()
    )
    needed = {key: needs(key, content) for key, content in pieces.values_list("key", "content")}
    common = _common(list(needed.values()))
    return Outcome(
        count=len(intake.became),
        slug=pack.slug if pack else "",
        title=titles[pack.pk][1] if pack else "",
        page=page,
        common=common,
        lines=tuple(_taken(row, keys[row.number], needed, common) for row in page),
    )


def _page(rows: "QuerySet[Found]", number: str) -> Page[Found]:
    return Paginator(rows.order_by("number"), ON_A_PAGE).get_page(number)


def _line(row: Found, language: str, titles: Mapping[int, tuple[str, str]]) -> Line:
    question = question_of_json(row.question) if row.question else None
    own = titles.get(row.own_pack_id or 0)
    return Line(
        number=row.number,
        where=place_words(row.file, row.line),
        words=row.words,
        question=question,
        topic=topic_name(question.category) if question else "",
        notes=all_told(notes_of_json(row.notes)),
        findings=findings(question, language) if question else (),
        twin=row.twin,
        own=OwnQuestion(*own, row.own_key) if own else None,
        is_ticked=row.is_ticked,
    )


def _common(needed: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """What all of several questions need, which is said once."""
    if len(needed) < FEWEST_ALIKE:
        return ()
    return tuple(words for words in needed[0] if all(words in each for each in needed))


def _taken(row: Found, key: str, needed: Mapping[str, tuple[str, ...]], common: tuple[str, ...]) -> Taken:
    own = tuple(words for words in needed.get(key, ()) if words not in common)
    return Taken(key, plain(row.words), own, needed.get(key) == (), key in needed)


def _titles(packs: Iterable[int], user: Any) -> dict[int, tuple[str, str]]:
    """The addresses and titles of those of these packs that this account may change: 2 queries."""
    wanted: Sequence[int] = list(packs)
    if not wanted:
        return {}
    rows = Pack.objects.editable_by(user).filter(pk__in=wanted).annotate(told=F("content__source__title"))
    sources = Piece.objects.filter(pack__in=wanted, kind=PieceKind.SOURCE)
    drafted = dict(sources.values_list("pack", F("content__title")))
    return {
        pk: (slug, in_words(drafted.get(pk)) or in_words(told) or slug)
        for pk, slug, told in rows.values_list("pk", "slug", "told")
    }
