import ast
import re
from pathlib import Path

MODULES = [file for file in Path("quiz").rglob("*.py") if "migrations" not in file.parts]
WAIVED = re.compile(r"# (?:noqa: [A-Z]+[0-9]+(?:, [A-Z]+[0-9]+)*|type: ignore\[[a-z-]+\]  #)(?P<reason>.*)$")


def test_what_a_check_is_told_to_overlook_has_its_reason():
    bare = [
        f"{file}:{number}"
        for file in MODULES
        for number, line in enumerate(file.read_text().splitlines(), start=1)
        if re.search(r"# (noqa|type: ignore)", line)
        and not ((said := WAIVED.search(line)) and len(said["reason"].split()) > 1)
    ]

    assert bare == []


def test_every_module_says_first_what_lives_there():
    silent = [
        str(file)
        for file in MODULES
        if (text := file.read_text()).strip() and not ast.get_docstring(ast.parse(text))
    ]

    assert silent == []
