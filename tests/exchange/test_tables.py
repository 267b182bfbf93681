import io
from dataclasses import replace
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter

from quiz.domain.kinds import Kind
from quiz.exchange.formats.known import BY_NAME, recognised, split
from quiz.exchange.formats.plain import Batch, Note, Option, Pair, Question, Refused
from quiz.exchange.formats.rules import Rule
from quiz.exchange.formats.tables.examples import EXAMPLES
from quiz.exchange.formats.tables.template import TEMPLATES
from tests.exchange.constructs.csv import HEADS, ROW, SINGLE, table
from tests.exchange.constructs.xlsx import workbook

CSV, XLSX = BY_NAME["csv"], BY_NAME["xlsx"]
LANGUAGES = pytest.mark.parametrize("language", ["ja", "en"])


def read(known, data):
    return [known.read(raw) for raw in split(known, data).raws]


@LANGUAGES
@pytest.mark.parametrize("name", TEMPLATES)
def test_the_template_has_a_question_of_each_kind_and_is_read_without_a_word(name, language):
    data = TEMPLATES[name](language)

    parted = split(BY_NAME[name], data)

    found = [BY_NAME[name].read(raw) for raw in parted.raws]
    assert tuple(each.question for each in found) == EXAMPLES[language]
    assert [*parted.notes, *(note for each in found for note in each.notes)] == []
    assert {each.kind for each in EXAMPLES[language]} == CSV.kinds
    assert TEMPLATES[name](language) == data


@LANGUAGES
def test_the_workbook_offers_the_kinds_and_explains_each_column_on_its_second_sheet(language):
    book = openpyxl.load_workbook(io.BytesIO(TEMPLATES["xlsx"](language)))

    questions, explained = book.worksheets

    (offered,) = questions.data_validations.dataValidation
    kinds = offered.formula1.strip('"').split(",")
    assert {row[0].value for row in questions.iter_rows(min_row=2)} <= set(kinds)
    headings = {cell.value.rstrip(" 12345678") for cell in questions[1]}
    assert headings == {row[0].value for row in explained.iter_rows(min_row=2)}


def test_every_fault_is_told_by_its_line_and_its_column():
    data = table(
        HEADS,
        '"Which\nis yellow?",Banana,Apple,E',
        ROW,
        "Which is red?,Apple,,A",
        '"Which is "blue?",Plum,Apple,A',
        ",Plum,Apple,A",
    )

    found = read(CSV, data)

    assert [(each.line, each.question, each.notes[:1]) for each in found] == [
        (2, None, (Note(Rule.SYNTAX, 2, "Right answer: E"),)),
        (4, SINGLE, ()),
        (5, None, (Note(Rule.TOO_FEW, 5, "Option / 選択肢"),)),
        (6, None, (Note(Rule.SYNTAX, 6, "',' expected after '\"'"),)),
        (7, None, (Note(Rule.NO_STEM, 7, "Question / 設問"),)),
    ]


def test_a_fault_in_a_workbook_is_told_by_its_row_in_the_words_of_its_headings():
    heads = ("設問", "選択肢1", "選択肢2", "正解")
    data = workbook([(), heads, (), ("黄色いのは？", "バナナ", "りんご", "ウ")])

    (found,) = read(XLSX, data)

    assert found.notes == (Note(Rule.SYNTAX, 4, "正解: ウ"),)
    assert (found.line, found.words) == (4, "黄色いのは？")


def test_no_cell_that_is_written_is_a_formula_and_all_come_back():
    texts = ("=1+1", "+1", "-2", "@x", "'=x", "''", "＝1", ";=1", "\t=1".strip(), "'a")
    told = Question(
        Kind.MULTIPLE, "=HYPERLINK(1)", options=tuple(Option(each, each == "+1") for each in texts)
    )

    data = CSV.write(Batch("", "en", (told,)))

    cells = [cell for line in data.decode("utf-8-sig").splitlines() for cell in line.split(",")]
    assert [cell for cell in cells if cell.startswith(("=", "@", "＝"))] == []
    assert [each.question for each in read(CSV, data)] == [told]


def test_japanese_excel_opens_what_is_written_as_utf_8():
    assert CSV.write(Batch("", "ja", EXAMPLES["ja"])).startswith("\ufeff種類,設問,選択肢1".encode())


@pytest.mark.parametrize(
    ("options", "right"),
    [(("b", "a"), 0), (("2", "1"), 1), (("A", "(1)"), 1), (("1", "2", "A; B"), 2), (("a, b", "c"), 0)],
)
def test_options_that_look_like_letters_or_numbers_are_not_mistaken_for_these(options, right):
    told = Question(
        Kind.SINGLE, "Which?", options=tuple(Option(each, at == right) for at, each in enumerate(options))
    )

    (found,) = read(CSV, CSV.write(Batch("", "en", (told,))))

    assert (found.question, found.notes) == (told, ())


def test_more_options_than_letters_are_named_by_numbers():
    told = Question(Kind.SINGLE, "Which?", options=tuple(Option(f"no. {at}", at == 40) for at in range(60)))

    (found,) = read(XLSX, XLSX.write(Batch("", "ja", (told,))))

    assert (found.question, found.notes) == (told, ())


@pytest.mark.parametrize("left", ["a = b", "a → b", r"a\ = b", r"\\=", "a\\", "＝x", r"\→\=→"])
def test_a_left_side_comes_back_whatever_signs_it_has(left):
    told = Question(Kind.MATCHING, "Which?", pairs=(Pair(left, "= x → y"), Pair("b", r"\= z")))

    (found,) = read(CSV, CSV.write(Batch("", "en", (told,))))

    assert found.question == told


