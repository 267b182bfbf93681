"""Questions as rows of a table in our own layout."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from quiz.domain.kinds import Kind
from quiz.exchange.formats.plain import Option, Pair, Question
from quiz.exchange.formats.tables.answers import Among
from quiz.exchange.formats.tables.pairs import cell_of
from quiz.exchange.formats.tables.words import KINDS, TRUTH, WRITTEN, Field

# Nobody has to insert columns for a question of their own.
FEWEST_OPTIONS = 8
BEFORE = (Field.KIND, Field.QUESTION)
BETWEEN = (Field.RIGHT, Field.TOLERANCE, Field.UNIT, Field.EXPLANATION)
AFTER = (Field.LAST, Field.TOPIC, Field.NAME)
Place = tuple[Field, int]
Cells = dict[Place, str]


def places_of(questions: Iterable[Question]) -> tuple[Place, ...]:
    """The columns that these questions need, in the order in which a table has them."""
    most = max((len(_options(each, "en")) for each in questions), default=0)
    numbers = range(1, max(most, FEWEST_OPTIONS) + 1)
    return (
        *((field, 0) for field in BEFORE),
        *((Field.OPTION, at) for at in numbers),
        *((field, 0) for field in BETWEEN),
        *((Field.FEEDBACK, at) for at in numbers),
        *((field, 0) for field in AFTER),
    )


def heading(place: Place, language: str) -> str:
    """The heading of a column."""
    field, at = place
    between = " " if language == "en" else ""
    return WRITTEN[language][field] + (f"{between}{at}" if at else "")


def rows_of(questions: Sequence[Question], language: str) -> list[list[str]]:
    """The headings, and a row for each question."""
    places = places_of(questions)
    headings = [heading(place, language) for place in places]
    cells = (cells_of(each, language) for each in questions)
    return [headings, *([row.get(place, "") for place in places] for row in cells)]


def cells_of(question: Question, language: str) -> Cells:
    """The cells of a question that are filled, by their columns."""
    options = _options(question, language)
    fed = {(Field.FEEDBACK, at): each.feedback for at, each in enumerate(options, 1)}
    texts = {at: each.text for at, each in enumerate(options, 1)}
    last = (at for at, each in enumerate(options, 1) if each.is_pinned)
    return {
        (Field.KIND, 0): KINDS[language][question.kind],
        (Field.QUESTION, 0): question.stem,
        **{(Field.OPTION, at): text for at, text in texts.items()},
        **_answer(question, language, texts),
        (Field.EXPLANATION, 0): question.explanation,
        **fed,
        (Field.LAST, 0): Among.of(texts).naming(last),
        (Field.TOPIC, 0): question.category,
        (Field.NAME, 0): question.name,
    }


def _answer(question: Question, language: str, texts: Mapping[int, str]) -> Cells:
    if question.kind is Kind.NUMERIC:
        tolerance = question.tolerance if question.tolerance != "0" else ""
        return {
            (Field.RIGHT, 0): str(question.answer),
            (Field.TOLERANCE, 0): tolerance,
            (Field.UNIT, 0): question.unit,
        }
    if question.kind is Kind.TRUE_FALSE:
        return {(Field.RIGHT, 0): TRUTH[language][bool(question.answer)]}
    right = (at for at, each in enumerate(question.options, 1) if each.is_right)
    return {(Field.RIGHT, 0): Among.of(texts).naming(right)}


def _options(question: Question, language: str) -> Sequence[Option]:
    """What stands in the numbered columns, whatever the kind."""
    made = OPTIONS.get(question.kind)
    return made(question, language) if made else question.options


def _truths(question: Question, language: str) -> Sequence[Option]:
    said = {question.answer: question.feedback_right, not question.answer: question.feedback}
    return [Option(TRUTH[language][truth], feedback=said[truth]) for truth in (True, False)]


def _items(question: Question, _language: str) -> Sequence[Option]:
    return [Option(text) for text in question.items]


def _pairs(question: Question, _language: str) -> Sequence[Option]:
    pairs = [Option(cell_of(each)) for each in question.pairs]
    extra = (
        Option(cell_of(Pair("", each.text)), feedback=each.feedback, is_pinned=each.is_pinned)
        for each in question.extra
    )
    return [*pairs, *extra]


OPTIONS: Mapping[Kind, Callable[[Question, str], Sequence[Option]]] = {
    Kind.TRUE_FALSE: _truths,
    Kind.ORDERING: _items,
    Kind.MATCHING: _pairs,
}
