"""Numbers as a question has them: plain decimals, of no more digits than anybody reads."""

import re

MOST_DIGITS = 40
PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def is_plain(text: object) -> bool:
    """Whether this is a plain decimal of at most `MOST_DIGITS` digits, as text."""
    if not isinstance(text, str) or not PLAIN.fullmatch(text):
        return False
    return sum(sign.isdigit() for sign in text) <= MOST_DIGITS
