"""Finding the words of what is left out, without writing any of them down.

The topics that the digest withholds may appear nowhere, this file included; so the words are kept as the
first 16 digits of their SHA-256, English ones in lower case.
"""

import re
import unicodedata
from collections.abc import Collection
from functools import cache
from hashlib import sha256

ENGLISH = """
051375546db9782e 0c47682ec767a3e9 0d2f07d411174e15 127c6aeff8130d6c 167a79b5d437ac9a 2ce4ce947f548d48
2f12f225201ff03d 2f293f67aa33f2ce 3333f6bd20648b61 3e3a62b8ca11a1e6 3fa1d3c4460b7347 42d83a899f20aea7
42ec162651afb7b4 44eb92b46360c22a 48771624e9e5a31c 5b7904a220ffa3f6 6e71138a331037ba 72349339cf1c0d85
74222983ca858c13 7996910b4b12da7d 79da076caae649f4 7ce42493f4e9b7f6 82280bb7b30905f9 95cfe25ba98478a8
a00f82d8b27ec8be b4bf5d7e5fcf89ef b70e74e842592f65 c68fef1abac63a83 e7d3685715939842 eb0afd90509c5067
eb75f07136195394 edfd8f512ea24089 fa21ad3dbacf1833 faccf34ca201c8ab fceffa26a3b7bd78
"""
JAPANESE = """
0a99ce97307231cd 21084d0e7d544199 23d74cb0f73803f9 3c14e77d6a7b7412 5a35f9aac8818257 64536b2e358d1edd
6fa4c423eb4ea595 74d638667b966a0a 843d63bd8c21c63c 99512ddfa66cc7e8 9f57881b7d766d9d a7f753165df914b0
a830f4ea7ffb111e b972b33e0f9b26e0 c62991e857bf6db8 c86ec9c62395bea6 e959dab1c7ee712a f71a24e1b8fb2fec
"""
LENGTHS = (2, 3, 4, 5)


def mark(word: str) -> str:
    """What is kept of a word."""
    return sha256(word.encode()).hexdigest()[:16]


def is_kept(word: str, kept: Collection[str]) -> bool:
    """Whether the mark of a word, or in English of what it is the plural of, is among those kept."""
    return any(mark(form) in kept for form in (word, *singulars(word)))


def singulars(word: str) -> tuple[str, ...]:
    """What an English word in lower case may be the plural of; nothing of what ends in no s."""
    ends = (("s", ""), ("es", ""), ("ies", "y"), ("ves", "f"), ("ves", "fe"))
    return tuple(word.removesuffix(many) + one for many, one in ends if word.endswith(many))


@cache
def _listed(marks: str) -> frozenset[str]:
    return frozenset(marks.split())


def withheld_words(
    text: str,
    *,
    english: str = ENGLISH,
    japanese: str = JAPANESE,
    lengths: tuple[int, ...] = LENGTHS,
) -> list[str]:
    """The words of a text that are among those kept: whole words in English, anywhere in Japanese.

    Plurals count. Words that are disguised do not: for those of posts see `quiz/domain/holding.py`.
    """
    text = unicodedata.normalize("NFKC", text)
    kept_en, kept_ja = _listed(english), _listed(japanese)
    words = {word for word in set(re.findall(r"[a-z]+", text.lower())) if is_kept(word, kept_en)}
    for run in re.findall(r"[\u3040-\u30ff\u4e00-\u9fff]+", text):
        pieces = {run[at : at + length] for length in lengths for at in range(len(run) - length + 1)}
        words |= {piece for piece in pieces if mark(piece) in kept_ja}
    return sorted(words)
