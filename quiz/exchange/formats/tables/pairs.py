"""A pair in one cell: `left → right` or `left = right`; without a left side it belongs to none."""

import re

from quiz.exchange.formats.plain import Pair

SIGNS = "→=＝"
# A sign of the left side has backslashes before it, one more than twice as many as stood there.
SIGN = re.compile(rf"(?<!\\)(\\*)([{SIGNS}])")
ESCAPED = re.compile(rf"(?<!\\)(\\+)([{SIGNS}])")


def pair_of(cell: str) -> Pair | None:
    """The pair in a cell, its left side empty where there is none; None where nothing parts it."""
    for found in SIGN.finditer(cell):
        if len(found[1]) % 2 == 0:
            left = ESCAPED.sub(lambda sign: sign[1][: len(sign[1]) // 2] + sign[2], cell[: found.start(2)])
            return Pair(left.strip(), cell[found.end() :].strip())
    return None


def cell_of(pair: Pair) -> str:
    """The cell of a pair."""
    left = SIGN.sub(lambda sign: sign[1] * 2 + "\\" + sign[2], pair.left)
    return f"{left} → {pair.right}".lstrip()
