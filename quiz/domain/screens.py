"""How large letters can be on a projector, so that what is shown fits without scrolling."""

from dataclasses import dataclass
from math import ceil
from unicodedata import east_asian_width


@dataclass(frozen=True, slots=True)
class Letters:
    """Text of one size on a screen of 1280 × 720: letters, lines and the column in pixels, the room below."""

    size: int
    line: int
    wide: int
    below: int = 0

    def height(self, text: str) -> int:
        """How high the text stands, roughly: letters of Latin are half as wide, and lines are never full."""
        ems = sum(1.0 if east_asian_width(letter) in "WF" else 0.55 for letter in text)
        return ceil(1.05 * ems * self.size / self.wide) * self.line + self.below
