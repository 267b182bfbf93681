"""In which language a file is, told from its questions."""

import re
from collections.abc import Iterable

# Kana, and the signs that Japanese shares with Chinese, which nobody brings here.
JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]")


def guessed(stems: Iterable[str], otherwise: str) -> str:
    """Japanese where half of the stems or more have a Japanese sign, else English; `otherwise` where there
    are none.
    """
    told = [bool(JAPANESE.search(stem)) for stem in stems if stem]
    if not told:
        return otherwise
    return "ja" if 2 * sum(told) >= len(told) else "en"
