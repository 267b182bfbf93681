import re
from pathlib import Path

TEMPLATES = Path("templates")
INCLUDED = re.compile(r'{% include "([^"]+)"([^%]*) only %}')


def test_a_part_with_a_form_is_handed_the_token():
    """`only` keeps the token away as well: the form would be refused as if the page had grown old."""
    forms = {
        str(file.relative_to(TEMPLATES))
        for file in TEMPLATES.rglob("*.html")
        if "csrf_token %}" in file.read_text()
    }
    used = [
        (file, *found) for file in TEMPLATES.rglob("*.html") for found in INCLUDED.findall(file.read_text())
    ]

    assert len(used) > 30
    assert [line for line in used if line[1] in forms and "csrf_token=csrf_token" not in line[2]] == []
