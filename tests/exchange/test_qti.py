import io
import re
import zipfile
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from quiz.domain.kinds import Kind
from quiz.exchange.formats import qti
from quiz.exchange.formats.format import held
from quiz.exchange.formats.known import BY_NAME, recognised, split
from quiz.exchange.formats.plain import Batch, Note, Option, Pair, Question, Refused
from quiz.exchange.formats.rules import Rule
from quiz.web.zips import zipped
from tests.exchange.constructs import qti3, qti12, qti21
from tests.exchange.constructs.qti_pieces import archive, choice, declared, item, manifest, question

ITEMS = ("qti21", "qti22", "qti3")
FRUIT = Question(
    Kind.MULTIPLE,
    "果物はどれですか。",
    name="fruit",
    options=tuple(Option(text, is_right) for text, is_right in
                  (("りんご", True), ("梨", True), ("柿", True), ("机", False), ("椅子", False))),
    explanation="*果物*は三つ。",
)  # fmt: skip
MATCHED = Question(
    Kind.MATCHING, "Which is which?", name="sides",
    pairs=(Pair("apple", "red"), Pair("pear", "green"), Pair("plum", "blue")),
)  # fmt: skip
ORDERED = Question(Kind.ORDERING, "From small to large", name="order", items=("HBM2", "HBM3", "HBM3E"))
TRUTH = Question(Kind.TRUE_FALSE, "2022 年の規則です。", name="rule", answer=True)
# Mutations that leave XML, and those that do not.
PIECES = ("<and>", "<p>", "</p>", "1e999", "9" * 400, "A B C", "NaN", "&#0;", "<mapping/>", "％", "")
DATA = [each.data for module in (qti12, qti21, qti3) for each in module.EXAMPLES.values()]
XML = [each for each in DATA if not each.startswith(b"PK")]


def files(data):
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def reads(data):
    """What becomes of each question, and what is told of the file."""
    found = qti.split(data)
    return [qti.read(raw) for raw in found.raws], found.notes


def written(name, *questions):
    return BY_NAME[name].write(Batch("題 & 名", "ja", questions))


def test_a_broken_item_is_named_by_its_file_and_line_and_the_others_are_read():
    data = archive(
        imsmanifest__xml=manifest("a.xml", "b.xml", "c.xml", "d.xml"),
        a__xml=item(),
        b__xml=item().replace(b"</itemBody>", b""),
        c__xml=item(),
    )

    read, _notes = reads(data)

    assert [each.question for each in read] == [question(), None, question(), None]
    assert [(note.rule, note.file, note.line) for each in read for note in each.notes] == [
        (Rule.NOT_XML, "b.xml", 8),
        (Rule.MISSING_FILE, "d.xml", 0),
    ]


def test_what_is_dropped_is_told_with_its_line():
    image, video = '<p>a</p>\n<p><img src="chip.png"/></p>', '\n<p><video src="chip.mp4"/></p>'

    (read,), _notes = reads(
        archive(imsmanifest__xml=manifest("a.xml"), a__xml=item(f"{image}{video}{choice()}"))
    )

    assert set(read.notes) == {
        Note(Rule.IMAGE, 5, "chip.png", "a.xml"),
        Note(Rule.MEDIA, 5, "chip.mp4", "a.xml"),
    }


def test_each_item_of_qti_1_2_is_told_with_the_line_in_which_it_stands():
    essay = qti12.item("essay_question", qti12.DECIMAL).replace("<presentation>", "\n\n<presentation>")
    doubled = qti12.item(points_possible="2").replace("<itemmetadata>", "\n<itemmetadata>")

    read, _notes = reads(qti12.within(f"\n{qti12.item()}\n{essay}\n{doubled}"))

    assert [each.line for each in read] == [2, 3, 6]
    assert [note for each in read for note in each.notes] == [
        Note(Rule.KIND, 3, "essay_question"),
        Note(Rule.POINTS, 6, "2"),
    ]


def test_lines_are_told_beyond_those_that_the_parser_knows():
    read, _notes = reads(qti12.within("\n" * 70_000 + qti12.item(points_possible="2")))

    assert [note.line for each in read for note in each.notes] == [70_001]


