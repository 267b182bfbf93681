"""Whether what stands in quotation marks are somebody's own words: the article's, or a reference's."""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from quiz.bank.findings.pieces import both
from quiz.bank.findings.told import Finding, Place, error, filled
from quiz.bank.pack import PackPart
from quiz.bank.pack_base import Text
from quiz.web.bilingual import LANGUAGES

QUOTED = {"ja": re.compile(r"「([^「」]*)」"), "en": re.compile(r"[\"“]([^\"“”]*)[\"”]")}
# A comma or a stop may stand inside English quotation marks and belongs to the sentence around them.
AROUND = " ,.;:?!"


def quotations(pack: PackPart, texts: Iterable[tuple[Place, Text]]) -> Iterator[Finding]:
    """Each quotation in these texts that is not among those of source.yaml."""
    known = {
        language: {getattr(part, language).strip(AROUND).casefold() for part in pack.source.quotations}
        for language in LANGUAGES
    }
    for place, text in texts:
        for language, told in both(text):
            for words in QUOTED[language].findall(told):
                if words.strip(AROUND).casefold() not in known[language]:
                    message = _("“%(words)s” stands in quotation marks, but these are nobody's own words.")
                    yield error(place.at(language), filled(message, words=words))


def untold_sources(pack: PackPart) -> Iterator[Finding]:
    """Each quotation that does not say whose words it holds, and each claim or reference that is none."""
    claims = {claim.code for claim in pack.claims}
    references = {part.key for part in pack.references}
    for number, part in enumerate(pack.source.quotations, 1):
        whose = [part.claim in claims, part.reference in references]
        if whose.count(True) != 1:
            text = _("“%(words)s” is to be either a claim's or a reference's words.")
            place = Place("source.yaml").at("quotations", str(number))
            yield error(place, filled(text, words=part.ja or part.en))
