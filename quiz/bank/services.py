"""What changes the bank: loading a pack, and freezing what is used."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from quiz.bank.checks import check_pack
from quiz.bank.drafts import key_fields, option_rows
from quiz.bank.models import (
    Citation,
    Claim,
    Development,
    Event,
    Figure,
    Option,
    Pack,
    Passage,
    Place,
    Prediction,
    Question,
    Quiz,
    Reference,
    Rest,
    Source,
    Term,
    Topic,
)  # fmt: skip
from quiz.bank.models.keys import AnswerKey
from quiz.bank.pack import ClaimPart, PackPart, QuestionPart, QuizPart, Side, Text, digest_of
from quiz.bank.pack_files import PackError


@dataclass(slots=True)
class Loaded:
    """What loading a pack did: names of the rows that are new, changed in place, or a next version."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    next_version: list[str] = field(default_factory=list)


def both(name: str, text: Text | None) -> dict[str, str]:
    """The two fields of a text; empty where there is none."""
    return {f"{name}_ja": text.ja if text else "", f"{name}_en": text.en if text else ""}


def side(name: str, part: Side | None) -> dict[str, str]:
    """The four fields of a side of "says | shows"; empty where there is none."""
    return both(name, part.value if part else None) | both(f"{name}_note", part.note if part else None)


@transaction.atomic
def load_pack(*, pack: PackPart, now: datetime) -> Loaded:
    """Bring the bank to what the pack says, all or nothing; the same pack again changes nothing.

    What was published or answered is not edited: an edit makes its next version. Raises PackError.
    """
    loaded = Loaded()
    row, _created = Pack.objects.select_for_update().get_or_create(
        slug=pack.source.slug, defaults={"digest": "", "loaded_at": now}
    )
    if row.digest == pack.digest:
        return loaded
    if problems := check_pack(pack):
        raise PackError(problems)
    for part in pack.references:
        values = part.model_dump(include={"publisher", "title", "url", "grade", "checked", "recheck"})
        Reference.objects.update_or_create(
            key=part.key, defaults=values | both("published", part.published) | both("note", part.note)
        )
    _load_terms(pack)
    source = _load_source(pack, loaded, now)
    claims = {claim.code: claim for claim in source.claims.all()}
    for quiz in pack.quizzes:
        _load_quiz(quiz, source, claims, loaded, now)
    row.digest, row.loaded_at = pack.digest, now
    row.save()
    return loaded


def _load_source(pack: PackPart, loaded: Loaded, now: datetime) -> Source:
    told = [part.model_dump_json() for part in (*pack.claims, *pack.events, *pack.figures, *pack.outlook)]
    digest = digest_of(pack.source, *told)
    latest = Source.objects.filter(slug=pack.source.slug).order_by("-version").first()
    if latest and latest.digest == digest:
        return latest
    part = pack.source
    source = Source.objects.create(
        slug=part.slug, version=latest.version + 1 if latest else 1, digest=digest, published_at=now,
        **both("title", part.title), **both("about", part.about), **both("written", part.written),
        **both("as_of", part.as_of),
    )  # fmt: skip
    (loaded.next_version if latest else loaded.new).append(f"source {source}")
    passages = {
        piece.anchor: Passage.objects.create(
            source=source, position=position, anchor=piece.anchor, section=piece.section,
            is_withheld=piece.withheld is not None,
            **both("heading", piece.heading), **both("text", piece.text), **both("reason", piece.withheld),
        )
        for position, piece in enumerate(part.passages, 1)
    }  # fmt: skip
    references = Reference.objects.in_bulk(field_name="key")
    claims = {claim.code: _load_claim(claim, source, passages, references) for claim in pack.claims}
    _load_figures(pack, source, claims, references)
    _load_outlook(pack, claims, references)
    return source


def _load_claim(
    part: ClaimPart, source: Source, passages: dict[str, Passage], references: dict[str, Reference]
) -> Claim:
    check = part.check
    claim = Claim.objects.create(
        source=source,
        passage=passages[part.passage],
        code=part.code,
        label=part.label,
        verdict=check.verdict,
        **both("label_reason", part.label_reason),
        **both("text", part.text),
        **both("certainty", part.certainty),
        **both("finding", check.finding),
        **side("says", check.says),
        **side("shows", check.shows),
    )
    Citation.objects.bulk_create(
        Citation(claim=claim, reference=references[key], position=position)
        for position, key in enumerate(check.references, 1)
    )
    return claim


