"""What pages share of the bank, each at a fixed price."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Count, Exists, Max, Model, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.http import Http404

from quiz.bank.models import (
    Citation,
    Claim,
    Development,
    Option,
    Pack,
    Passage,
    Place,
    Prediction,
    Question,
    Quiz,
    Rest,
    Source,
    Term,
)
from quiz.bank.models.keys import AnswerKey
from quiz.domain.kinds import Kind, Label
from quiz.web.bilingual import in_language

Row = TypeVar("Row", bound=Model)
MARKER = re.compile(r"\[\[([A-Z]\d+)\]\]")


def latest(model: type[Source] | type[Quiz], slug: str = "slug") -> Subquery:
    """For a query: the number of the latest version of what has the address in this column."""
    same = model.objects.filter(slug=OuterRef(slug)).order_by().values("slug")
    return Subquery(same.annotate(newest=Max("version")).values("newest"))


def with_pack(rows: "QuerySet[Row]", path: str) -> "QuerySet[Row]":
    """These rows with the packs at this path, but for what was published last: half a megabyte each, of which
    nothing that is listed or taken shows anything.
    """
    return rows.select_related(path).defer(f"{path}__content")


def current_sources(packs: "QuerySet[Pack]") -> list[Source]:
    """The latest version of the source of each of these packs, with whether it `has_predictions`: 1 query."""
    predictions = Prediction.objects.filter(claim__source=OuterRef("pk"))
    rows = with_pack(Source.objects.filter(pack__in=packs, version=latest(Source)), "pack")
    return list(rows.annotate(has_predictions=Exists(predictions)).order_by("pk"))


def current_quizzes(packs: "QuerySet[Pack]") -> list[Quiz]:
    """The latest version of every quiz of these packs that was not taken out of its pack, with how many of
    its questions count and how many do not: 1 query.
    """
    exercise = Q(places__question__kind=Kind.LABELLING)
    counts = {"graded": Count("places", filter=~exercise), "exercises": Count("places", filter=exercise)}
    rows = Quiz.objects.filter(source__pack__in=packs, version=latest(Quiz), retired_at=None)
    return list(with_pack(rows.annotate(**counts), "source__pack").order_by("pk"))


def following(quiz: Quiz) -> Quiz | None:
    """The latest version of the test that is taken after this one, if it was not taken out: 1 query."""
    return Quiz.objects.filter(follows=quiz.slug, retired_at=None).order_by("-version").first()


def current_quiz(slug: str) -> Quiz:
    """The latest version of a quiz. Raises Http404."""
    found = versions_of(slug)
    if not found:
        raise Http404
    return found[0]


def versions_of(slug: str) -> list[Quiz]:
    """Every version of a quiz with its pack, the latest first: 1 query."""
    return list(with_pack(Quiz.objects.filter(slug=slug), "source__pack").order_by("-version"))


def topics_of(quiz: Quiz) -> list[tuple[str, int, int]]:
    """The topics of a quiz by name, each with how many of its questions count and how many do not."""
    counts: dict[str, list[int]] = {}
    for place in Place.objects.filter(quiz=quiz).select_related("question__topic"):
        name = place.question.topic.name
        counts.setdefault(name, [0, 0])[not place.question.is_graded] += 1
    return [(name, graded, exercises) for name, (graded, exercises) in counts.items()]


def with_references(path: str) -> "Prefetch[str]":
    """Prefetch the citations at this path with their references, in one query."""
    return Prefetch(path, queryset=Citation.objects.select_related("reference"))


def predictions_of(source: Source) -> list[Prediction]:
    """All that a class needs of the predictions of a source: 3 queries."""
    developments = Prefetch("developments", queryset=Development.objects.prefetch_related("references"))
    predictions = (
        Prediction.objects.filter(claim__source=source)
        .select_related("claim__passage")
        .prefetch_related(developments)
    )
    return list(predictions)


def sources_of(slug: str) -> "QuerySet[Source]":
    """Every version of a source with its pack, the latest first: 1 query."""
    return with_pack(Source.objects.filter(slug=slug), "pack").order_by("-version")


def current_source(slug: str) -> Source | None:
    """The latest version of a source with its pack: 1 query."""
    return sources_of(slug).first()


def predictions_in(source: Source) -> list[Prediction]:
    """The predictions of one version of a source, with what their cards show: 4 queries.

    What happened later is not among it.
    """
    leans_on = Prefetch("leans_on", queryset=Claim.objects.prefetch_related(with_references("citations")))
    rows = Prediction.objects.filter(claim__source=source).select_related("claim__passage")
    return list(rows.prefetch_related(leans_on))


def developments_of(prediction: Prediction) -> list[Development]:
    """What happened later, with references: 2 queries. Only where it may be told."""
    return list(prediction.developments.prefetch_related("references"))


def all_terms(packs: "QuerySet[Pack]") -> list[Term]:
    """The glossaries of these packs in their own order: 1 query."""
    return list(Term.objects.filter(pack__in=packs))


def plain_text(passage: Passage) -> str:
    """The text of a passage without the markers of its claims."""
    return MARKER.sub("", passage.text)


@dataclass(frozen=True, slots=True)
class Ground:
    """A claim that a question rests on, its passage quoted, the references of its check."""

    claim: Claim
    quote: str
    citations: tuple[Citation, ...]


def grounds(question_ids: Collection[int]) -> dict[int, list[Ground]]:
    """What each of these questions rests on: 2 queries."""
    rests = (
        Rest.objects.filter(question__in=question_ids)
        .select_related("claim__passage__source")
        .prefetch_related(with_references("claim__citations"))
    )
    found: dict[int, list[Ground]] = {}
    for rest in rests:
        claim = rest.claim
        ground = Ground(claim, plain_text(claim.passage), tuple(claim.citations.all()))
        found.setdefault(rest.question_id, []).append(ground)
    return found


def options_of(question_ids: Iterable[int]) -> Mapping[int, list[Option]]:
    """The options of these questions with their claims, by question: 1 query."""
    found: dict[int, list[Option]] = {}
    for option in Option.objects.filter(question__in=list(question_ids)).select_related("claim"):
        found.setdefault(option.question_id, []).append(option)
    return found


def keys_of(question_ids: Collection[int]) -> dict[int, AnswerKey]:
    """The keys of these questions: 1 query. Only for pages on which the policy lets them be seen."""
    return AnswerKey.objects.in_bulk(list(question_ids))


@dataclass(frozen=True, slots=True)
class KeyedOption:
    """An option with what its key says of it; `place` is its number in an order, `partner` its pair."""

    option: Option
    is_right: bool
    feedback: str
    partner: Option | None


@dataclass(frozen=True, slots=True)
class KeyedQuestion:
    """A question with its key and its grounds, as an instructor sees it."""

    number: int
    question: Question
    key: AnswerKey
    options: tuple[KeyedOption, ...]
    grounds: tuple[Ground, ...]


def answer_sheet(quiz: Quiz) -> list[KeyedQuestion]:
    """Every question of a quiz with its key: 6 queries."""
    places = list(
        Place.objects.filter(quiz=quiz)
        .select_related("question__topic")
        .prefetch_related(Prefetch("question__options", queryset=Option.objects.select_related("claim")))
    )
    ids = [place.question_id for place in places]
    keys, found = keys_of(ids), grounds(ids)
    return [
        KeyedQuestion(
            place.number,
            place.question,
            keys[place.question_id],
            _keyed(list(place.question.options.all()), keys[place.question_id]),
            tuple(found.get(place.question_id, ())),
        )
        for place in places
    ]


def _keyed(options: list[Option], key: AnswerKey) -> tuple[KeyedOption, ...]:
    right = {option.code: option for option in options if option.side == Option.Side.RIGHT}
    pairs: dict[str, str] = key.solution.get("pairs", {})
    return tuple(
        KeyedOption(
            option,
            option.code in key.solution.get("right", ()),
            _said(key.feedback.get(option.code, {})),
            right.get(pairs.get(option.code, "")),
        )
        for option in options
        if option.side == Option.Side.LEFT or option.code not in pairs.values()
    )


def _said(line: Mapping[str, str]) -> str:
    return in_language(line.get("ja", ""), line.get("en", ""))


def graded_on_opinion() -> list[str]:
    """Graded questions in the database that rest on an opinion or a prediction: there may be none."""
    wrong = Rest.objects.exclude(question__kind=Kind.LABELLING).filter(
        claim__label__in=(Label.OPINION, Label.PREDICTION)
    )
    return [
        f"{rest.question} rests on {rest.claim}, labelled {rest.claim.label}"
        for rest in wrong.select_related("question", "claim")
    ]
