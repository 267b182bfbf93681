"""The guide to making a quiz of one's own shows ten pictures in each language, taken by make pictures."""

import re
from pathlib import Path

import pytest

DOCS = Path("docs")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_guide_shows_its_ten_pictures_in_order(language):
    told = (DOCS / f"authoring.{language}.md").read_text(encoding="utf-8")

    shown = re.findall(r"!\[[^\]]+\]\((.+?)\)", told)

    assert shown == [f"pictures/{language}/{number:02}.png" for number in range(1, 11)]
    assert sorted(DOCS.glob(f"pictures/{language}/*")) == [DOCS / each for each in shown]
