"""The kinds of questions: which one a row is of, and its answer."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from quiz.domain.kinds import Kind
from quiz.domain.responses import BadResponse, read_number
from quiz.exchange.formats.plain import Option, Question
from quiz.exchange.formats.rules import Rule
from quiz.exchange.formats.tables.answers import Among, NotAmong
from quiz.exchange.formats.tables.layout import Source
from quiz.exchange.formats.tables.pairs import pair_of
from quiz.exchange.formats.tables.row import Row
from quiz.exchange.formats.tables.words import CHOICE, KIND_OF, Field, kind_word, truth_of

FEWEST = 2
PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
Options = Mapping[int, str]


def kind_of(row: Row) -> Kind:
    """The kind that stands there, or that shows in what stands there. Raises NotRead: KIND, NO_RIGHT."""
    said, options = row.raw(Field.KIND), row.options()
    word = kind_word(said)
    if kind := KIND_OF.get(word):
        return kind
    if word in CHOICE or (options and not said and not _are_truths(options)):
        return _kind_of_options(row, options)
    if said:
        raise row.refusal(Rule.KIND, row.told(Field.KIND))
    return _kind_of_answer(row, options)


def _kind_of_options(row: Row, options: Options) -> Kind:
    right = row.peek(Field.RIGHT)
    if not right and len(options) >= FEWEST and all(map(pair_of, options.values())):
        return Kind.MATCHING
    try:
        places, _doubts = _among(row, options).named(right)
    except NotAmong:
        return Kind.SINGLE
    # Where the others have several, each of them alone is right.
    return Kind.MULTIPLE if len(places) > 1 and row.source is Source.OURS else Kind.SINGLE


def _kind_of_answer(row: Row, options: Options) -> Kind:
    right = row.peek(Field.RIGHT)
    if options or truth_of(right) is not None:
        return Kind.TRUE_FALSE
    answer = row.peek(Field.VALUE) or right
    if not answer:
        raise row.refusal(Rule.NO_RIGHT, row.told(Field.RIGHT))
    if _number(answer) is None:
        raise row.refusal(Rule.KIND, row.told(Field.RIGHT))
    return Kind.NUMERIC


def _are_truths(options: Options) -> bool:
    truths = [truth_of(text) for text in options.values()]
    return len(truths) == FEWEST and set(truths) == {True, False}


def _among(row: Row, options: Options) -> Among:
    return Among.of(options, by_place=row.source is Source.KAHOOT)


def _named(row: Row, name: Field, options: Options) -> tuple[int, ...]:
    """The options that a cell names; what might be read otherwise is told. Raises NotRead: SYNTAX."""
    if not (said := row.raw(name)):
        return ()
    try:
        places, doubts = _among(row, options).named(said)
    except NotAmong:
        raise row.refusal(Rule.SYNTAX, row.told(name)) from None
    for word, at in doubts.items():
        row.note(Rule.READ_AS, f"{word} → {row.told(Field.OPTION, at)}")
    return places


def _right(row: Row, options: Options) -> tuple[int, ...]:
    if not (right := _named(row, Field.RIGHT, options)):
        raise row.refusal(Rule.NO_RIGHT, row.told(Field.RIGHT))
    return right


def _filled(row: Row) -> dict[int, str]:
    options = row.options()
    if len(options) < FEWEST:
        raise row.refusal(Rule.TOO_FEW, row.told(Field.OPTION))
    return options


def _choices(row: Row, question: Question) -> Question:
    options = _filled(row)
    right, last = _right(row, options), _named(row, Field.LAST, options)
    kind = question.kind
    if kind is Kind.SINGLE and len(right) > 1:
        row.note(Rule.ANY_RIGHT, row.told(Field.RIGHT))
        kind = Kind.MULTIPLE
    made = (
        Option(row.text(Field.OPTION, at), at in right, row.text(Field.FEEDBACK, at), at in last)
        for at in options
    )
    return replace(question, kind=kind, options=tuple(made))


def _truth(row: Row, question: Question) -> Question:
    options = row.options()
    if options and not _are_truths(options):
        raise row.refusal(Rule.SYNTAX, row.told(Field.OPTION, next(iter(options))))
    for at in options:
        row.raw(Field.OPTION, at)
    truths = {at: bool(truth_of(text)) for at, text in options.items()} or {1: True, 2: False}
    answer = truth_of(row.raw(Field.RIGHT))
    if answer is None:
        answer = truths[_right(row, options or {1: "true", 2: "false"})[0]]
    said = {truth: row.text(Field.FEEDBACK, at) for at, truth in truths.items()}
    return replace(
        question,
        answer=answer,
        feedback=said[not answer] or row.text(Field.FOR_WRONG),
        feedback_right=said[answer] or row.text(Field.FOR_RIGHT),
    )


def _numeric(row: Row, question: Question) -> Question:
    name = Field.VALUE if row.peek(Field.VALUE) else Field.RIGHT
    if not row.raw(name):
        raise row.refusal(Rule.NO_RIGHT, row.told(name))
    answer, tolerance = _number(row.raw(name)), _number(row.raw(Field.TOLERANCE).lstrip("±") or "0")
    if answer is None:
        raise row.refusal(Rule.NOT_A_NUMBER, row.told(name))
    if tolerance is None or tolerance.startswith("-"):
        raise row.refusal(Rule.NOT_A_NUMBER, row.told(Field.TOLERANCE))
    return replace(question, answer=answer, tolerance=tolerance, unit=row.raw(Field.UNIT))


def _number(text: str) -> str | None:
    """A number as plain digits, as it stands where it is that already; None for what is no number."""
    try:
        number = read_number(text)
    except BadResponse:
        return None
    return text if PLAIN.fullmatch(text) else f"{number:f}"


def _ordering(row: Row, question: Question) -> Question:
    options = _filled(row)
    order = tuple(options)
    if row.raw(Field.RIGHT):
        order = _named(row, Field.RIGHT, options)
        if sorted(order) != list(options):
            raise row.refusal(Rule.SYNTAX, row.told(Field.RIGHT))
    return replace(question, items=tuple(row.text(Field.OPTION, at) for at in order))


def _matching(row: Row, question: Question) -> Question:
    options = row.options()
    pairs, extra = [], []
    last = _named(row, Field.LAST, options)
    for at in options:
        pair = pair_of(row.text(Field.OPTION, at))
        if pair is None or not pair.right:
            raise row.refusal(Rule.SYNTAX, row.told(Field.OPTION, at))
        if pair.left:
            pairs.append(pair)
        else:
            feedback = row.text(Field.FEEDBACK, at)
            extra.append(Option(pair.right, feedback=feedback, is_pinned=at in last))
    if len(pairs) < FEWEST:
        raise row.refusal(Rule.TOO_FEW, row.told(Field.OPTION))
    return replace(question, pairs=tuple(pairs), extra=tuple(extra))


ANSWERS: Mapping[Kind, Callable[[Row, Question], Question]] = {
    Kind.SINGLE: _choices,
    Kind.MULTIPLE: _choices,
    Kind.TRUE_FALSE: _truth,
    Kind.NUMERIC: _numeric,
    Kind.ORDERING: _ordering,
    Kind.MATCHING: _matching,
}
