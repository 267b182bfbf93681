"""A text as an eye takes it in: in plain forms, its letters with what stands between them.

Compatibility forms (NFKC) fold full width, half-width kana, ligatures and mathematical letters; what nobody
sees (format characters, fillers) and marks on letters go, but for the voicing marks of kana, which make
other letters; letters of other scripts that look Latin are Latin. The look-alikes are those of names
(`quiz/domain/names.py`) and a few more, not the thousands of Unicode's UTS #39: a help, not a wall.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from quiz.domain.names import IGNORED, OF_CAPITALS, OF_SMALL

# Voicing marks that stand for themselves join the kana before them; NFKC would put a blank between.
VOICING = str.maketrans({"\u309b": "\u3099", "\u309c": "\u309a"})
VOICED = "\u3099\u309a"
# Beside those of names, where one too many would number two names apart: Cyrillic, Greek and Armenian.
MORE = str.maketrans("вьβгғηпոнζυսц", "bbbrfnnnhzuuu")
OTHERS = {sign: latin for sign, latin in OF_SMALL.items() if sign > ord("~") and "a" <= latin <= "z"}
LATIN = re.compile(
    r"LATIN (?:CAPITAL LETTER|SMALL LETTER|LETTER SMALL CAPITAL) (?:SCRIPT )?([A-Z])(?: WITH .+)?"
)
TO_KATAKANA = {code: code + 0x60 for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}
TO_HIRAGANA = {katakana: hiragana for hiragana, katakana in TO_KATAKANA.items()}
# Figures that stand for letters, where they stand between letters: l33t. 1 is both i and l.
FIGURES = re.compile(r"(?<=[a-z])[013457]+(?=[a-z])")
AS_LETTERS = (str.maketrans("013457", "oieast"), str.maketrans("013457", "oleast"))


def fold(text: str) -> str:
    """The text in plain forms and lower case; kana stay as they are, hiragana or katakana."""
    text = unicodedata.normalize("NFKC", text.translate(VOICING)).translate(OF_CAPITALS).casefold()
    kept = "".join(sign for sign in unicodedata.normalize("NFD", text) if not _goes(sign))
    whole = unicodedata.normalize("NFC", kept).translate(OTHERS).translate(MORE)
    # What no kana took is a mark like others.
    return "".join(map(_latin, whole)).translate(dict.fromkeys(map(ord, VOICED)))


def _goes(sign: str) -> bool:
    if sign.isascii() or sign in VOICED:
        return False
    return unicodedata.category(sign) in {"Cf", "Mn", "Me", "Mc"} or bool(IGNORED.match(sign))


@lru_cache(2048)
def _latin(sign: str) -> str:
    """ø, ɓ and ᴢ as the Latin letter that they are made from."""
    found = None if sign.isascii() else LATIN.search(unicodedata.name(sign, ""))
    return found[1].lower() if found else sign


@dataclass(frozen=True, slots=True)
class Reading:
    """A folded text; its letters alone; what stands before each of them; and the script of each.

    Scripts: l (with cases: Latin and what is like it), h (hiragana), k (katakana), c (kanji and all others).
    """

    plain: str
    letters: str
    gaps: tuple[str, ...]
    scripts: str

    @property
    def katakana(self) -> str:
        """The letters with all kana as katakana; as long as the letters."""
        return self.letters.translate(TO_KATAKANA)


def readings(text: str) -> Iterator[Reading]:
    """How a text can be read: as it stands, and with figures between letters as what they stand for."""
    plain = fold(text)
    yield from map(_reading, dict.fromkeys([plain, *(_spelled(plain, way) for way in AS_LETTERS)]))


def _spelled(plain: str, way: dict[int, int]) -> str:
    return FIGURES.sub(lambda found: found[0].translate(way), plain)


def _reading(plain: str) -> Reading:
    letters, gaps, gap = [], [], ""
    for sign in plain:
        if sign.isalpha():
            letters.append(sign)
            gaps.append(gap)
            gap = ""
        else:
            gap += sign
    scripts = ""
    for sign in letters:
        # A long vowel is of the kana before it.
        scripts += scripts[-1] if sign == "ー" and scripts[-1:] in {"h", "k"} else _script(sign)
    return Reading(plain, "".join(letters), tuple(gaps), scripts)


def _script(sign: str) -> str:
    if sign.islower():
        return "l"
    if "\u3041" <= sign <= "\u309f":
        return "h"
    return "k" if "\u30a1" <= sign <= "\u30ff" else "c"
