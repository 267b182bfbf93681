"""What a question draft made of a claim begins with, by its kind: as much of it as follows from the claim."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from quiz.authoring.wording import spoken
from quiz.domain.kinds import GRADED, Kind, Label, Scope
from quiz.domain.prose import NUMBER
from quiz.web.bilingual import LANGUAGES

UNIT = re.compile(r"\s?([%％]|[A-Za-z]{1,12}|[年月日時分秒人台円件社倍個本枚基元歳回])")
OPTIONS = "abcd"
ITEMS = "abc"
# Where the number of the claim stood.
GAP = "____"

# The claim in each language, "" where it is not written.
Words = Mapping[str, str]
Draft = Callable[[Words], dict[str, Any]]
EMPTY = dict.fromkeys(LANGUAGES, "")


def question_draft(kind: Kind, claim: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """A question about this claim: its scope, what it rests on, and what its kind begins with."""
    text = content.get("text") or {}
    words = {language: str(text.get(language) or "") for language in LANGUAGES}
    if kind not in GRADED:
        grounds: dict[str, Any] = {"sentences": [{"code": "s1", "claim": claim}]}
    else:
        # A fact that is checked against references can be asked as one; all else as what the article says.
        is_checked = content.get("label") == Label.FACT and (content.get("check") or {}).get("references")
        grounds = {"scope": (Scope.FACT if is_checked else Scope.ARTICLE).value, "rests_on": [claim]}
    return {"kind": kind.value, **grounds, **DRAFTS[kind](words)}


def in_each(words: Words, message: Any) -> dict[str, str]:
    """A translatable text in the languages in which there are words."""
    return {language: spoken(language, message)[language] if words[language] else "" for language in words}


def _choices(stem: Any) -> Draft:
    def draft(words: Words) -> dict[str, Any]:
        options = [
            {"code": code, "text": dict(words if code == "a" else EMPTY), "right": code == "a"}
            for code in OPTIONS
        ]
        return {"stem": in_each(words, stem), "options": options}

    return draft


def _true_false(words: Words) -> dict[str, Any]:
    return {"stem": dict(words), "answer": True}


def _numeric(words: Words) -> dict[str, Any]:
    found = {language: NUMBER.search(text) for language, text in words.items()}
    language, number = next(((name, match) for name, match in found.items() if match), ("", None))
    if not number:
        return {"stem": dict(words), "answer": "", "unit": ""}
    unit = UNIT.match(words[language], number.end())
    scale = number[2] or ""
    parts = [scale, unit[1] if unit else ""]
    stem = {name: _gapped(text, found[name]) for name, text in words.items()}
    return {
        "stem": stem,
        "answer": number[1].replace(",", ""),
        "unit": (" " if scale.isascii() else "").join(part for part in parts if part),
    }


def _gapped(text: str, number: re.Match[str] | None) -> str:
    return f"{text[: number.start(1)]}{GAP}{text[number.end(1) :]}" if number else text


def _ordering(words: Words) -> dict[str, Any]:
    stem = in_each(words, _("Put these in the order in which they happened."))
    return {"stem": stem, "items": [{"code": code, "text": dict(EMPTY)} for code in ITEMS]}


def _matching(words: Words) -> dict[str, Any]:
    pairs = [{"code": code, "left": dict(EMPTY), "right": dict(EMPTY)} for code in ITEMS]
    return {"stem": in_each(words, _("Match what belongs together.")), "pairs": pairs}


def _labelling(words: Words) -> dict[str, Any]:
    return {"stem": in_each(words, _("Which kind of sentence is each of these?"))}


DRAFTS: Mapping[Kind, Draft] = {
    Kind.SINGLE: _choices(_("Which of these does the article say?")),
    Kind.MULTIPLE: _choices(_("Which of these does the article say? Choose all that apply.")),
    Kind.TRUE_FALSE: _true_false,
    Kind.NUMERIC: _numeric,
    Kind.ORDERING: _ordering,
    Kind.MATCHING: _matching,
    Kind.LABELLING: _labelling,
}
