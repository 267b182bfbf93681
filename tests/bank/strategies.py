"""Any pack that the models take, made from their fields, so that a new field is tried without a word here."""

import datetime as dt
import enum
import re
import types
import typing

from hypothesis import strategies as st

from quiz.bank.pack import PackPart
from quiz.bank.pack_base import Part, Worded

# What YAML has traps for, and what comes out of other programs.
NASTY = (
    "80", "1e3", "1.5e+3", "0x1", "0o17", "1_000", "190:20:30", ".5", "+1", "-0", ".inf", ".nan", "2022",
    "2026-11-26", "2026-11-26T10:00:00Z", "yes", "no", "On", "off", "null", "Null", "~", "true", "False",
    "y", "N", "=", "<<", "a: b", "a:", ":a", "a #b", "#a", "a#b", "- a", "-", "-a", "---", "--- a", "...",
    "? a", "?", "&a", "*a", "!a", "%a", "@a", "`a`", "|", "|-", ">", "'", "''", '"', '"a"', "it's", "[a]",
    "[[C13]]", "{a: b}", "a, b", "a]", "\\", "\\n", "a\tb", "a\nb", "a\n\nb", "a\n  b\n c", "a \nb",
    "a\n\tb", "a\n# b\n--- c\n- d: e", "a\r\nb", "a\rb", "a\x85b", "a\u2028b", "a\u2029b", "a\ufeffb",
    "a\x00b", "a\x1bb", "a\x7fb", "a\xa0b", "a\ufffeb", "あ\u3000い", "「あ」：い", "é", "🇯🇵 🧑\u200d🏫",
    "\U0010ffff", "a" * 5000, "長い文。" * 500, ("a b: " * 300).strip(), "\n".join(["line: #"] * 200),
)  # fmt: skip
# By their numbers: hypothesis writes strategies down, and these are long.
WORDS = st.integers(0, len(NASTY) - 1).map(lambda place: NASTY[place]) | st.text(
    min_size=1, max_size=20
).filter(str.strip)


PLAIN = {
    bool: st.booleans(),
    int: st.integers(-1000, 1000),
    float: st.floats(allow_nan=False, allow_infinity=False),
    dt.date: st.dates(),
    type(None): st.none(),
}


def of_pattern(pattern):
    made = st.from_regex(re.compile(pattern, re.ASCII), fullmatch=True)
    # Not ASCII's alone: pydantic knows the spaces of all scripts.
    return made.filter(lambda text: not re.search(r"\s", text))


def of_field(kind, metadata=()):
    """A strategy for what a field may hold, by its annotation and its bounds."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in {typing.Union, types.UnionType}:
        return st.one_of([of_field(one) for one in inner])
    if origin is list:
        return st.lists(of_field(inner[0]), min_size=bound(metadata, "min_length") or 0, max_size=2)
    if origin is typing.Literal or issubclass(kind, enum.Enum):
        return st.sampled_from(inner or list(kind))
    if kind is str:
        pattern, longest = bound(metadata, "pattern"), bound(metadata, "max_length")
        return (of_pattern(pattern) if pattern else WORDS).map(lambda text: text[:longest])
    return of_part(kind) if issubclass(kind, Part) else PLAIN[kind]


def bound(metadata, name):
    return next((getattr(each, name) for each in metadata if getattr(each, name, None) is not None), None)


def of_part(model):
    fields = {
        name: (field, of_field(field.annotation, field.metadata))
        for name, field in model.model_fields.items()
    }
    made = st.fixed_dictionaries(
        {name: made for name, (field, made) in fields.items() if field.is_required()},
        optional={name: made for name, (field, made) in fields.items() if not field.is_required()},
    )
    if issubclass(model, Worded):
        made = made.filter(lambda told: told.get("ja") or told.get("en"))
    return made.map(model.model_validate)


def in_order(pack):
    """Quizzes as a pack that was read has them, each with an address of its own."""
    quizzes = {quiz.slug: quiz for quiz in pack.quizzes}.values()
    return pack.model_copy(update={"quizzes": sorted(quizzes, key=lambda quiz: (quiz.place, quiz.slug))})


PACKS = of_part(PackPart).map(in_order)
