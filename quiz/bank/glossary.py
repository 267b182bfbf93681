"""The glossary in the language of a page: which of its terms stand in a text."""

from collections.abc import Iterable
from dataclasses import dataclass

from quiz.bank.models import Term
from quiz.domain.glossary import cut_at_words, pattern_of


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text, and the term that it is."""

    text: str
    term: Term | None


class Glossary:
    """All terms; `used` grows with those that were found, in the order in which a reader meets them."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = {term.key: term for term in terms}
        self.used: list[Term] = []
        self._keys = {
            word.lower(): term.key for term in self.terms.values() for word in (term.term, *term.other_names)
        }
        self._pattern = pattern_of(self._keys)
        self._seen: set[str] = set()

    def stretches(self, text: str) -> tuple[Stretch, ...]:
        """The text cut at the terms that were not met before."""
        cut = cut_at_words(text, self._pattern, self._keys, self._seen)
        self.used += [self.terms[key] for _text, key in cut if key]
        return tuple(Stretch(text, self.terms.get(key)) for text, key in cut)


def glossary(pack_id: int) -> Glossary:
    """The glossary of a pack: 1 query."""
    return Glossary(Term.objects.filter(pack=pack_id))


def terms_in(pack_id: int | None, texts: Iterable[str]) -> list[Term]:
    """The terms of this pack in these texts, in the order in which they come: 1 query."""
    return terms_among(Term.objects.filter(pack=pack_id), texts)


def terms_among(terms: Iterable[Term], texts: Iterable[str], but: Iterable[str] = ()) -> list[Term]:
    """Those of the terms that stand in these texts and in none of the others, as they come."""
    found = Glossary(terms)
    for text in texts:
        found.stretches(text)
    left_out = Glossary(found.terms.values())
    for text in but:
        left_out.stretches(text)
    return [term for term in found.used if term not in left_out.used]