def test_dates_and_percentages_are_read_as_they_show():
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Question", *(f"Option {at}" for at in range(1, 7)), "Right answer"])
    sheet.write(1, 0, "Which?")
    shown = {
        "yyyy-mm-dd hh:mm": (44841.5, "2022-10-07 12:00:00"),
        "h:mm": (0.25, "06:00:00"),
        '"day" 0': (3, "3"),
        "[Red]0.0": (1e20, "100000000000000000000"),
        "0.0%": (0.125, "12.5%"),
        "ggge年": (44841, "2022-10-07"),
    }
    for at, (code, (number, _text)) in enumerate(shown.items(), 1):
        sheet.write_number(1, at, number, book.add_format({"num_format": code}))
    sheet.write(1, 7, "A")
    book.close()

    (found,) = read(XLSX, made.getvalue())

    assert [each.text for each in found.question.options] == [text for _number, text in shown.values()]


def test_readings_above_japanese_words_are_no_part_of_them():
    strings = (
        '<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<si><t>Question</t></si><si><t>Right answer</t></si>"
        '<si><t>輸出規制か</t><rPh sb="0" eb="2"><t>ユシュツ</t></rPh></si>'
        "<si><t>_x6B63__xD800__x0000_</t></si></sst>"
    )
    data = changed(
        workbook([("Question", "Right answer"), ("q", "r")]), {"xl/sharedStrings.xml": strings.encode()}
    )

    (found,) = read(XLSX, data)

    assert found.words == "輸出規制か"
    assert found.notes == (Note(Rule.KIND, 2, "Right answer: 正_xD800__x0000_"),)


def changed(data, parts):
    """A workbook with some of its parts exchanged."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name) or old.read(name))
    return made.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
BEGUN = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
ENDED = "</sheetData></worksheet>"


def hostile(cells, before=""):
    return changed(workbook([HEADS.split(",")]), {SHEET: f"{before}{BEGUN}{cells}{ENDED}".encode()})


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (hostile("", "<!DOCTYPE x [<!ENTITY a 'aaaa'>]>"), Note(Rule.DOCTYPE, file=SHEET)),
        (hostile("<row><c></row>"), Rule.NOT_XML),
        (hostile("<c/>" * 2_000_001), Rule.TOO_LARGE),
        (hostile(""), Note(Rule.NO_COLUMNS, 1)),
        (changed(workbook([HEADS.split(",")]), {"xl/workbook.xml": b"<a/>"}), Note(Rule.NO_COLUMNS, 1)),
    ],
)
def test_a_workbook_that_means_harm_is_refused(data, note):
    with pytest.raises(Refused) as refused:
        split(XLSX, data)

    assert note in {refused.value.note, refused.value.note.rule}


def test_two_cells_at_the_far_ends_of_a_sheet_cost_nothing():
    corner = '<row r="1"><c r="A1" t="str"><v>Question</v></c><c r="B1" t="str"><v>Right answer</v></c></row>'
    far = (
        '<row r="1048576"><c r="A1048576" t="str"><v>A tomato is a fruit.</v></c>'
        '<c r="B1" t="b"><v>1</v></c></row>'
    )

    (found,) = read(XLSX, hostile(corner + far))

    assert (found.line, found.question.answer) == (1_048_576, True)


def test_a_namespace_with_a_brace_is_refused_as_what_it_is():
    strings = "<sst xmlns='x}main'><si><t>Question</t></si><si><t>Answer</t></si><si><t>q</t></si></sst>"
    parts = {"xl/sharedStrings.xml": strings.encode()}

    with pytest.raises(Refused) as refused:
        split(XLSX, changed(workbook([("Question", "Right answer"), ("q", True)]), parts))

    assert refused.value.note.rule is Rule.NOT_XML


def test_a_long_text_that_a_thousand_cells_share_is_not_kept_a_thousand_times():
    data = workbook([HEADS.split(","), *[["y" * 20_000] * 4 for _row in range(1000)]])

    with pytest.raises(Refused) as refused:
        split(XLSX, data)

    assert refused.value.note == Note(Rule.TOO_LARGE, 133, "10")


def test_a_workbook_is_known_whatever_it_is_called():
    assert recognised(workbook([HEADS.split(",")]), "quiz.zip") is XLSX


def test_a_row_with_a_text_that_is_too_long_does_not_break_the_others():
    found = read(CSV, table(HEADS, f'"{"a" * 200_000}",Banana,Apple,A', ROW))

    assert [each.question for each in found] == [None, SINGLE]


def test_an_order_may_be_given_by_letters():
    data = table(f"Kind,{HEADS}", "Ordering,The smallest first.,Apple,Plum,B;A")

    (found,) = read(CSV, data)

    assert found.question == replace(Question(Kind.ORDERING, "The smallest first."), items=("Plum", "Apple"))


@pytest.mark.parametrize("kind", ["Single choice", "Multiple answers", "True or false"])
def test_a_right_answer_of_nothing_but_signs_is_none(kind):
    options = "TRUE,FALSE" if kind == "True or false" else "Banana,Apple"

    (found,) = read(CSV, table(f"Kind,{HEADS}", f"{kind},Which is yellow?,{options},;"))

    assert (found.question, [note.rule for note in found.notes]) == (None, [Rule.NO_RIGHT])


def test_quotation_marks_that_are_never_closed_do_not_make_it_read_the_file_for_each_line():
    line = f'x",{"y" * 2_000},",\n'
    begun = f"Question,Option 1,Option 2,Right\n{line * 4_900}"

    with pytest.raises(Refused) as refused:
        CSV.split(begun.encode())

    assert (refused.value.note.rule, refused.value.note.line) == (Rule.UNCLOSED, 6)
