"""What a cell of a workbook shows, as text."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal

from lxml import etree

from quiz.exchange.formats.xml import local

# ECMA-376, 18.8.30: number formats that have no code in the file; those from 27 on are East Asian dates.
DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
PERCENTS = frozenset({9, 10})
# In a code: texts, escaped signs, colours and conditions say nothing of what the number is.
ASIDE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
LONGEST_CODE = 255
IS_DATE = re.compile(r"[ymdhsg年月]", re.IGNORECASE)
# A spreadsheet counts a day that 1900 did not have, so that its first day lies before.
FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001  a day on a sheet has no zone
FIRST_DAY_OF_MAC = datetime(1904, 1, 1)  # noqa: DTZ001  as above
# Signs that XML does not have.
CODED = re.compile("_x([0-9A-Fa-f]{4})_")
SURROGATES = range(0xD800, 0xE000)
# Any of these makes a part of a text look other than the rest.
MARKS = frozenset({"b", "i", "u", "strike", "vertAlign"})


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a cell, and whether a part of it is formatted."""

    text: str
    is_formatted: bool = False


@dataclass(frozen=True, slots=True)
class Styles:
    """How numbers are shown: by the number of a style, "date", "percent" or ""; when their days began."""

    shown: tuple[str, ...] = ()
    first_day: datetime = FIRST_DAY

    def of(self, style: str) -> str:
        """How a number of this style is shown."""
        at = whole(style, len(self.shown))
        return self.shown[at] if at < len(self.shown) else ""


def whole(text: str, otherwise: int) -> int:
    """A whole number of few digits, or what it is otherwise."""
    return int(text) if text.isdecimal() and len(text) < len("1000000000") else otherwise


def styles_of(root: etree._Element | None, *, is_mac: bool) -> Styles:
    """The styles of a workbook, from styles.xml."""
    first_day = FIRST_DAY_OF_MAC if is_mac else FIRST_DAY
    if root is None:
        return Styles((), first_day)
    codes = {each.get("numFmtId", ""): each.get("formatCode", "") for each in root.iter("{*}numFmt")}
    formats = [each for cells in root.iterchildren("{*}cellXfs") for each in cells.iterchildren("{*}xf")]
    return Styles(tuple(_shown(each.get("numFmtId", "0"), codes) for each in formats), first_day)


def _shown(number: str, codes: Mapping[str, str]) -> str:
    built_in = whole(number, 0)
    code = ASIDE.sub("", codes.get(number, "")[:LONGEST_CODE])
    if built_in in PERCENTS or "%" in code:
        return "percent"
    is_date = built_in in DATES or (IS_DATE.search(code) and "general" not in code.lower())
    return "date" if is_date else ""


def text_of(element: etree._Element) -> Text:
    """The text of a shared or inline string, without its readings (furigana)."""
    texts, marks = [], False
    for each in element.iterchildren(etree.Element):
        if local(each) == "t":
            texts.append(each.text or "")
        elif local(each) == "r":
            texts += [part.text or "" for part in each.iterchildren("{*}t")]
            marks = marks or any(local(mark) in MARKS for mark in each.iterfind("{*}rPr/*"))
    return Text(_decoded("".join(texts)), marks)


def shown(cell: etree._Element, strings: Sequence[Text], styles: Styles) -> Text:
    """What a cell shows."""
    kind, value = cell.get("t", "n"), cell.findtext("{*}v") or ""
    if kind == "s":
        at = whole(value, len(strings))
        return strings[at] if at < len(strings) else Text("")
    if kind == "inlineStr":
        return next(map(text_of, cell.iterchildren("{*}is")), Text(""))
    if kind == "b":
        return Text({"1": "TRUE", "0": "FALSE"}.get(value, value))
    if kind == "n":
        return Text(_number(value, styles.of(cell.get("s", "")), styles.first_day))
    return Text(_decoded(value))


def _number(value: str, shown_as: str, first_day: datetime) -> str:
    try:
        number = float(value)
        return NUMBERS[shown_as](number, first_day)
    except (ValueError, OverflowError):
        return value


def _plain(number: float, _first_day: datetime) -> str:
    # As many digits as spreadsheets show of 0.1 + 0.2.
    text = f"{number:.15g}"
    return f"{Decimal(text):f}" if "e" in text else text


def _percent(number: float, first_day: datetime) -> str:
    return f"{_plain(number * 100, first_day)}%"


def _date(number: float, first_day: datetime) -> str:
    # To the second, as it is shown.
    at = first_day + timedelta(seconds=round(number * 86_400))
    if 0 <= number < 1:
        return at.time().isoformat()
    return at.date().isoformat() if at.time() == time() else at.isoformat(" ")


NUMBERS: Mapping[str, Callable[[float, datetime], str]] = {"": _plain, "percent": _percent, "date": _date}


def _decoded(text: str) -> str:
    return CODED.sub(_sign, text).replace("\r\n", "\n").replace("\r", "\n")


def _sign(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if code == 0 or code in SURROGATES else chr(code)


def column_of(reference: str, otherwise: int) -> int:
    """The column of a cell, from 0: 26 for "AA7"; what it is otherwise where it has no reference."""
    letters = reference.rstrip("0123456789")
    if not letters.isascii() or not letters.isalpha() or len(letters) > len("XFD"):
        return otherwise
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def filled(cells: Mapping[int, Text]) -> Iterator[tuple[int, Text]]:
    """The cells that show something, without blanks around."""
    for at, cell in cells.items():
        if text := cell.text.strip():
            yield at, Text(text, cell.is_formatted)
