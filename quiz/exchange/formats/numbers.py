"""Numbers as files have them, made plain."""

import re
from decimal import Decimal, localcontext

from quiz.domain.numbers import MOST_DIGITS, is_plain

# With a sign, with an exponent, or with nothing on one side of the point.
WRITTEN = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?"
NUMBER = re.compile(WRITTEN)
LONGEST = 400  # signs
# More than two of the longest numbers have together, so that halving a range is exact.
EXACT = 1_000


def number_of(text: str, most: int = MOST_DIGITS) -> Decimal | None:
    """The number that stands there; None where it is none, or has more than `most` digits as a plain one."""
    if len(text) > LONGEST or not NUMBER.fullmatch(text):
        return None
    value = Decimal(text)
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    return value if max(value.adjusted() + 1, 1) + max(places, 0) <= most else None


def plain(text: str) -> str | None:
    """The number that stands there as a plain decimal, as it stands where it is one; None where `number_of`
    finds none.
    """
    if is_plain(text):
        return text
    value = number_of(text)
    return None if value is None else digits(value)


def digits(value: Decimal) -> str:
    """A number as a plain decimal, without zeros at its end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def middle(low: Decimal, high: Decimal) -> tuple[str, str]:
    """A range as its middle and how far its ends are from it, which may have more digits than either."""
    with localcontext(prec=EXACT):
        return digits((low + high) / 2), digits(abs(high - low) / 2)
