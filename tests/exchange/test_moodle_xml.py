from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from quiz.domain.kinds import Kind
from quiz.exchange.formats.known import recognised, split
from quiz.exchange.formats.moodle_xml import MOODLE_XML
from quiz.exchange.formats.moodle_xml.numbers import plain
from quiz.exchange.formats.plain import Batch, Note, Option, Question, Raw, Refused
from quiz.exchange.formats.rules import Rule
from tests.exchange.constructs.moodle_xml import EXAMPLES, HEAD, TWO, category, file

SOUND = file("multichoice", TWO)
BODIES = [
    raw.body
    for each in EXAMPLES.values()
    if not each.rules or each.becomes
    for raw in MOODLE_XML.split(each.data).raws
]


def question(kind, inside=""):
    """A question on three lines, of which the second holds what is inside."""
    return f'<question type="{kind}"><questiontext><text>Q</text></questiontext>\n{inside}\n</question>\n'


def whole(*questions):
    return f"{HEAD}{''.join(questions)}</quiz>\n".encode()


def read(data):
    return [MOODLE_XML.read(raw) for raw in split(MOODLE_XML, data).raws]


def written(*questions):
    """The elements of the questions in a file that we wrote."""
    return etree.fromstring(MOODLE_XML.write(Batch("", "ja", questions))).findall("question")


def test_a_broken_question_leaves_the_others_and_is_told_with_its_line():
    broken = '<answer fraction="100"><text>about ten</text></answer>'

    found = read(whole(question("multichoice", TWO), question("numerical", broken), question("essay")))

    assert [(each.line, each.question is not None, each.notes) for each in found] == [
        (3, True, ()),
        # The two answers take a line each.
        (8, False, (Note(Rule.NOT_A_NUMBER, 9, "about ten"),)),
        (11, False, (Note(Rule.KIND, 11, "essay"),)),
    ]


def test_lines_are_told_beyond_the_65535th():
    (found,) = read(whole("\n" * 70_000, question("numerical", '<answer fraction="x"/>')))

    assert found.notes == (Note(Rule.SYNTAX, 70_004, 'fraction="x"'),)


def test_each_question_lies_under_the_category_before_it():
    data = whole(
        question("essay"), category("$course$/top/輸出規制"), question("essay"), category("$course$/top"),
        question("essay"),
    )  # fmt: skip

    assert [raw.category for raw in split(MOODLE_XML, data).raws] == ["", "輸出規制", ""]


def test_a_question_is_known_by_its_first_words():
    stem = "<questiontext><text><![CDATA[<p>H20 の&nbsp;<b>メモリ</b></p>]]></text></questiontext>"

    (found,) = read(file("essay", "", stem=stem))

    assert found.words == "H20 の メモリ"


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (b"<quiz>\n\n<question>\n</quiz>", (Rule.NOT_XML, 4)),
        (
            b'<?xml version="1.0"?>\n<!DOCTYPE quiz SYSTEM "http://x.example/a.dtd">\n<quiz/>',
            (Rule.DOCTYPE, 2),
        ),
        (b"<quiz>\n" + b"<a>" * 60 + b"</a>" * 60 + b"</quiz>", (Rule.TOO_DEEP, 2)),
        (b"<quiz>\n<question type='essay'>&nbsp;</question></quiz>", (Rule.NOT_XML, 2)),
        (b"<quiz>\n<question a='\x00'/></quiz>", (Rule.NOT_XML, 2)),
        (b"<quiz>\n<question>\xff</question></quiz>", (Rule.NOT_XML, 2)),
    ],
)
def test_a_file_is_refused_with_its_rule_and_line(data, note):
    with pytest.raises(Refused) as refused:
        split(MOODLE_XML, data)

    assert (refused.value.note.rule, refused.value.note.line) == note


def test_entities_do_not_grow():
    many = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 20))

    with pytest.raises(Refused) as refused:
        split(MOODLE_XML, f'<!DOCTYPE quiz [<!ENTITY a0 "a">{many}]><quiz>&a19;</quiz>'.encode())

    assert refused.value.note.rule is Rule.DOCTYPE


def test_scripts_and_addresses_that_act_do_not_come_in():
    stem = "<![CDATA[<script>alert(1)</script>a <a href='javascript:x'>b</a><img src=x onerror=alert(1)>]]>"

    (found,) = read(file("multichoice", TWO, stem=f"<questiontext><text>{stem}</text></questiontext>"))

    assert found.question.stem == "a b"
    assert {note.rule for note in found.notes} == {Rule.MARKUP, Rule.IMAGE}


def test_files_in_a_question_are_not_decoded():
    broken = '<file name="a.png" encoding="base64">%%% no base64 %%%</file>'

    (found,) = read(file("multichoice", TWO, stem=f"<questiontext><text>a</text>{broken}</questiontext>"))

    assert (found.question.stem, found.notes) == ("a", (Note(Rule.MEDIA, 5, "a.png"),))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp932"])
