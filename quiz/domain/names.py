"""What people type: cleaned of what nobody sees, measured in letters as seen, compared by how it looks.

What goes, in names and texts alike: control characters, direction overrides and isolates, zero-width and
all other default-ignorable characters (Unicode's DerivedCoreProperties), private use, noncharacters, halves
of pairs, and marks beyond four on one letter. One exception, because the letter as seen would fall apart: a
joiner between two pictographs and the emoji selector after one. Joiners in other scripts and the selectors
of variant kanji go; the letters themselves stay.
"""

import re
import unicodedata
from hashlib import sha256

# Default_Ignorable_Code_Point beyond the category of format characters, and the braille blank.
IGNORED = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8"
    "\U000e0000-\U000e0fff]"
)
JOINER, SELECTOR = "\u200d", "\ufe0f"
TONES = re.compile("[\U0001f3fb-\U0001f3ff]")
FLAGS = re.compile("[\U0001f1e6-\U0001f1ff]")
BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
MARKS = 4
# Letters in a column for each letter as seen: a base, its marks, and what joins it.
PER_LETTER = 4
LONGEST_NAME = 60
LONGEST_CLASS_NAME = 100
LONGEST_KEY = 120

# Letters that look like the first of their group, as capitals and in lower case. Unicode's UTS #39 lists
# thousands; here are the scripts and the kana that a class meets. One too many costs a number after a name.
CAPITALS = (
    "AАΑ", "BВΒ", "CСϹ", "EЕΕ", "HНΗ", "IІΙӀ", "JЈ", "KКΚ", "MМΜ", "NΝ", "OОΟ", "PРΡ", "SЅ", "TТΤ", "XХΧ",
    "YУΥҮ", "ZΖ",
)  # fmt: skip
SMALL = (
    "aаαɑ", "cсϲ", "dԁ", "eе", "gɡ", "hһ", "iіιı1l|ӏɩ", "jј", "kкκ", "mм", "oоο0", "pрρ", "qԛ", "sѕ", "tтτ",
    "uυ", "vνѵ", "wԝ", "xхχ", "yуγү", "'’‘ʼ`′", "・·•‧", "一ー-‐‑‒–—―−", "ロ口囗", "ニ二", "カ力", "タ夕",
    "ト卜", "ハ八", "へヘ", "べベ", "ぺペ", "エ工", "チ千", "ミ三", "ノ丿", "ヒ匕", "ム厶",
)  # fmt: skip
PAIRS = (("rn", "m"), ("vv", "w"))


def _first_of(groups: tuple[str, ...]) -> dict[int, str]:
    return {ord(sign): group[0] for group in groups for sign in group[1:]}


OF_CAPITALS, OF_SMALL = _first_of(CAPITALS), _first_of(SMALL)


def clean_name(typed: str) -> str:
    """One line: compatibility forms as plain ones (NFKC), breaks and tabs as spaces, runs of them as one."""
    return " ".join(_visible(unicodedata.normalize("NFKC", BREAKS.sub("\n", typed))).split())


def clean_text(typed: str) -> str:
    """Several lines: composed (NFC), since NFKC would change what is said: 10² would be 102.

    Line breaks and indents stay, spaces before a break go, and of several empty lines one stays.
    """
    lines = _visible(unicodedata.normalize("NFC", BREAKS.sub("\n", typed)).replace("\t", "    ")).split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip()


def _visible(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for place, sign in enumerate(text):
        after = text[place + 1] if place + 1 < len(text) else ""
        if _is_hidden(sign) and not _holds_together(kept, sign, after):
            continue
        is_mark = unicodedata.category(sign)[0] == "M"
        marks = marks + 1 if is_mark else 0
        if not is_mark or (kept and not kept[-1].isspace() and marks <= MARKS):
            kept.append(sign)
    return unicodedata.normalize("NFC", "".join(kept))


def _is_hidden(sign: str) -> bool:
    if sign in "\n\t":
        return False
    # A letter that is newer than Python's table (Cn) is seen all the same; a noncharacter never is.
    is_none = ord(sign) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(sign) <= 0xFDEF  # noqa: PLR2004  Unicode's own
    return bool(unicodedata.category(sign) in {"Cc", "Cf", "Co", "Cs"} or is_none or IGNORED.match(sign))


def _holds_together(kept: list[str], sign: str, after: str) -> bool:
    before = kept[-1] if kept else ""
    if sign == SELECTOR:
        return _is_pictograph(before)
    return sign == JOINER and (_is_pictograph(before) or before == SELECTOR) and _is_pictograph(after)


def _is_pictograph(sign: str) -> bool:
    return bool(sign) and (unicodedata.category(sign) == "So" or bool(TONES.match(sign)))


def says_something(text: str) -> bool:
    """Whether there is a letter or a number in it that one sees."""
    return any(unicodedata.category(sign)[0] in "LN" for sign in text)


def letters(text: str) -> int:
    """How many letters one sees: marks, joiners, skin tones and the second half of a flag are part of one."""
    count, flags, joined = 0, 0, False
    for sign in text:
        flags = flags + 1 if FLAGS.match(sign) else 0
        is_part = (
            unicodedata.category(sign)[0] == "M" or sign in {JOINER, SELECTOR} or TONES.match(sign) or joined
        )
        if not is_part and (not flags or flags % 2):
            count += 1
        joined = sign == JOINER
    return count


def name_key(name: str) -> str:
    """What a name is sorted by: width, case and spaces aside."""
    return _short(_joined(clean_name(name)).casefold())


def looks(name: str) -> str:
    """What makes two names the same to the eye: the key, with look-alikes as one letter."""
    seen = _joined(clean_name(name)).translate(OF_CAPITALS).casefold().translate(OF_SMALL)
    for pair, one in PAIRS:
        seen = seen.replace(pair, one)
    return _short(seen)


def _joined(name: str) -> str:
    return name.replace(" ", "")


def _short(key: str) -> str:
    """The key at a length that the database keeps: the end of a longer one as its hash."""
    if len(key) <= LONGEST_KEY:
        return key
    return key[: LONGEST_KEY - 32] + sha256(key.encode()).hexdigest()[:32]