def test_items_come_in_the_order_of_the_manifest_wherever_they_lie():
    data = archive(
        quiz___imsmanifest__xml=manifest("items/b%20b.xml", "items/a.xml"),
        **{"quiz/items/a.xml": item(), "quiz/items/b b.xml": item().replace(b'"h20"', b'"first"')},
    )

    read, notes = reads(data)

    assert [each.question.name for each in read] == ["first", "h20"]
    assert (read[0].file, notes) == ("quiz/items/b b.xml", ())


def test_a_name_that_leads_out_of_the_package_is_a_missing_file():
    (read,), _notes = reads(archive(imsmanifest__xml=manifest("../../etc/passwd.xml")))

    assert read.notes == (Note(Rule.MISSING_FILE, 0, "../../etc/passwd.xml", "../../etc/passwd.xml"),)


def test_a_canvas_course_holds_its_questions_once():
    data = archive(
        imsmanifest__xml=manifest(
            "g/assessment_qti.xml", "non_cc_assessments/g.xml.qti", kind="imsqti_xmlv1p2"
        ),
        **{"g/assessment_qti.xml": qti12.alone(), "non_cc_assessments/g.xml.qti": qti12.alone()},
    )

    read, notes = reads(data)

    assert [each.file for each in read] == ["non_cc_assessments/g.xml.qti"]
    assert notes == ()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (item(), "qti21"),
        (item(version="qti22"), "qti22"),
        (item().replace(b"imsqti_v2p1", b"imsqti_v2p0"), "qti21"),
        (item().decode().replace("UTF-8", "UTF-16").encode("utf-16"), "qti21"),
        (b"<!-- <item> -->\n" + item().partition(b"\n")[2], "qti21"),
        (qti3.item(), "qti3"),
        (qti12.alone(), "qti12"),
        (archive(imsmanifest__xml=manifest("a.xml", kind="imsqti_item_xmlv2p2"), a__xml=item()), "qti22"),
        (
            archive(imsmanifest__xml=manifest("a.xml", kind="imsqti_xmlv1p2/imscc_xmlv1p1/assessment")),
            "qti12",
        ),
    ],
)
def test_a_version_is_known_by_what_the_file_says_and_one_reader_reads_them_all(data, name):
    assert recognised(data, "a.xml").name == name
    assert len(BY_NAME["qti21"].split(data).raws) == 1


def test_names_with_a_prefix_are_read_alike():
    prefixed = re.sub(rb"<(/?)(?=[a-z])", rb"<\1q:", item()).replace(b"xmlns=", b"xmlns:q=")

    (read,), _notes = reads(prefixed)

    assert (read.question, read.notes) == (question(), ())


@pytest.mark.parametrize("name", ITEMS)
def test_right_options_together_earn_the_point_and_all_options_earn_nothing(name):
    text = files(written(name, FRUIT))["items/item0001.xml"].decode()
    points = [Decimal(each) for each in re.findall('mapped-?[vV]alue="([^"]*)"', text)]
    right, wrong = [each for each in points if each > 0], [each for each in points if each < 0]

    assert (len(right), len(wrong)) == (3, 2)
    assert 1 <= sum(right) < Decimal("1.00001")
    assert abs(sum(points)) < Decimal("0.00001")
    assert re.search('lower-?[bB]ound="0" upper-?[bB]ound="1"', text)


@pytest.mark.parametrize("name", ITEMS)
def test_each_pair_earns_its_share_and_an_order_is_all_or_nothing(name):
    items = files(written(name, MATCHED, ORDERED))

    assert items["items/item0001.xml"].count(b'alue="0.333334"') == 3
    assert b"map_response" in items["items/item0001.xml"]
    assert b"match_correct" in items["items/item0002.xml"]


def test_canvas_finds_the_words_and_the_points_that_it_knows():
    text = files(written("qti12", TRUTH, FRUIT, MATCHED))["questions/questions.xml"].decode()

    assert re.findall("<mattext[^>]*>(True|False)</mattext>", text) == ["True", "False"]
    assert re.findall("<setvar[^>]*>([^<]*)</setvar>", text) == ["100", "100", "33.33", "33.33", "33.33"]
    assert re.findall("_question(?=<)", text) == ["_question"] * 3


