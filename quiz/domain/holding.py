"""Which words hold a text until somebody has read it."""

import re
import unicodedata

from quiz.domain.withheld import withheld_words


def words_that_hold(listed: str, text: str) -> list[str]:
    """The words of a text that are to be read first: of topics that are left out, then those listed.

    `listed` has blanks or commas between its words. A listed word counts wherever it stands in the text, and
    comes back as it is listed.
    """
    folded = _plain(text)
    wanted = [word for word in re.split(r"[\s,、，]+", listed) if word]
    return [*withheld_words(text), *dict.fromkeys(word for word in wanted if _plain(word) in folded)]


def _plain(text: str) -> str:
    # In plain forms: a word in full-width letters is the same word.
    return unicodedata.normalize("NFKC", text).casefold()
