"""The question bank: the questions of all packs that an instructor may see, to find one and to pick it."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F

from quiz.bank.models import Pack, Place, Quiz, Rest
from quiz.bank.queries import latest, options_of, with_pack
from quiz.classroom.queries import keys_seen
from quiz.insight.facility import Facility, Name, facilities
from quiz.taking.sheets import Choice, in_order

ON_A_PAGE = 25
SORTS = ("", "hard", "easy")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for; "" is everything."""

    words: str = ""
    label: str = ""
    kind: str = ""
    scope: str = ""
    source: str = ""
    topic: str = ""
    sort: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A question in its latest version, in its quiz; how it did so far is told to those who see its key."""

    place: Place
    is_keyed: bool
    may_edit: bool
    facility: Facility | None
    left: tuple[Choice, ...]
    right: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Bank:
    """A page of what was found, and what can be chosen of: sources, and topics of the one that is chosen."""

    page: Page[Place]
    lines: tuple[Line, ...]
    found: int
    sources: tuple[tuple[str, str], ...]
    topics: tuple[tuple[str, str], ...]


def bank_of(user: Any, asked: Asked) -> Bank:
    """The questions that this account may see and that are looked for: 7 queries, 4 where none has a key that
    it may see. Without keys.
    """
    quizzes, _sources = keys_seen(user)
    editable = set(Pack.objects.editable_by(user).values_list("pk", flat=True))
    places = _places(user, asked.label)
    sources = {place.question.pack.slug: place.quiz.source.title for place in places}
    there = [place for place in places if asked.source in ("", place.question.pack.slug)]
    topics = {place.question.topic.key: place.question.topic.name for place in there} if asked.source else {}
    wanted = [place for place in there if _is_wanted(place, asked)]

    def is_keyed(place: Place) -> bool:
        return place.question.pack_id in editable or place.quiz.slug in quizzes

    if asked.sort:
        told = _told(filter(is_keyed, wanted), user)
        wanted = sorted(wanted, key=lambda place: _hardness(told.get(_name(place)), asked.sort))
    page = Paginator(wanted, ON_A_PAGE).get_page(asked.page)
    if not asked.sort:
        told = _told(filter(is_keyed, page), user)
    return Bank(
        page=page, lines=_lines(page, editable, is_keyed, told), found=len(wanted),
        sources=tuple(sources.items()), topics=tuple(topics.items()),
    )  # fmt: skip


def _places(user: Any, label: str) -> list[Place]:
    """The questions of all quizzes that are not retired, in their latest version: 1 query."""
    rows = Place.objects.filter(
        question__pack__in=Pack.objects.visible_to(user), quiz__version=latest(Quiz, "quiz__slug"),
        quiz__retired_at=None,
    )  # fmt: skip
    if label:
        rows = rows.filter(question__in=Rest.objects.filter(claim__label=label).values("question"))
    rows = with_pack(rows.select_related("question__topic", "quiz__source"), "question__pack")
    return list(rows.order_by(F("question__pack").desc(), "quiz", "number").defer(*HEAVY))


# Long columns that no line shows.
HEAVY = ("quiz__intro_ja", "quiz__intro_en", "quiz__source__about_ja", "quiz__source__about_en")


def plain(text: str) -> str:
    """A text as it is compared: without the difference of case and of width."""
    return unicodedata.normalize("NFKC", text).casefold()


def _is_wanted(place: Place, asked: Asked) -> bool:
    question = place.question
    words = plain(f"{question.stem_ja} {question.stem_en} {question.code}").replace("**", "")
    return (
        asked.kind in ("", question.kind)
        and asked.scope in ("", question.scope)
        and asked.topic in ("", question.topic.key)
        and all(word in words for word in plain(asked.words).split())
    )


def _name(place: Place) -> Name:
    return place.question.pack_id, place.question.code


def _told(places: Iterable[Place], user: Any) -> Mapping[Name, Facility]:
    """How these did so far: 3 queries, none for none."""
    listed = list(places)
    return (
        facilities({_name(each) for each in listed}, {each.quiz.slug for each in listed}, user)
        if listed
        else {}
    )


def _hardness(facility: Facility | None, sort: str) -> tuple[bool, float]:
    """Those of which nothing is known come last."""
    if facility is None:
        return True, 0.0
    return False, facility.mean if sort == "hard" else -facility.mean


def _lines(
    places: Sequence[Place] | Page[Place], editable: set[int], is_keyed: Any, told: Mapping[Name, Facility]
) -> tuple[Line, ...]:
    options = options_of([place.question_id for place in places])
    return tuple(
        Line(
            place, is_keyed(place), place.question.pack_id in editable, told.get(_name(place)),
            # In an order of their own: that of the editors may tell what is right.
            *in_order(place.question, options.get(place.question_id, ()), place.question_id),
        )
        for place in places
    )  # fmt: skip
