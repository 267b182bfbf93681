"""Writing a content pack: the YAML of each file in one form, made for editing by hand.

What is read, written and read again is the same. Keys stand in the order of the models, and only those that
say something; a text stands on one line, or below its key where it has several.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeAlias

from yaml.resolver import Resolver

from quiz.bank.pack import PackPart
from quiz.bank.pack_base import FILES, Part
from quiz.bank.pack_files import PackError

HEADS = {
    "source": """
# The digest: a few neutral sentences a passage, in our own words; [[code]] after one marks the claim in it.
# The quotations are the only words that stand in quotation marks: the article's at a claim, or a reference's.
""",
    "references": """
# Other sources, each with its grade, the day on which it was checked and the day to check it again.
# New ones at the end.
""",
    "claims": """
# What the article says, sentence by sentence in our words: label with its reason, place in the digest, check.
""",
    "events": """
# What the timeline shows: the article's events and those of the references.
""",
    "figures": """
# Figures for the comparison: the article's beside the references'.
# Compute with its precision, which is left out only where none is stated.
""",
    "outlook": """
# For each prediction a neutral prompt, an argument on each side, questions to follow up with, what would
# change one's mind, and what happened later (for instructors to reveal; nothing above it may tell of it).
""",
    "terms": """
# Terms explained in both languages. "also" lists other ways in which a term stands in the texts.
""",
    "quizzes": """
# A quiz with its topics and questions; "place" orders the quizzes.
# "follows" names the test that is taken before this one, to the same plan and with other questions.
""",
}
# Entries that are long enough to be told apart by a blank line.
LONG = {"passages", "questions"}
# What stands in a file as it is; the rest, such as breaks of lines that editors do not show, is escaped.
AS_IT_IS = "\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
ONE_LINE = re.compile(f"[{AS_IT_IS}]*")
# Lines without spaces at their end, which editors remove, the first of them with something at its beginning.
LINES = re.compile(rf"(?!\s)(?:[{AS_IT_IS}\t]*(?<![ \t])\n)+[{AS_IT_IS}\t]*(?<![ \t\n])")
# A sign that means something to YAML: at the beginning, a colon or a # beside a space, a space at an end.
SIGN = re.compile(r"""[-?:](?: |$)|[,\[\]{}#&*!|>'"%@` ]|---|\.\.\.|.*(?:: |:$| #| $)""")
SIGN_IN_A_LIST = re.compile(r"[,\[\]{}?:]")
# What other readers of YAML take for a number or a truth value, beside what PyYAML does.
OTHERWISE = re.compile(r"[-+]?(?:\.\d+|\d+\.?\d*)(?:[eE][-+]?\d+)?|0o[0-7]+|[yYnN]", re.ASCII)
# From here on a figure is written with its exponent.
MANY = 1e15

Value: TypeAlias = str | bool | float | date | Part | Sequence["Value"]


def written(pack: PackPart) -> dict[str, str]:
    """The files of the pack by their names as seen from its folder; those of quizzes are named by slug.

    Raises PackError where two quizzes would be one file.
    """
    slugs = Counter(quiz.slug for quiz in pack.quizzes)
    if problems := [f"quizzes: {slug}: stands more than once" for slug, count in slugs.items() if count > 1]:
        raise PackError(problems)
    texts = {file: _file(key, getattr(pack, key)) for key, file in FILES.items()}
    return texts | {f"quizzes/{quiz.slug}.yaml": _file("quizzes", quiz) for quiz in pack.quizzes}


def _file(key: str, content: Part | list[Part]) -> str:
    lines = _entries(content, apart=True) if isinstance(content, list) else _top(content)
    return "\n".join([*HEADS[key].strip().splitlines(), *lines, ""])


def _top(part: Part) -> Iterator[str]:
    """A whole file of named things: a blank line before each list of them."""
    for name, value in _said(part):
        if isinstance(value, list):
            yield ""
        yield from _named(name, value)


def _said(part: Part) -> Iterator[tuple[str, Value]]:
    """The fields that say something else than is assumed without them."""
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if field.is_required() or value != field.get_default(call_default_factory=True):
            yield name, value


def _named(name: str, value: Value) -> Iterator[str]:
    if isinstance(value, Part):
        inner = [line for field, inside in _said(value) for line in _named(field, inside)]
        yield f"{name}:" if inner else f"{name}: {{}}"
        yield from _moved(inner)
    elif isinstance(value, list) and value and isinstance(value[0], Part):
        yield f"{name}:"
        yield from _moved(_entries(value, apart=name in LONG))
    elif isinstance(value, str) and LINES.fullmatch(value):
        yield f"{name}: |-"
        yield from _moved(value.split("\n"))
    else:
        yield f"{name}: {_short(value)}"


def _entries(parts: Sequence[Part], *, apart: bool) -> Iterator[str]:
    if not parts:
        yield "[]"
    for position, part in enumerate(parts):
        if position and apart:
            yield ""
        first, *others = [line for name, value in _said(part) for line in _named(name, value)] or ["{}"]
        yield f"- {first}"
        yield from _moved(others)


def _moved(lines: Iterator[str] | list[str]) -> Iterator[str]:
    return (f"  {line}" if line else line for line in lines)


def _short(value: Value) -> str:
    """A value on one line."""
    if isinstance(value, list):
        return f"[{', '.join(_text(str(piece), SIGN_IN_A_LIST) for piece in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and abs(value) < MANY else _figure(value)
    return _text(value) if isinstance(value, str) else str(value)


def _figure(value: float) -> str:
    digits = repr(value)
    return digits if "." in digits else digits.replace("e", ".0e")


def _text(text: str, sign: re.Pattern[str] | None = None) -> str:
    """A text on one line: as it is, in single quotes where YAML needs some, else with escapes."""
    text = str(text)
    if not ONE_LINE.fullmatch(text):
        quoted = json.dumps(text, ensure_ascii=False)
        return re.sub(f"[^{AS_IT_IS}]", lambda found: f"\\u{ord(found[0]):04x}", quoted)
    is_plain = text and not SIGN.match(text) and not (sign and sign.search(text)) and not _is_else(text)
    return text if is_plain else "'" + text.replace("'", "''") + "'"


def _is_else(text: str) -> bool:
    """Whether YAML would take it for a number, a date, a truth value or nothing."""
    known = [
        *Resolver.yaml_implicit_resolvers.get(text[0], []),
        *Resolver.yaml_implicit_resolvers.get(None, []),
    ]
    return bool(OTHERWISE.fullmatch(text)) or any(found.match(text) for _tag, found in known)
