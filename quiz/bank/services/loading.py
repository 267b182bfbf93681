"""Loading a pack: its source with all that hangs on it, then its quizzes."""

from datetime import datetime

from django.db import transaction

from quiz.bank.checks import check_pack
from quiz.bank.models import (
    Citation,
    Claim,
    Development,
    Event,
    Figure,
    Pack,
    Passage,
    Prediction,
    Reference,
    Source,
    Term,
)  # fmt: skip
from quiz.bank.pack import ClaimPart, PackPart
from quiz.bank.pack_base import Text, digest_of
from quiz.bank.pack_files import PackError
from quiz.bank.services.quizzes import load_quiz
from quiz.bank.services.rows import Loaded, both, side

# What leads a discussion on is not what is voted on: an edit to it makes no next version of the source.
IN_PLACE = {"follow_ups", "would_change"}


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
    _load_follow_ups(pack)
    claims = {claim.code: claim for claim in source.claims.select_related("passage")}
    for quiz in pack.quizzes:
        load_quiz(quiz, source, claims, loaded, now)
    row.digest, row.loaded_at = pack.digest, now
    row.save()
    return loaded


def _load_source(pack: PackPart, loaded: Loaded, now: datetime) -> Source:
    told = [part.model_dump_json() for part in (*pack.claims, *pack.events, *pack.figures)]
    told += [part.model_dump_json(exclude=IN_PLACE) for part in pack.outlook]
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
    claims = {
        claim.code: _load_claim(claim, part.hedge_of(claim.code), source, passages, references)
        for claim in pack.claims
    }
    _load_figures(pack, source, claims, references)
    _load_outlook(pack, claims, references)
    return source


def _load_claim(
    part: ClaimPart,
    hedge: Text | None,
    source: Source,
    passages: dict[str, Passage],
    references: dict[str, Reference],
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
        **both("hedge", hedge),
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


def _load_follow_ups(pack: PackPart) -> None:
    """Also for the versions that running classes have, as long as the prediction is the same sentence."""
    texts = {claim.code: claim.text for claim in pack.claims}
    for part in pack.outlook:
        Prediction.objects.filter(
            claim__source__slug=pack.source.slug,
            claim__code=part.claim,
            claim__text_ja=texts[part.claim].ja,
            claim__text_en=texts[part.claim].en,
        ).update(
            follow_ups=[text.model_dump() for text in part.follow_ups],
            **both("would_change", part.would_change),
        )


def _load_terms(pack: PackPart) -> None:
    Term.objects.exclude(key__in=[part.key for part in pack.terms]).delete()
    for position, part in enumerate(pack.terms, 1):
        values = {"position": position, "also": part.also.model_dump()}
        Term.objects.update_or_create(
            key=part.key, defaults=values | both("term", part.term) | both("text", part.text)
        )