@pytest.mark.parametrize("name", ["qti12", *ITEMS])
def test_the_manifest_names_every_file_and_every_file_is_there(name):
    told = [each for each in (FRUIT, MATCHED, ORDERED) if held(BY_NAME[name], each)]

    packed = files(written(name, *told))

    hrefs = re.findall(rb'<file href="([^"]*)"', packed["imsmanifest.xml"])
    assert sorted(each.decode() for each in hrefs) == sorted(set(packed) - {"imsmanifest.xml"})
    assert [etree.fromstring(each).getroottree().docinfo.encoding for each in packed.values()] == [
        "UTF-8"
    ] * len(packed)


@pytest.mark.parametrize("name", ["qti12", *ITEMS])
def test_the_same_questions_give_the_same_file(name):
    assert written(name, FRUIT, MATCHED) == written(name, FRUIT, MATCHED)


def test_what_xml_bars_is_left_out_of_a_file():
    data = written("qti21", Question(Kind.NUMERIC, "a\x0bb", name="n\x1b", answer="1"))

    (read,), _notes = reads(data)

    assert (read.question.stem, read.question.name) == ("ab", "n")


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (zipped({"imsmanifest.xml": b"<manifest>"}), Rule.NOT_XML),
        (zipped({"imsmanifest.xml": b""}), Rule.EMPTY_FILE),
        (zipped({"imsmanifest.xml": b"<manifest/>"}), Rule.NO_QUESTIONS),
        (zipped({"imsmanifest.xml": manifest("a.xml").encode(), "../a.xml": item()}), Rule.ZIP_NAME),
        (zipped({"imsmanifest.xml": manifest("a.xml").encode(), "a.xml": b" " * 2**24}), Rule.ZIP_TOO_LARGE),
        (archive(imsmanifest__xml=manifest("a.xml"), a__xml=item())[:-9], Rule.ZIP_BROKEN),
        (qti12.within("<a>" * 60 + "</a>" * 60), Rule.TOO_DEEP),
    ],
)
def test_a_package_that_cannot_be_read_is_refused_with_its_rule(data, rule):
    with pytest.raises(Refused) as refused:
        split(qti.QTI_2_1, data)

    assert refused.value.note.rule == rule


def test_an_item_of_many_megabytes_is_not_read():
    (read,), _notes = reads(item("<p>" + "a" * 2**21 + "</p>"))

    assert read.notes == (Note(Rule.TOO_LONG, 2, "1"),)


@pytest.mark.parametrize(
    ("value", "rule"),
    [("9" * 400, Rule.KIND), ("1e999", Rule.KIND), ("NaN", Rule.KIND), ("1,5", Rule.KIND)],
)
def test_what_is_no_number_is_not_read_as_one(value, rule):
    (read,), _notes = reads(qti21.number(kind="string", value=value))

    assert [note.rule for note in read.notes] == [rule]


def test_a_number_that_is_none_is_told():
    (read,), _notes = reads(qti21.number(value="ninety"))

    assert read.notes == (Note(Rule.NOT_A_NUMBER, 6, "ninety"),)


def test_a_key_that_names_no_option_is_no_key():
    (read,), _notes = reads(item(None, declared("<correctResponse><value>Z</value></correctResponse>")))

    assert [note.rule for note in read.notes] == [Rule.NO_RIGHT]


@given(st.sampled_from(XML), st.lists(st.tuples(st.floats(0, 1), st.sampled_from(PIECES)), max_size=4))
@settings(max_examples=150)
def test_whatever_stands_in_a_file_nothing_is_raised_but_a_refusal(data, changes):
    for place, piece in changes:
        tags = [found.span() for found in re.finditer(rb"<[^<>]*>|[\"'>][^\"'<>]*(?=[\"'<])", data)]
        start, end = tags[int(place * (len(tags) - 1))] if tags else (0, 0)
        data = data[: start + 1] + piece.encode() + data[end:]

    try:
        raws = qti.split(data).raws
    except Refused:
        return
    assert len([qti.read(raw) for raw in raws]) == len(raws)
