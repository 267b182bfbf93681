"""Which options a cell names: by letter, by number or by their text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from string import ascii_lowercase

from quiz.exchange.formats.tables.words import place_of, plain

SEPARATORS = re.compile(r"[;；、,，\n]")
# "B", "2", "Option 2"; in brackets it is never taken for a text.
PLACE = re.compile(r"(?:(?:option|answer|選択肢) ?)?(?P<at>[a-z]|[0-9]{1,3})")
SURE = re.compile(r"\((?P<at>[a-z]|[0-9]{1,3})\)")


class NotAmong(ValueError):
    """A cell names an option that is not there; the message is that name."""


@dataclass(frozen=True, slots=True)
class Among:
    """Options: by their texts, as these are compared, the numbers that have them. A letter is a place before
    it is a text; a number is a text before it is a place, unless `by_place`.
    """

    texts: Mapping[str, tuple[int, ...]]
    places: frozenset[int]
    by_place: bool = False

    @classmethod
    def of(cls, options: Mapping[int, str], *, by_place: bool = False) -> "Among":
        """The options of a row, by their numbers."""
        texts: dict[str, list[int]] = {}
        for at, text in options.items():
            texts.setdefault(plain(text), []).append(at)
        return cls({text: tuple(at) for text, at in texts.items()}, frozenset(options), by_place)

    def named(self, text: str) -> tuple[tuple[int, ...], Mapping[str, int]]:
        """The places that a cell names, in its order, and what was chosen for those of its words that might
        have named another option. Raises NotAmong.
        """
        words = dict.fromkeys(word.strip() for word in SEPARATORS.split(text) if word.strip())
        try:
            found = {word: self._named(word) for word in words}
        except NotAmong:
            # A text that has a comma in it.
            if not (whole := self.texts.get(plain(text), ())):
                raise
            return whole[:1], {}
        doubts = {word: places[0] for word, places in found.items() if len(places) > 1 and not self.by_place}
        return tuple(dict.fromkeys(places[0] for places in found.values())), doubts

    def naming(self, places: Iterable[int]) -> str:
        """A cell that names these options: by letters, in brackets where they might be read as texts."""
        wanted = tuple(places)
        if all(at <= len(ascii_lowercase) for at in wanted):
            written = "; ".join(ascii_lowercase[at - 1].upper() for at in wanted)
            if self.named(written) == (wanted, {}):
                return written
        return "; ".join(f"({at})" for at in wanted)

    def _named(self, word: str) -> tuple[int, ...]:
        """What a word may name, the likeliest first."""
        said = plain(word)
        if (sure := SURE.fullmatch(said)) and (at := place_of(sure["at"])) in self.places:
            return (at,)
        found = tuple(dict.fromkeys(self._readings(said)))
        if not found:
            raise NotAmong(word)
        return found

    def _readings(self, said: str) -> Iterator[int]:
        place = PLACE.fullmatch(said)
        at = place_of(place["at"]) if place else 0
        here = (at,) if at in self.places else ()
        texts = self.texts.get(said, ())
        if at in texts:
            # It stands there, whatever else says the same.
            yield at
        elif said.isdecimal() and not self.by_place:
            yield from (*texts[:1], *here)
        else:
            yield from (*here, *texts[:1])
