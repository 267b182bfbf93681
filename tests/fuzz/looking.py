"""What an importer must do with any file: read it or refuse it, and say nothing that cannot be stored."""

import pickle
import time
from collections import Counter
from dataclasses import astuple, dataclass
from decimal import Decimal

from quiz.domain.kinds import GRADED, Kind
from quiz.domain.numbers import is_plain
from quiz.exchange.formats.known import recognised, split
from quiz.exchange.formats.plain import Note, Read, Refused

# Seconds of the processor's time for a file of up to a megabyte.
LONGEST = 5


class Fault(AssertionError):
    """An importer did what it must not; the message says what."""


@dataclass(frozen=True)
class Found:
    """What came of a file: refused, or so many questions that were read; the seconds that it took."""

    is_refused: bool
    questions: int
    seconds: float


def look(known, data):
    """What an importer makes of a file. Raises Fault, and whatever the importer raises."""
    begun = time.process_time()
    try:
        recognised(data, f"questions{known.suffix}")
        parted = split(known, data)
    except Refused as refused:
        keepable(refused.note)
        parted = None
    reads = [] if parted is None else [_read(known, raw) for raw in parted.raws]
    for note in () if parted is None else parted.notes:
        keepable(note)
    seconds = time.process_time() - begun
    if seconds > LONGEST:
        raise Fault(f"slow: {seconds:.1f} s for {len(data)} bytes")
    return Found(parted is None, sum(read.question is not None for read in reads), seconds)


def _read(known, raw):
    read = known.read(pickle.loads(pickle.dumps(raw)))  # noqa: S301  our own bytes, as workers hand them on
    if not isinstance(read, Read):
        raise Fault(f"read gives {type(read)}")
    for part in (*read.notes, read.words, read.file):
        keepable(part)
    if read.question is None and not read.notes:
        raise Fault("a question is not read, and nothing says why")
    if read.question is not None:
        keepable(read.question)
        sound(read.question)
    return read


def keepable(part):
    """Raise Fault where a text cannot be stored: PostgreSQL has neither NUL nor lone surrogates."""
    for text in _texts(part if isinstance(part, str | Note) else astuple(part)):
        if "\0" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
            raise Fault(f"not to be stored: {text[:80]!a}")


def _texts(part):
    if isinstance(part, str):
        yield part
    elif isinstance(part, Note):
        yield from (part.words, part.file)
    elif isinstance(part, tuple | list):
        for each in part:
            yield from _texts(each)


def sound(question):
    """Raise Fault where a question is not what plain.py says of its kind."""
    right = Counter(each.is_right for each in question.options)[True]
    promises = {
        "a graded kind": question.kind in GRADED,
        "a stem": bool(question.stem.strip()),
        "one right": question.kind is not Kind.SINGLE or right == 1,
        "some right": question.kind is not Kind.MULTIPLE or right > 0,
        "true or false": question.kind is not Kind.TRUE_FALSE or isinstance(question.answer, bool),
        "a number": question.kind is not Kind.NUMERIC or is_plain(question.answer),
        "a tolerance": is_plain(question.tolerance) and Decimal(question.tolerance) >= 0,
        "items": question.kind is not Kind.ORDERING or len(question.items) > 1,
        "pairs": question.kind is not Kind.MATCHING or len(question.pairs) > 1,
    }
    if missing := [promise for promise, is_kept in promises.items() if not is_kept]:
        raise Fault(f"without {', '.join(missing)}: {question}"[:300])
