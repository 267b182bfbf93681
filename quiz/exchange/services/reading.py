"""A file is read on, a slice at a time."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from time import monotonic

from django.db import transaction

from quiz.authoring.wording import language_among
from quiz.exchange.formats import known
from quiz.exchange.formats.format import LONGEST, Format
from quiz.exchange.formats.plain import Note, Question, Raw, Read, Refused, not_read, words_of
from quiz.exchange.formats.rules import Level, Rule, level_of
from quiz.exchange.kept import notes_as_json, question_as_json, storable
from quiz.exchange.languages import guessed
from quiz.exchange.models import Found, Intake
from quiz.exchange.queries import Own, own_questions
from quiz.exchange.sameness import digest_of
from quiz.exchange.texts import as_own
from quiz.exchange.topics import is_shortened

SLICE = 1.0  # seconds
NONE = Own(0, "")
log = logging.getLogger(__name__)


def read_on(*, intake: Intake, now: datetime, within: float | None = None) -> Intake:
    """Read on from where it stopped, for about so many seconds, and keep what was read. Two at once read
    nothing twice; what is read to its end, or was discarded meanwhile, stays as it is. Raises Refused where
    the file is not read any more.
    """
    held = Intake.objects.filter(pk=intake.pk).first()
    if held is None or held.read_at:
        return held or intake
    source, raws = _raws(held)
    own = own_questions(held.owner)
    reads = []
    # From here on: who has many questions of their own does not read fewer at a time.
    ends = monotonic() + (SLICE if within is None else within)
    # Not within the transaction: nobody else's answers wait while a file is read.
    for raw in raws[held.count_read :]:
        reads.append(read_one(source, raw))
        if monotonic() >= ends:
            break
    return _keep(held, reads, own, now)


def read_one(source: Format, raw: Raw) -> Read:
    """One question of a file, read; not read where a text is too long, or where the format itself fails."""
    try:
        read = source.read(raw)
    except Exception:
        # Formats raise nothing; one that did would stop all that comes after it.
        log.exception("A question was not read: %s, line %s", source.name, raw.line)
        return not_read(raw, Rule.SYNTAX)
    if read.question and max(map(len, _texts(read.question))) > LONGEST:
        return not_read(raw, Rule.TOO_LONG, str(LONGEST), seen=read.notes)
    return _as_shown(read, read.question) if read.question else read


def _as_shown(read: Read, question: Question) -> Read:
    """With its texts and its category as they are shown here, and what that takes from them told."""
    own, is_less = as_own(question)
    told = {Rule.PLAIN: is_less, Rule.LONG_CATEGORY: is_shortened(question.category)}
    words = {Rule.LONG_CATEGORY: question.category}
    notes = [Note(rule, read.line, words.get(rule, ""), read.file) for rule, is_so in told.items() if is_so]
    return replace(read, question=own, notes=(*read.notes, *notes))


def _texts(question: Question) -> Iterator[str]:
    yield from (question.stem, question.explanation, question.feedback, question.feedback_right)
    yield from (text for each in question.pairs for text in (each.left, each.right))
    yield from question.items
    for option in (*question.options, *question.extra):
        yield from (option.text, option.feedback)


def _raws(intake: Intake) -> tuple[Format, tuple[Raw, ...]]:
    source = known.BY_NAME.get(intake.format)
    if source is None or intake.data is None:
        raise Refused(Note(Rule.UNKNOWN_FORMAT))
    return source, known.split(source, bytes(intake.data)).raws[: intake.count]


@transaction.atomic
def _keep(intake: Intake, reads: list[Read], own: Mapping[str, Own], now: datetime) -> Intake:
    held = Intake.objects.select_for_update().defer("data").filter(pk=intake.pk).first()
    if held is None or held.count_read != intake.count_read:
        return held or intake
    twins = dict(held.found.exclude(digest="").order_by("-number").values_list("digest", "number"))
    rows = rows_of(held, reads, own, twins)
    Found.objects.bulk_create(rows, batch_size=500)
    held.count_read += len(rows)
    held.language = held.language or guessed((read.words for read in reads), language_among())
    if held.count_read == held.count or not rows:
        held.count, held.read_at, held.data = held.count_read, now, None
    held.save()
    return held


def rows_of(
    intake: Intake, reads: Iterable[Read], own: Mapping[str, Own], twins: Mapping[str, int]
) -> list[Found]:
    """What was read as rows that are not in the database yet; ticked is what repeats neither one's own
    questions nor those that were read before (`twins`: the numbers of these by their digests).
    """
    rows, seen = [], dict(twins)
    for number, read in enumerate(reads, intake.count_read + 1):
        row = _row(intake, number, read, own)
        row.twin = seen.get(row.digest)
        row.is_ticked = row.question is not None and not (row.twin or row.own_pack_id)
        if row.digest:
            seen.setdefault(row.digest, number)
        rows.append(row)
    return rows


def _row(intake: Intake, number: int, read: Read, own: Mapping[str, Own]) -> Found:
    question = read.question
    digest = digest_of(question) if question else ""
    same = own.get(digest, NONE)
    return Found(
        intake=intake, number=number, line=read.line, file=storable(read.file)[:200],
        words=storable(read.words or words_of(question.stem if question else "")),
        question=question_as_json(question) if question else None, notes=notes_as_json(read.notes),
        level=_gravest(read), digest=digest, own_pack_id=same.pack or None, own_key=same.key,
    )  # fmt: skip


def _gravest(read: Read) -> str:
    if read.question is None:
        return Level.NOT_READ.value
    told = {level_of(note.rule) for note in read.notes}
    return next((level.value for level in (Level.DROPPED, Level.CHANGED) if level in told), "")
