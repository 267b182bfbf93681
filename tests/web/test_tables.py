import csv
import io
from decimal import Decimal

import pytest

from quiz.web.tables import BOM, csv_lines, safe

SIGNS = "=+-@＝＋－＠"


def test_no_cell_is_a_formula_however_it_begins():
    for before in ("", " ", "\u3000", "\t", "\r", "\n", "'", '"', ";", ",", " ;'\n"):
        for sign in SIGNS:
            assert safe(f"{before}{sign}cmd|' /C calc'!A0") == f"'{before}{sign}cmd|' /C calc'!A0"
    assert safe("\tSato") == "'\tSato"


@pytest.mark.parametrize(
    "value", [-2, 1.5, Decimal("-0.25"), None, True, "", "-2", "+1.5", "-1e-05", "0", "Sato"]
)
def test_numbers_and_plain_words_stay_as_they_are(value):
    assert safe(value) == value
    assert type(safe(value)) is type(value)


def test_no_heading_is_a_formula_either():
    assert "".join(csv_lines(["=HYPERLINK(A1)", "Sato"], [])) == f"{BOM}'=HYPERLINK(A1),Sato\r\n"


def test_what_is_in_a_cell_comes_back_whole():
    cells = ['a "quoted" word', "two\r\nlines", "カンマ,", "-2", "x=1"]

    text = "".join(csv_lines(["one"] * len(cells), [cells]))

    assert text.startswith(BOM)
    assert list(csv.reader(io.StringIO(text[1:], newline="")))[1] == cells
