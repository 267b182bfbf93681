"""Texts that their column in the database has no room for; PostgreSQL would refuse the whole pack."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from quiz.bank.findings.told import Finding, Place, filled, wall
from quiz.bank.models import Claim, Event, Passage, Quiz, Reference, Source, Term, Topic
from quiz.bank.pack import PackPart
from quiz.bank.texts import placed_words
from quiz.web.bilingual import LANGUAGES

# By the kind of file and the last step of the field.
COLUMNS: Mapping[tuple[str, str], tuple[type[Model], str]] = {
    ("source.yaml", "title"): (Source, "title"),
    ("source.yaml", "written"): (Source, "written"),
    ("source.yaml", "as_of"): (Source, "as_of"),
    ("source.yaml", "author"): (Source, "author"),
    ("source.yaml", "credit"): (Source, "credit"),
    ("source.yaml", "heading"): (Passage, "heading"),
    ("references.yaml", "published"): (Reference, "published"),
    ("claims.yaml", "certainty"): (Claim, "certainty"),
    ("claims.yaml", "value"): (Claim, "says"),
    ("events.yaml", "short"): (Event, "short"),
    ("glossary.yaml", "term"): (Term, "term"),
    ("quizzes", "name"): (Topic, "name"),
    ("quizzes", "title"): (Quiz, "title"),
}
TOO_LONG = _("This is too long: it may have %(max_length)s characters.")
TOO_LONG_TOGETHER = _(
    "The words quoted for claim %(code)s are too long together: there is room for %(most)s characters."
)


def too_long(pack: PackPart) -> Iterator[Finding]:
    """Each text that is longer than its column, and quotations that are, put together."""
    for place, text in placed_words(pack):
        column = COLUMNS.get((place.file.partition("/")[0], place.field.rpartition(".")[2]))
        if column is None:
            continue
        for language in LANGUAGES:
            most = _room(*column, language)
            if len(getattr(text, language)) > most:
                yield wall(place.at(language), filled(TOO_LONG, max_length=most))
    for code in {part.claim for part in pack.source.quotations if part.claim}:
        hedge, most = pack.source.hedge_of(code), _room(Claim, "hedge", "ja")
        if hedge and max(len(hedge.ja), len(hedge.en)) > most:
            place = Place("source.yaml").at("quotations")
            yield wall(place, filled(TOO_LONG_TOGETHER, code=code, most=most))


def _room(model: type[Model], name: str, language: str) -> int:
    field: Any = model._meta.get_field(f"{name}_{language}")  # noqa: SLF001  Django's own, documented
    return int(field.max_length)