def test_a_file_in_another_encoding_is_known_and_read(encoding):
    name = {"cp932": "Shift_JIS", "utf-16": "UTF-16"}.get(encoding, "UTF-8")
    stem = "<questiontext><text>メモリは？</text></questiontext>"
    data = file("multichoice", TWO, stem=stem).decode().replace("UTF-8", name).encode(encoding)

    known = recognised(data, "a.xml")

    assert (known.name, [each.question.stem for each in read(data)]) == ("moodle_xml", ["メモリは？"])


@pytest.mark.parametrize(
    "data",
    [b"<html><quiz/></html>", b"::a:: <quiz> {T}", b'<?xml version="1.0"?>\n<assessmentItem/>', b"quiz"],
)
def test_another_file_is_not_taken_for_moodle_xml(data):
    assert not MOODLE_XML.looks_like(data, "a.xml")


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("4", "4"), ("-0.50", "-0.50"), ("+4", "4"), (".5", "0.5"), ("4.", "4"), ("1e3", "1000"),
        ("2.5E-3", "0.0025"), ("1,5", "1.5"), ("0,500", "0.500"), ("1,234,567", "1234567"),
        ("1,234.5", "1234.5"), ("１２．５", "12.5"), ("−3", "-3"), ("1 000", "1000"),
        ("1,500", None), ("10²", None), ("½", None), ("inf", None), ("NaN", None), ("1e400", None),
        ("1_000", None), ("", None), ("9" * 41, None), ("٣", None),
    ],
)  # fmt: skip
def test_numbers_are_read_as_they_are_meant_or_not_at_all(said, number):
    assert plain(said) == number


@given(st.from_regex(r"[0-9,.eE+\-]{0,8}", fullmatch=True))
@settings(max_examples=300)
def test_a_number_once_read_is_read_as_it_is(said):
    number = plain(said)

    assert number is None or (plain(number) == number and Decimal(number).is_finite())


@given(st.sampled_from(BODIES), st.randoms(use_true_random=False))
@settings(max_examples=300)
def test_whatever_a_question_is_reading_it_raises_nothing(body, luck):
    pieces = [luck.choice(BODIES) for _time in range(2)]
    cuts = [piece[: luck.randrange(len(piece))] for piece in pieces]
    at = luck.randrange(len(body))

    for broken in (body[:at] + body[at + 1 :], body[:at] + cuts[0] + body[at:], b"".join(cuts)):
        MOODLE_XML.read(Raw(broken, 1))


@given(st.binary(max_size=40))
@settings(max_examples=200)
def test_whatever_a_file_is_it_is_read_or_refused(data):
    for whatever in (data, b"<quiz>" + data + b"</quiz>", SOUND[: len(data)] + data + SOUND[len(data) :]):
        try:
            raws = MOODLE_XML.split(whatever).raws
        except Refused:
            continue
        for raw in raws:
            MOODLE_XML.read(raw)


def test_moodle_neither_asks_for_the_unit_nor_minds_it():
    (element,) = written(Question(Kind.NUMERIC, "Q", "a", answer="4.0", tolerance="0.1", unit="TB/s"))

    settings_of_unit = ("unitgradingtype", "unitpenalty", "showunits", "unitsleft")
    assert [element.findtext(name) for name in settings_of_unit] == ["0", "0", "0", "0"]
    assert (element.findtext("units/unit/multiplier"), element.findtext("units/unit/unit_name")) == (
        "1",
        "TB/s",
    )


@pytest.mark.parametrize(
    ("right", "wrong", "fractions"),
    [
        (1, 3, ["100", "-33.33333", "-33.33333", "-33.33333"]),
        (3, 1, ["33.33333", "33.33333", "33.33333", "-100"]),
        (2, 0, ["50", "50"]),
    ],
)
def test_fractions_are_of_moodles_list(right, wrong, fractions):
    options = tuple(Option(str(at), is_right=at < right) for at in range(right + wrong))

    (element,) = written(Question(Kind.MULTIPLE, "Q", "a", options=options))

    assert [each.get("fraction") for each in element.iterfind("answer")] == fractions


def test_no_sign_in_a_text_breaks_the_file():
    stem = "a ]]> b \x0b\x00 & <c>"

    (element,) = written(Question(Kind.TRUE_FALSE, stem, "]]> & \x01", answer=True))

    assert element.findtext("name/text") == "]]> & "
    assert element.findtext("questiontext/text") == "<p>a ]]&gt; b  &amp; &lt;c&gt;</p>"


def test_a_question_without_a_name_is_called_by_its_first_words():
    (element,) = written(Question(Kind.TRUE_FALSE, "H20 has **96 GB**.", answer=True))

    assert element.findtext("name/text") == "H20 has 96 GB."


def test_a_file_with_a_mark_of_utf_8_is_that_whatever_it_says():
    question = '<question type="truefalse"><name><text>題</text></name></question>'
    data = f'<?xml version="1.0" encoding="UTF-1048577"?><quiz>{question}</quiz>'.encode("utf-8-sig")

    (raw,) = MOODLE_XML.split(data).raws

    assert raw.body == question.encode()


def test_the_same_questions_give_the_same_bytes():
    batch = Batch("a", "ja", (Question(Kind.TRUE_FALSE, "Q", "a", answer=True, category="輸出規制"),))

    assert MOODLE_XML.write(batch) == MOODLE_XML.write(batch)
