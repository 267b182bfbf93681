"""Which words hold a text until somebody has read it. A help, not a wall: whoever wants to gets round it.

Words are looked for in a folded text (`quiz/domain/folding.py`): as they stand, in the other kana, and in
pieces, that is in the letters alone whatever stands between them. What the last two would find in ordinary
text as well does not count: `_stands` has the rules.
"""

import re
from collections.abc import Collection, Iterator

from quiz.domain.folding import TO_HIRAGANA, TO_KATAKANA, Reading, fold, readings
from quiz.domain.withheld import ENGLISH, JAPANESE, LENGTHS, is_kept, mark

KEPT_ENGLISH, KEPT_JAPANESE = frozenset(ENGLISH.split()), frozenset(JAPANESE.split())
# As many letters a word must have, by its script, to be found in two or more pieces.
IN_PIECES = {"l": 5, "h": 3, "k": 3, "c": 2}
# And as many, of any script, to be found letter by letter or in the other kana.
SPELLED = 3
LONGEST_GAP = 3
LONGEST_WORD = 24
SENTENCE_ENDS = re.compile(r"[。、]|[.,;:!?]\s")
# No blank tells where a word in hiragana begins and ends; next to these one is likely to.
BEFORE, AFTER = "はのがをにへとでもやか", "はのがをにへとでもやかなだ"


def words_that_hold(listed: str, text: str) -> list[str]:
    """The words of a text that are to be read first: of topics that are left out, then those listed.

    `listed` has blanks or commas between its words. A listed word counts wherever it stands in the text, and
    comes back as it is listed; a word of what is left out as it was found, in plain forms.
    """
    wanted = dict.fromkeys(word for word in re.split(r"[\s,、，]+", listed) if word)
    ways = list(readings(text))
    left_out = sorted({word for way in ways for word in withheld_in(way)})
    return [*left_out, *(word for word in wanted if any(_holds(word, way) for way in ways))]


def withheld_in(
    way: Reading,
    english: Collection[str] = KEPT_ENGLISH,
    japanese: Collection[str] = KEPT_JAPANESE,
    lengths: Collection[int] = LENGTHS,
) -> set[str]:
    """The words of what is left out, as they were found: whole words in English, anywhere in Japanese."""
    words = {way.letters[at:end] for at, end in _whole_words(way) if is_kept(way.letters[at:end], english)}
    for length in lengths:
        for at in range(len(way.letters) - length + 1):
            piece = way.letters[at : at + length]
            if "l" not in way.scripts[at : at + length] and (
                (mark(piece) in japanese and _stands(way, at, at + length, own=True))
                or (_in_other_kana(piece, japanese) and _stands(way, at, at + length, own=False))
            ):
                words.add(piece)
    return words


def _in_other_kana(piece: str, kept: Collection[str]) -> bool:
    forms = {piece.translate(TO_KATAKANA), piece.translate(TO_HIRAGANA)} - {piece}
    return any(mark(form) in kept for form in forms)


def _whole_words(way: Reading) -> Iterator[tuple[int, int]]:
    """Where words in Latin letters stand, whole or in pieces that are whole words themselves."""
    starts = [at for at, script in enumerate(way.scripts) if script == "l" and _starts(way, at)]
    for place, start in enumerate(starts):
        end = start
        for at in starts[place:]:
            # Between two pieces there is nothing but a gap, no kanji or kana.
            if at != end:
                break
            end = _end_of_word(way, at)
            if end - start > LONGEST_WORD and at != start:
                break
            if _stands(way, start, end, own=True):
                yield start, end


def _end_of_word(way: Reading, at: int) -> int:
    end = at + 1
    while end < len(way.letters) and way.scripts[end] == "l" and not way.gaps[end]:
        end += 1
    return end


def _holds(word: str, way: Reading) -> bool:
    plain = fold(word)
    if any(form in way.plain for form in (plain, *_plurals(plain))):
        return True
    # A word with a figure in it is looked for as it stands: H20 without its figures is but a letter.
    if not plain.isalpha():
        return False
    found = re.finditer(f"(?={re.escape(plain.translate(TO_KATAKANA))})", way.katakana)
    spans = [(each.start(), each.start() + len(plain)) for each in found]
    return any(_stands(way, at, end, own=way.letters[at:end] == plain) for at, end in spans)


def _plurals(word: str) -> tuple[str, ...]:
    """The plurals in English that do not begin with the word itself."""
    ends = (("y", "ies"), ("f", "ves"), ("fe", "ves"))
    is_english = re.fullmatch("[a-z]{3,}", word) is not None
    return tuple(word.removesuffix(one) + many for one, many in ends if is_english and word.endswith(one))


def _stands(way: Reading, start: int, end: int, *, own: bool) -> bool:
    """Whether these letters are the word, and do not only happen to stand there. `own`: in its own kana.

    In one piece and its own kana it is. Else it must have some letters, begin and end where words do (so
    that "the art" holds no "heart"), and no sentence may end within it; letter by letter it is a word again.
    """
    gaps, letters = way.gaps[start + 1 : end], end - start
    if own and not any(gaps):
        return True
    is_joined = letters >= IN_PIECES[way.scripts[start]] and not any(map(_parts, gaps))
    is_spelled = letters >= SPELLED and all(gaps)
    is_long_enough = own or letters >= SPELLED
    return is_long_enough and (is_joined or is_spelled) and _starts(way, start) and _ends(way, end)


def _parts(gap: str) -> bool:
    """Whether what stands between two letters is more than a disguise."""
    return len(gap) > LONGEST_GAP or bool(SENTENCE_ENDS.search(gap))


def _starts(way: Reading, at: int) -> bool:
    """Whether a word may begin here."""
    if at == 0 or way.gaps[at]:
        return True
    before, script = way.scripts[at - 1], way.scripts[at]
    if script == "h":
        # Straight after kanji they are the end of a verb.
        return before in "lk" or way.letters[at - 1] in BEFORE
    return before != script


def _ends(way: Reading, at: int) -> bool:
    """Whether a word may have ended before this place."""
    if at == len(way.letters) or way.gaps[at]:
        return True
    script, after = way.scripts[at - 1], way.scripts[at]
    if script == "l":
        return after != "l" or way.letters[at : _end_of_word(way, at)] in {"s", "es"}
    if after == "h" and script in "hc":
        return way.letters[at] in AFTER
    return after != script
