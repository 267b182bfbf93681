"""Whether what stands in quotation marks are somebody's own words: the article's, or a reference's."""

import re
from collections.abc import Iterator

from quiz.bank.findings.told import LANGUAGES, Finding, both, error
from quiz.bank.pack import PackPart
from quiz.bank.texts import placed_texts

QUOTED = {"ja": re.compile(r"「([^「」]*)」"), "en": re.compile(r"[\"“]([^\"“”]*)[\"”]")}
# A comma or a stop may stand inside English quotation marks and belongs to the sentence around them.
AROUND = " ,.;:?!"


def quotations(pack: PackPart) -> Iterator[Finding]:
    """Each quotation that is not among those of source.yaml."""
    known = {
        language: {getattr(part, language).strip(AROUND).casefold() for part in pack.source.quotations}
        for language in LANGUAGES
    }
    for where, text in placed_texts(pack):
        for language, told in both(text):
            for words in QUOTED[language].findall(told):
                if words.strip(AROUND).casefold() not in known[language]:
                    yield error(f"{where} ({language}): {words}: in quotation marks, but nobody's own words")


def untold_sources(pack: PackPart) -> Iterator[Finding]:
    """Each quotation that does not say whose words it holds, and each claim or reference that is none."""
    claims = {claim.code for claim in pack.claims}
    references = {part.key for part in pack.references}
    for part in pack.source.quotations:
        whose = [part.claim in claims, part.reference in references]
        if whose.count(True) != 1:
            yield error(f"source.yaml: quotation {part.ja}: is either a claim's or a reference's words")
