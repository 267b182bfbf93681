"""Numbers as people and Moodle write them, as plain decimals."""

import re

from quiz.exchange.formats import numbers

COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
# With more than one group, or with a point after it, a comma parts thousands; "1,500" may mean either.
GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:(?:,[0-9]{3})+\.[0-9]+|(?:,[0-9]{3}){2,})")
UNCLEAR = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")
# Full-width signs, and the minus sign. NFKC would make 102 of 10².
WIDE = str.maketrans({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {"\N{MINUS SIGN}": "-"})


def plain(said: str) -> str | None:
    """The number as a plain decimal; None where it is none, is not finite, has too many digits or may mean
    two numbers.
    """
    text = re.sub(r"\s", "", said).translate(WIDE)
    if GROUPED.fullmatch(text):
        text = text.replace(",", "")
    elif COMMA.fullmatch(text) and not UNCLEAR.fullmatch(text):
        text = text.replace(",", ".")
    return numbers.plain(text)
