"""A style sheet cut to what pages use: Bootstrap's is ten times as long as that."""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise
from pathlib import Path
from typing import Any

import tinycss2

CLASSES = re.compile(r'class="([^"]*)"')
NAME = re.compile(r"[A-Za-z_][\w-]*")
# These hold rules; of the others (fonts, movements) nothing goes.
GROUPS = {"media", "supports", "layer"}


def words_of(folders: Iterable[Path]) -> set[str]:
    """The names that may be classes in these folders: what templates write in class attributes, and every
    name with a hyphen in Python and JavaScript, which put classes together.
    """
    found: set[str] = set()
    for path in (path for folder in folders for path in folder.rglob("*.*")):
        if path.suffix == ".html":
            classes = CLASSES.findall(path.read_text("utf-8"))
            found.update(name for written in classes for name in NAME.findall(written))
        elif path.suffix in {".py", ".js"}:
            found.update(name for name in NAME.findall(path.read_text("utf-8")) if "-" in name)
    return found


def cut(css: str, words: AbstractSet[str]) -> str:
    """The style sheet without the rules for classes that are not among the words."""
    return "".join(_cut(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), words))


def _cut(rules: Iterable[Any], words: AbstractSet[str]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            kept = [each for each in _selectors(rule.prelude) if _classes(each) <= words]
            if kept:
                yield f"{','.join(map(tinycss2.serialize, kept))}{{{tinycss2.serialize(rule.content)}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in GROUPS and rule.content is not None:
            inner = "".join(_cut(tinycss2.parse_rule_list(rule.content, skip_whitespace=True), words))
            if inner:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}"
        else:
            yield rule.serialize()


def _selectors(prelude: Iterable[Any]) -> list[list[Any]]:
    """A list of selectors, each a list of tokens."""
    found: list[list[Any]] = [[]]
    for part in prelude:
        if part == ",":
            found.append([])
        else:
            found[-1].append(part)
    return found


def _classes(selector: list[Any]) -> set[str]:
    """The classes that an element must have; what stands within :not() or :is() is not asked for."""
    pairs = pairwise(selector)
    return {part.value for before, part in pairs if before == "." and part.type == "ident"}


def classes_of(css: str) -> set[str]:
    """All classes that a style sheet has rules for."""
    found: set[str] = set()
    for rule in tinycss2.parse_stylesheet(css):
        if rule.type == "qualified-rule":
            found.update(*map(_classes, _selectors(rule.prelude)))
        elif rule.type == "at-rule" and rule.lower_at_keyword in GROUPS and rule.content is not None:
            found |= classes_of(tinycss2.serialize(rule.content))
    return found
