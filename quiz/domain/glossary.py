"""Finding the words of a glossary in a text."""

import re
from collections.abc import Iterable, Mapping

KANJI = "\u4e00-\u9fff"
LETTERS = "A-Za-z0-9"


def pattern_of(words: Iterable[str]) -> re.Pattern[str]:
    """What finds these words, the longest first, never inside a longer word of letters or of kanji."""
    longest = sorted(filter(None, words), key=len, reverse=True)
    return re.compile("|".join(map(_bounded, longest)) or "(?!)", re.IGNORECASE)


def _bounded(word: str) -> str:
    before = next((kind for kind in (LETTERS, KANJI) if re.match(f"[{kind}]", word)), "")
    after = next((kind for kind in (LETTERS, KANJI) if re.search(f"[{kind}]$", word)), "")
    left = f"(?<![{before}])" if before else ""
    right = f"(?![{after}])" if after else ""
    return f"{left}{re.escape(word)}{right}"


def cut_at_words(
    text: str, pattern: re.Pattern[str], keys: Mapping[str, str], seen: set[str]
) -> list[tuple[str, str]]:
    """The text in stretches, each with the key of the word that it is, or "".

    Each key is marked once: those in `seen` are passed over, and new ones are added to it.
    """
    stretches: list[tuple[str, str]] = []
    at = 0
    for found in pattern.finditer(text):
        key = keys[found.group().lower()]
        if key in seen:
            continue
        seen.add(key)
        stretches += [(text[at : found.start()], ""), (found.group(), key)]
        at = found.end()
    return [(stretch, key) for stretch, key in [*stretches, (text[at:], "")] if stretch]
