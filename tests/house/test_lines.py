import re
from pathlib import Path

INCLUDE = re.compile(r"\{% (?:include|keep|keep_each) \"([^\"]+)\"(.*?) %\}")
EACH = re.compile(r" with ([\w ]+) from \S+ only")


def test_lines_of_templates_stay_within_120_characters():
    long = [
        f"{file}:{number}"
        for file in Path("templates").rglob("*.*")
        for number, line in enumerate(file.read_text().splitlines(), start=1)
        if len(line) > 120
    ]

    assert long == []


def parts():
    return sorted(Path("templates").rglob("_*.html"))


def taken(part):
    """What a part's first line says that it takes; brackets and what follows a semicolon are for people."""
    first = part.read_text().partition("\n")[0]
    said = re.fullmatch(r"\{# takes: ([^;]+?)(;.*)? #\}", first)
    if not said:
        return None
    names = re.sub(r"\([^)]*\)", "", said[1]).split(",")
    return {name.strip() for name in names} - {"nothing"}


def test_every_part_says_in_its_first_line_what_it_takes():
    assert [str(part) for part in parts() if taken(part) is None] == []


def test_a_part_is_given_exactly_what_it_takes():
    wrong = []
    for file in sorted(Path("templates").rglob("*.html")):
        for name, given in INCLUDE.findall(file.read_text()):
            each = EACH.fullmatch(given)
            named = re.findall(r"(\w+)=", re.sub(r"\"[^\"]*\"|'[^']*'", "", given))
            names = set(each[1].split() if each else named)
            part = Path("templates", name)
            if not given.endswith(" only") or names != taken(part):
                wrong.append(f"{file}: {name}")

    assert wrong == []


def test_a_part_is_no_longer_than_60_lines_and_a_page_than_120():
    limits = [(file, 60 if file.name.startswith("_") else 120) for file in Path("templates").rglob("*.html")]

    assert sorted(str(file) for file, limit in limits if len(file.read_text().splitlines()) > limit) == []
