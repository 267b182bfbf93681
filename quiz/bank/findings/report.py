"""What an editor should look at in a pack that could be loaded: cues, language, grounds, balance.

Each finding names the file, the place and what is wrong. An error must be mended; a warning is to be weighed;
a note only counts.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from quiz.bank.findings.balance import balance
from quiz.bank.findings.coverage import blueprints, coverage
from quiz.bank.findings.cues import length_cue, positions
from quiz.bank.findings.guessing import guessable
from quiz.bank.findings.interlock import interlocks
from quiz.bank.findings.quotations import quotations, untold_sources
from quiz.bank.findings.texts import of_every_text, of_questions
from quiz.bank.findings.told import Finding, Level, error, questions_of
from quiz.bank.pack import MOST_FOLLOW_UPS, PackPart


def findings(pack: PackPart, today: date) -> list[Finding]:
    """All findings of a pack, errors and warnings before the notes."""
    found = [
        *of_every_text(pack),
        *of_questions(pack),
        *length_cue(pack),
        *positions(pack),
        *guessable(pack),
        *interlocks(pack),
        *quotations(pack),
        *untold_sources(pack),
        *_not_rested_on(pack),
        *_outlook(pack),
        *_references(pack, today),
        *coverage(pack),
        *blueprints(pack),
        *balance(pack),
    ]
    return sorted(found, key=lambda finding: list(Level).index(finding.level))


def _not_rested_on(pack: PackPart) -> Iterator[Finding]:
    used = {code for _where, question in questions_of(pack) for code in question.rests_on}
    used |= {sentence.claim for _where, question in questions_of(pack) for sentence in question.sentences}
    for claim in pack.claims:
        if claim.code not in used and claim.code.startswith("C"):
            yield error(
                f"claims.yaml: {claim.code}: no question rests on it and no exercise asks for its label"
            )


def _outlook(pack: PackPart) -> Iterator[Finding]:
    predictions = {claim.code for claim in pack.claims if claim.label == "prediction"}
    discussed = [part.claim for part in pack.outlook]
    for code in sorted(predictions - set(discussed)):
        yield error(f"outlook.yaml: {code}: a prediction without prompt and arguments")
    for part in pack.outlook:
        if any(later.date > after.date for later, after in pairwise(part.later)):
            yield error(f"outlook.yaml: {part.claim}: later developments are not in the order of their dates")
        if len(part.follow_ups) < MOST_FOLLOW_UPS or not part.would_change:
            lacking = f"its sheet lacks one of {MOST_FOLLOW_UPS} follow_ups or would_change"
            yield Finding(Level.WARNING, f"outlook.yaml: {part.claim}: {lacking}")


def _references(pack: PackPart, today: date) -> Iterator[Finding]:
    for part in pack.references:
        if part.recheck <= part.checked:
            yield error(f"references.yaml: {part.key}: is to be checked again before it was checked")
        elif part.recheck < today:
            yield Finding(
                Level.WARNING, f"references.yaml: {part.key}: was to be checked again by {part.recheck}"
            )
