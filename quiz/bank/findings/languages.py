"""Texts that are missing in one of the two languages."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from quiz.bank.findings.told import Finding, Level, Place, Words, warning
from quiz.bank.pack_base import Worded
from quiz.web.bilingual import LANGUAGES

MISSING: Mapping[str, Words] = {"ja": _("The Japanese is missing."), "en": _("The English is missing.")}
ONE_ONLY: Mapping[str, Words] = {
    "ja": _("No text of this pack is in Japanese: Japanese readers are shown the English."),
    "en": _("No text of this pack is in English: English readers are shown the Japanese."),
}


def untranslated(
    words: Sequence[tuple[Place, Worded]], within: Place, *, bilingual: bool
) -> Iterator[Finding]:
    """Each text of a pack without its Japanese or its English; one finding for a pack wholly in one language.

    bilingual: whether the pack has to be in both, so that each one is an error.
    """
    for language in LANGUAGES:
        lacking = [place for place, each in words if not getattr(each, language)]
        if len(lacking) == len(words) and not bilingual:
            yield warning(Place(), ONE_ONLY[language])
        else:
            level = Level.ERROR if bilingual else Level.WARNING
            found = (place for place in lacking if within.holds(place))
            yield from (Finding(level, place.at(language), MISSING[language]) for place in found)
