"""Numbers and numbers of answers: what holds in every format."""

import io
import zipfile
from decimal import Decimal

import pytest

from quiz.domain.kinds import Kind
from quiz.domain.numbers import is_plain
from quiz.exchange.formats.known import ALL, BY_NAME, split
from quiz.exchange.formats.numbers import middle, number_of, plain
from quiz.exchange.formats.plain import Batch, Pair, Question
from quiz.exchange.formats.rules import Rule
from quiz.web.zips import zipped
from tests.exchange.constructs import gift, qti12, qti21

NUMERIC = [each.name for each in ALL if Kind.NUMERIC in each.kinds]
ASKED = Question(Kind.NUMERIC, "How many GB?", name="h20", answer="7531", tolerance="0.8642")
LONG = "9" * 41
NONE = (
    "1e1000000",
    "1e999",
    "1e40",
    "1e-40",
    LONG,
    "9" * 5_000,
    "0." + "1" * 40,
    "NaN",
    "Infinity",
    "٣",
    "1_0",
)
FEW = {
    Kind.ORDERING: Question(Kind.ORDERING, "From small to large", items=("HBM2",)),
    Kind.MATCHING: Question(Kind.MATCHING, "Which is which?", pairs=(Pair("apple", "red"),)),
}
SMALL, LARGE = f"0.{'0' * 38}1", "9" * 40
RANGES = {
    "gift": gift.example(f"How many GB? {{#{SMALL}..{LARGE}}}", None).data,
    "qti12": qti12.numeric(qti12.when(qti12.bounds(SMALL, LARGE), "100")),
    "qti21": qti21.number(qti21.compared(qti21.bounds("gte", SMALL, "lte", LARGE)), value=""),
}


def instead(data, old, new):
    """The file with another number in it."""
    if not data.startswith(b"PK"):
        return data.replace(old.encode(), new.encode())
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return zipped({name: instead(opened.read(name), old, new) for name in opened.namelist()})


def read(name, data):
    (raw,) = split(BY_NAME[name], data).raws
    return BY_NAME[name].read(raw)


def rules(found):
    return [note.rule for note in found.notes]


@pytest.mark.parametrize("name", NUMERIC)
@pytest.mark.parametrize("number", NONE, ids=lambda number: number[:9])
def test_what_is_no_number_of_forty_digits_is_told_in_every_format(name, number):
    written = BY_NAME[name].write(Batch("title", "en", (ASKED,)))

    found = read(name, instead(written, "7531", number))

    assert (found.question, rules(found)[-1]) == (None, Rule.NOT_A_NUMBER)


@pytest.mark.parametrize("name", NUMERIC)
@pytest.mark.parametrize("number", ["1e3", "１２", "+4", "-0.50", "9" * 15], ids=ascii)
def test_a_number_is_plain_digits_or_told(name, number):
    written = BY_NAME[name].write(Batch("title", "en", (ASKED,)))

    found = read(name, instead(written, "7531", number))

    is_kept = found.question is not None and is_plain(found.question.answer)
    assert is_kept or rules(found)[-1] == Rule.NOT_A_NUMBER


@pytest.mark.parametrize("name", [each for each in NUMERIC if each != "qti12"])
@pytest.mark.parametrize("number", ["1e1000000", LONG], ids=lambda number: number[:9])
def test_a_tolerance_is_a_number_as_well(name, number):
    written = BY_NAME[name].write(Batch("title", "en", (ASKED,)))

    found = read(name, instead(written, "0.8642", number))

    assert (found.question, rules(found)) == (None, [Rule.NOT_A_NUMBER])


@pytest.mark.parametrize("name", RANGES)
def test_a_range_whose_middle_has_too_many_digits_is_no_number(name):
    found = read(name, RANGES[name])

    assert (found.question, rules(found)) == (None, [Rule.NOT_A_NUMBER])


@pytest.mark.parametrize("name", NUMERIC)
def test_a_number_of_fifteen_digits_comes_back_from_every_format(name):
    asked = Question(Kind.NUMERIC, "How many?", answer="-12345678.9012345", tolerance="0.00000000000001")
    kept = read(name, BY_NAME[name].write(Batch("title", "en", (asked,))))

    assert (kept.question.answer, kept.question.tolerance) == (asked.answer, asked.tolerance)


@pytest.mark.parametrize("kind", FEW)
@pytest.mark.parametrize("target", ALL, ids=lambda each: each.name)
def test_what_has_one_part_only_is_too_few_in_every_format(target, kind):
    if kind not in target.kinds:
        return

    found = read(target.name, target.write(Batch("title", "en", (FEW[kind],))))

    assert (found.question, rules(found)) == (None, [Rule.TOO_FEW])


@pytest.mark.parametrize("cardinality", ["Ordered", "Multiple"])
def test_an_order_of_nothing_is_none(cardinality):
    nothing = qti12.alone("ordering_question", qti12.lid(" ", cardinality), qti12.when("", "100"))

    found = read("qti12", nothing)

    assert (found.question, rules(found)) == (None, [Rule.TOO_FEW])


def test_a_number_to_be_rounded_to_thousands_of_digits_is_not_read():
    rounded = f'<equalRounded figures="{"9" * 5_000}" roundingMode="decimalPlaces">{{}}</equalRounded>'
    inside = rounded.format(qti21.VARIABLE + qti21.base("96", "float"))

    found = read("qti21", qti21.number(qti21.compared(inside)))

    assert found.question.answer == "96"


@pytest.mark.parametrize(
    ("said", "number"),
    [("007", "007"), ("4.50", "4.50"), ("4.", "4"), (".5", "0.5"), ("+4.50", "4.5"), ("15e-1", "1.5")],
)
def test_a_plain_number_stays_as_it_stands_and_others_become_plain(said, number):
    assert plain(said) == number


def test_half_a_range_is_exact_however_far_apart_its_ends_are():
    low, high = number_of(SMALL), number_of(LARGE)

    center, by = middle(low, high)

    assert (len(center), len(by)) == (81, 81)
    assert Decimal(center).as_tuple().digits[-1] == Decimal(by).as_tuple().digits[-1] == 5