def _load_figures(
    pack: PackPart, source: Source, claims: dict[str, Claim], references: dict[str, Reference]
) -> None:
    for told in pack.events:
        event = Event.objects.create(
            source=source, date=told.date, told_by=told.told_by, claim=claims.get(told.claim or ""),
            **both("short", told.short), **both("text", told.text),
        )  # fmt: skip
        event.references.set([references[key] for key in told.references])
    for position, part in enumerate(pack.figures, 1):
        values = part.model_dump(include={"chip", "quantity", "precision", "unit", "told_by"})
        figure = Figure.objects.create(
            source=source,
            position=position,
            value=str(part.value),
            claim=claims.get(part.claim or ""),
            **values,
        )
        figure.references.set([references[key] for key in part.references])


def _load_outlook(pack: PackPart, claims: dict[str, Claim], references: dict[str, Reference]) -> None:
    for part in pack.outlook:
        prediction = Prediction.objects.create(
            claim=claims[part.claim],
            **both("prompt", part.prompt),
            **both("supports", part.supports),
            **both("challenges", part.challenges),
        )
        prediction.leans_on.set([claims[code] for code in part.leans_on])
        for later in part.later:
            row = Development.objects.create(
                prediction=prediction, date=later.date, **both("text", later.text)
            )
            row.references.set([references[key] for key in later.references])


def _load_terms(pack: PackPart) -> None:
    Term.objects.exclude(key__in=[part.key for part in pack.terms]).delete()
    for position, part in enumerate(pack.terms, 1):
        values = {"position": position, "also": part.also.model_dump()}
        Term.objects.update_or_create(
            key=part.key, defaults=values | both("term", part.term) | both("text", part.text)
        )


def _load_quiz(
    part: QuizPart, source: Source, claims: dict[str, Claim], loaded: Loaded, now: datetime
) -> None:
    topics = {
        topic.key: Topic.objects.update_or_create(key=topic.key, defaults=both("name", topic.name))[0]
        for topic in part.topics
    }
    questions = [_load_question(line, topics[line.topic], source, claims, loaded) for line in part.questions]
    about = part.model_copy(update={"questions": []})
    digest = digest_of(about, source.version, *(question.pk for question in questions))
    latest = Quiz.objects.filter(slug=part.slug).order_by("-version").first()
    if latest and latest.digest == digest:
        return
    values: dict[str, Any] = {
        "digest": digest, "source": source, "feedback": part.feedback, "published_at": now,
        **both("title", part.title), **both("intro", part.intro),
    }  # fmt: skip
    quiz = _write(Quiz, latest, {"slug": part.slug}, values, loaded)
    quiz.places.all().delete()
    Place.objects.bulk_create(
        Place(quiz=quiz, question=question, number=number) for number, question in enumerate(questions, 1)
    )


def _load_question(
    part: QuestionPart, topic: Topic, source: Source, claims: dict[str, Claim], loaded: Loaded
) -> Question:
    digest = digest_of(part, source.slug, source.version)
    latest = Question.objects.filter(code=part.code).order_by("-version").first()
    if latest and latest.digest == digest:
        return latest
    values: dict[str, Any] = {
        "digest": digest, "kind": part.kind, "scope": part.scope or "", "topic": topic, "unit": part.unit,
        **both("stem", part.stem),
    }  # fmt: skip
    if latest and not latest.frozen_at:
        latest.rests.all().delete()
        latest.options.all().delete()
        AnswerKey.objects.filter(question=latest).delete()
    question: Question = _write(Question, latest, {"code": part.code}, values, loaded)
    if latest and question.pk != latest.pk:
        Question.objects.filter(pk=question.pk).update(predecessor=latest)
    # One by one and not in bulk only because there are few; the database refuses an opinion either way.
    for code in part.rests_on:
        Rest.objects.create(question=question, claim=claims[code])
    Option.objects.bulk_create(option_rows(part, question, claims))
    AnswerKey.objects.create(question=question, **key_fields(part), **both("explanation", part.explanation))
    return question


def _write(model: Any, latest: Any, name: dict[str, str], values: dict[str, Any], loaded: Loaded) -> Any:
    """The row with these values: the latest one if it may still be edited, else a next version."""
    if latest and not latest.frozen_at:
        for key, value in values.items():
            setattr(latest, key, value)
        latest.save()
        loaded.changed.append(str(latest))
        return latest
    row = model.objects.create(**name, version=latest.version + 1 if latest else 1, **values)
    (loaded.next_version if latest else loaded.new).append(str(row))
    return row


@transaction.atomic
def freeze_quiz(*, quiz: Quiz, now: datetime) -> None:
    """Protect a quiz and its questions from edits, since they are used; a second call changes nothing."""
    if quiz.frozen_at:
        return
    Quiz.objects.filter(pk=quiz.pk, frozen_at=None).update(frozen_at=now)
    Question.objects.filter(places__quiz=quiz, frozen_at=None).update(frozen_at=now)
