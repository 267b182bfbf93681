"""What of a pack could not be read at all, in our words: from pydantic's errors to findings."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from quiz.bank.findings.told import Finding, Place, Words, filled, wall
from quiz.bank.pack_base import FILES
from quiz.bank.pack_words import CODE, DAY, LANGUAGE, OPTIONAL_URL, SLUG, URL

# The lists whose entries are pieces of their file, in the files that hold more than one list.
PIECES = {"source": "passages", "quizzes": "questions"}
NAMES = ("code", "key", "anchor")
MESSAGES: Mapping[str, Words] = {
    "missing": _("This is missing."),
    "no_words": _("A text in Japanese, in English or in both is needed."),
    "string_too_short": _("This is too short: it needs %(min_length)s characters or more."),
    "string_too_long": _("This is too long: it may have %(max_length)s characters."),
    "too_short": _("Too few lines stand here: %(min_length)s or more are needed."),
    "too_long": _("Too many lines stand here: there may be %(max_length)s."),
    "string_pattern_mismatch": _("This is not written as it has to be."),
    "enum": _("This has to be one of the following: %(expected)s."),
    "literal_error": _("This has to be one of the following: %(expected)s."),
    "extra_forbidden": _("A pack has no such field."),
    "date": _("This has to be a day, as in 2026-11-24."),
    "string": _("This has to be a text."),
    "float": _("This has to be a number."),
    "finite_number": _("This has to be a finite number."),
    "int": _("This has to be a whole number."),
    "bool": _("This has to be true or false."),
    "list": _("This has to be a list."),
    "model": _("This has to be an entry with fields of its own."),
}
PATTERNS: Mapping[str, Words] = {
    URL: _("An address begins with http:// or https:// and has no spaces."),
    OPTIONAL_URL: _("An address begins with http:// or https:// and has no spaces."),
    LANGUAGE: _("A language is written as its tag: ja, en, zh-Hant."),
    DAY: _("A date is written as 2025, 2025-04 or 2025-04-14."),
    CODE: _("The code of a claim is a capital letter with digits, as in C13."),
    SLUG: _("Only letters from a to z, digits, hyphens and underscores can stand here."),
}


def findings_of(error: ValidationError, raw: Any, quizzes: Sequence[str] = ()) -> list[Finding]:
    """Each place that cannot be read, once.

    raw: what was validated, keyed as the fields of PackPart. quizzes: their files, for one without a slug.
    """
    found: dict[Place, Finding] = {}
    for line in error.errors(include_url=False):
        place = place_of(line["loc"], raw, quizzes)
        # A value that is neither of two types has an error of each.
        found.setdefault(place, wall(place, _message(line)))
    return list(found.values())


def place_of(steps: Sequence[int | str], raw: Any, quizzes: Sequence[str] = ()) -> Place:
    """From the way to a value in what was read to its file, piece and field."""
    root, rest = str(steps[0]) if steps else "", list(steps[1:])
    file, here = FILES.get(root, root), _inside(raw, root)
    if root == "quizzes" and rest:
        number = int(rest.pop(0))
        here = _inside(here, number)
        names = [_inside(here, "slug"), *quizzes[number : number + 1], str(number + 1)]
        file = f"quizzes/{_first(names)}".replace("quizzes/quizzes/", "quizzes/").removesuffix(".yaml")
    listed = PIECES.get(root)
    piece = ""
    if listed is None and rest:
        piece, here = _named(here, int(rest.pop(0)), is_claims=root == "outlook")
    elif listed and rest[:1] == [listed] and len(rest) > 1:
        piece, here = _named(_inside(here, listed), int(rest[1]))
        rest = rest[2:]
    return Place(file, piece).at(*_fields(here, rest))


def _fields(here: Any, steps: Sequence[int | str]) -> Iterator[str]:
    for step in steps:
        if isinstance(here, list) and isinstance(step, int):
            name, here = _named(here, step)
            yield name
        elif isinstance(here, dict) and isinstance(step, str):
            here = _inside(here, step)
            yield step
        # Else it is the name of a type that was tried, and no field.


def _named(rows: Any, step: int, *, is_claims: bool = False) -> tuple[str, Any]:
    """An entry of a list and what it is called: its name, else its number from 1."""
    row = _inside(rows, step)
    keys = (*NAMES, "claim") if is_claims else NAMES
    return _first([*(_inside(row, key) for key in keys), str(step + 1)]), row


def _inside(here: Any, step: int | str) -> Any:
    try:
        return here[step]
    except (KeyError, IndexError, TypeError):
        return None


def _first(names: Sequence[Any]) -> str:
    return next(name for name in names if isinstance(name, str) and name)


def _message(line: ErrorDetails) -> Words:
    kind, values = line["type"], line.get("ctx", {})
    if values.get("pattern") in PATTERNS:
        return PATTERNS[values["pattern"]]
    text = MESSAGES.get(kind, MESSAGES.get(kind.partition("_")[0]))
    if text is None:
        return filled(_("It cannot be read: %(why)s"), why=line["msg"])
    if "expected" in values:
        values = values | {"expected": values["expected"].replace("'", "").replace(" or ", ", ")}
    return filled(text, **values)
