"""What an editor should look at in a pack that could be loaded: cues, language, grounds, balance.

Each finding names the file, the place and what is wrong. An error must be mended; a warning is to be weighed;
a note only counts.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from quiz.bank.checks import check_pack
from quiz.bank.findings.balance import balance
from quiz.bank.findings.coverage import blueprints, coverage
from quiz.bank.findings.cues import length_cue, positions
from quiz.bank.findings.guessing import guessable
from quiz.bank.findings.interlock import interlocks
from quiz.bank.findings.languages import untranslated
from quiz.bank.findings.pieces import questions_of
from quiz.bank.findings.quotations import quotations, untold_sources
from quiz.bank.findings.texts import of_questions, of_texts
from quiz.bank.findings.told import Finding, Level, Place, error, filled, warning
from quiz.bank.pack import PackPart
from quiz.bank.pack_base import MOST_FOLLOW_UPS, Text
from quiz.bank.texts import placed_words
from quiz.domain.kinds import Label

ANYWHERE = Place()


def findings(pack: PackPart, today: date, *, bilingual: bool = False) -> list[Finding]:
    """All findings of a pack, errors and warnings before the notes.

    A quarter of a second for the pack of 114 questions, and more when its texts are met for the first time.
    bilingual: whether it has to be in both languages.
    """
    found = [
        *_quick(pack, today, ANYWHERE, bilingual=bilingual),
        *length_cue(pack),
        *positions(pack),
        *guessable(pack),
        *interlocks(pack),
        *coverage(pack),
        *blueprints(pack),
        *balance(pack),
    ]
    return sorted(found, key=lambda finding: list(Level).index(finding.level))


def findings_within(pack: PackPart, place: Place, today: date) -> list[Finding]:
    """What is told of one piece or file while it is being written: walls, and what its own texts show.

    What only many questions together show, guessing and interlocks among it, is left to `findings`.
    """
    found = [*check_pack(pack), *_quick(pack, today, place, bilingual=False)]
    return [finding for finding in found if place.holds(finding.place)]


def _quick(pack: PackPart, today: date, within: Place, *, bilingual: bool) -> Iterator[Finding]:
    words = list(placed_words(pack))
    texts = [(place, text) for place, text in words if isinstance(text, Text) and within.holds(place)]
    yield from untranslated(words, within, bilingual=bilingual)
    yield from of_texts(texts)
    yield from of_questions(pack, within)
    yield from quotations(pack, texts)
    yield from untold_sources(pack)
    yield from _not_rested_on(pack)
    yield from _outlook(pack)
    yield from _references(pack, today)


def _not_rested_on(pack: PackPart) -> Iterator[Finding]:
    used = {code for _place, question in questions_of(pack) for code in question.rests_on}
    used |= {sentence.claim for _place, question in questions_of(pack) for sentence in question.sentences}
    for claim in pack.claims:
        if claim.code not in used and claim.code.startswith("C"):
            text = _("No question rests on this claim and no exercise asks for its label.")
            yield error(Place("claims.yaml", claim.code), text)


def _outlook(pack: PackPart) -> Iterator[Finding]:
    discussed = {part.claim for part in pack.outlook}
    for claim in pack.claims:
        if claim.label is Label.PREDICTION and claim.code not in discussed:
            text = _("A prediction needs a prompt and arguments in the outlook.")
            yield error(Place("claims.yaml", claim.code, "label"), text)
    for part in pack.outlook:
        place = Place("outlook.yaml", part.claim)
        for number, (before, after) in enumerate(pairwise(part.later), 2):
            if before.date > after.date:
                text = _("This is dated before what stands above it; the later comes after the earlier.")
                yield error(place.at("later", str(number), "date"), text)
        if len(part.follow_ups) < MOST_FOLLOW_UPS:
            text = _("Its sheet has fewer than %(count)s questions to follow up with.")
            yield warning(place.at("follow_ups"), filled(text, count=MOST_FOLLOW_UPS))
        if not part.would_change:
            yield warning(place.at("would_change"), _("Its sheet does not ask what would change one's mind."))


def _references(pack: PackPart, today: date) -> Iterator[Finding]:
    for part in pack.references:
        place = Place("references.yaml", part.key, "recheck")
        if part.recheck <= part.checked:
            yield error(place, _("The reference is to be checked again before it was checked."))
        elif part.recheck < today:
            text = _("The reference was to be checked again by %(day)s.")
            yield warning(place, filled(text, day=part.recheck))
