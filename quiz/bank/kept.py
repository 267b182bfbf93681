"""Questions as they are asked, kept in the process: what was used is frozen, so a row read once stays right.

No key is here, nor can one be (a contract): what stands here may be shown to whoever is asked.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from quiz.bank.glossary import terms_among
from quiz.bank.models import Option, Question, Term
from quiz.bank.queries import options_of
from quiz.web.keeping import Keep

# About 10 kB each: five megabytes at most.
MOST_QUESTIONS = 500
# A term is corrected in place; so long the old text may be shown.
GLOSSARY_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its topic, and its options with their claims."""

    question: Question
    options: tuple[Option, ...]


_questions: Keep[int, Asked] = Keep(MOST_QUESTIONS)
_glossaries: Keep[int, tuple[Term, ...]] = Keep(50, GLOSSARY_SECONDS)
_terms: Keep[tuple[str, ...], tuple[str, ...]] = Keep(2000, GLOSSARY_SECONDS)


def questions(ids: Iterable[int]) -> Mapping[int, Asked]:
    """These questions by their ids: no query where all are held, else 2."""
    found = {pk: _questions.get(pk) for pk in ids}
    missing = [pk for pk, held in found.items() if held is None]
    read = _read(missing) if missing else {}
    for pk, asked in read.items():
        if asked.question.frozen_at:
            _questions.put(pk, asked)
    return {pk: held or read[pk] for pk, held in found.items()}


def _read(ids: Collection[int]) -> dict[int, Asked]:
    options = options_of(ids)
    rows = Question.objects.filter(pk__in=ids).select_related("topic")
    return {row.pk: Asked(row, tuple(options.get(row.pk, ()))) for row in rows}


def terms_of(pack_id: int, ids: Collection[int]) -> list[Term]:
    """The terms in the stems of these questions of a pack that stand in none of their options, in the
    order in which they come: no query where the glossary is held, else 1.
    """
    terms = _glossaries.of(pack_id, lambda: tuple(Term.objects.filter(pack=pack_id)))
    key = (str(get_language()), *map(str, ids))
    wanted = _terms.get(key)
    if wanted is None:
        asked = questions(ids).values()
        stems = [each.question.stem for each in asked]
        choices = [option.text for each in asked for option in each.options]
        wanted = _terms.put(key, tuple(term.key for term in terms_among(terms, stems, but=choices)))
    by_key = {term.key: term for term in terms}
    return [by_key[each] for each in wanted if each in by_key]
