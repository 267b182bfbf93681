"""Loading a pack: its source with all that hangs on it, then its quizzes."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from quiz.bank import fingerprints
from quiz.bank.checks import check_pack
from quiz.bank.findings.told import Finding, Place, wall
from quiz.bank.models import (
    Citation,
    Claim,
    Development,
    Event,
    Figure,
    Pack,
    Passage,
    Prediction,
    Quiz,
    Reference,
    Source,
    Term,
)  # fmt: skip
from quiz.bank.pack import ClaimPart, PackPart
from quiz.bank.pack_base import Text, digest_of
from quiz.bank.pack_files import PackError
from quiz.bank.services.quizzes import load_quiz
from quiz.bank.services.rows import Loaded, both, side
from quiz.people.models import User


@transaction.atomic
def load_pack(*, pack: PackPart, now: datetime, owner: User | None = None) -> Loaded:
    """Bring the bank to what the pack says, all or nothing; the same pack again changes nothing.

    A pack that is not there yet becomes this account's, and private; without one the site's, and public.
    What was published or answered is not edited: an edit makes its next version. Raises PackError.
    """
    loaded = Loaded()
    row, _created = Pack.objects.select_for_update().get_or_create(
        slug=pack.source.slug, defaults={"owner": owner, "is_public": owner is None}
    )
    if row.owner_id != (owner.pk if owner else None):
        # Somebody's own pack happens to have the address: what is the site's does not become theirs.
        place = Place("source.yaml", "", "slug")
        raise PackError([wall(place, _("A pack of somebody else has this address already."))])
    if row.digest == pack.digest and row.content is not None:
        return loaded
    if walls := [*check_pack(pack), *addresses_taken(pack, row)]:
        raise PackError(walls)
    for part in pack.references:
        values = part.model_dump(include={"publisher", "title", "url", "grade", "checked", "recheck"})
        Reference.objects.update_or_create(
            pack=row,
            key=part.key,
            defaults=values | both("published", part.published) | both("note", part.note),
        )
    _load_terms(pack, row)
    source = _load_source(pack, row, loaded, now)
    _load_follow_ups(pack)
    claims = {claim.code: claim for claim in source.claims.select_related("passage")}
    for quiz in pack.quizzes:
        load_quiz(quiz, source, claims, loaded, now)
    gone = Quiz.objects.filter(source__pack=row).exclude(slug__in=[quiz.slug for quiz in pack.quizzes])
    gone.filter(retired_at=None).update(retired_at=now)
    row.digest, row.loaded_at = pack.digest, now
    row.content = pack.model_dump(mode="json", exclude={"digest"})
    row.save()
    return loaded


@transaction.atomic
def load_files(*, pack: PackPart, now: datetime) -> Loaded:
    """Load a pack of the site from its files. Files that say what they said last time change nothing, also
    where the pack was edited here since. Raises PackError.
    """
    told = digest_of(pack.model_copy(update={"digest": ""}))
    rows = Pack.objects.filter(slug=pack.source.slug)
    if rows.filter(owner=None, files=told).exists():
        return Loaded()
    loaded = load_pack(pack=pack, now=now)
    rows.update(files=told)
    return loaded


def addresses_taken(pack: PackPart, row: Pack) -> list[Finding]:
    """What forbids to load it, for addresses are the whole site's: another pack has a quiz there. 1 query."""
    slugs = [quiz.slug for quiz in pack.quizzes]
    others = Quiz.objects.filter(slug__in=slugs).exclude(source__pack=row)
    return [
        wall(Place(f"quizzes/{slug}", "", "slug"), _("Another pack has a quiz at this address."))
        for slug in sorted(set(others.values_list("slug", flat=True)))
    ]


def _load_source(pack: PackPart, row: Pack, loaded: Loaded, now: datetime) -> Source:
    digest = fingerprints.of_source(pack)
    latest = row.sources.order_by("-version").first()
    if latest and latest.digest == digest:
        return latest
    part = pack.source
    source = Source.objects.create(
        pack=row, slug=part.slug, version=latest.version + 1 if latest else 1, digest=digest,
        published_at=now, url=part.url, licence=part.licence, language=part.language,
        **both("title", part.title), **both("about", part.about), **both("written", part.written),
        **both("as_of", part.as_of), **both("author", part.author), **both("credit", part.credit),
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
    references = {reference.key: reference for reference in row.references.all()}
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


def _load_terms(pack: PackPart, row: Pack) -> None:
    row.terms.exclude(key__in=[part.key for part in pack.terms]).delete()
    for position, part in enumerate(pack.terms, 1):
        values = {"position": position, "also": part.also.model_dump()}
        Term.objects.update_or_create(
            pack=row, key=part.key, defaults=values | both("term", part.term) | both("text", part.text)
        )
