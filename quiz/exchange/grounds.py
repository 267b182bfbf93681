"""Where a question's key comes from, as the last line of its explanation: no format has a place for it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from quiz.domain.kinds import Scope

# Fixed words and not translations: a file must be understood in whatever language it comes back.
WORDS: Mapping[str, Mapping[Scope, str]] = {
    "ja": {Scope.ARTICLE: "記事による設問", Scope.FACT: "出典による設問"},
    "en": {Scope.ARTICLE: "Asked according to the article", Scope.FACT: "Asked according to the references"},
}
SIGNS = {"ja": ("（", "：", "、", "）"), "en": ("(", ": ", ", ", ")")}
SCOPES = {word: scope for words in WORDS.values() for scope, word in words.items()}
# Also where a format has put it on one line with the rest.
LINE = re.compile(
    rf"(?:\A|\s)[（(](?P<scope>{'|'.join(SCOPES)})(?:(?:：|: )(?P<rest>[^（()）\n]*))?[）)]\s*\Z"
)
CODE = re.compile(r"[CP]\d+[A-Za-z]?|[A-Za-z][\w-]*")


@dataclass(frozen=True, slots=True)
class Grounds:
    """The scope of a question, the claims that it rests on, and which passages to read again (in words)."""

    scope: Scope | None = None
    claims: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()


def with_grounds(explanation: str, grounds: Grounds, language: str) -> str:
    """The explanation with a last paragraph that tells the grounds; as it is where there is no scope."""
    if grounds.scope is None:
        return explanation
    opens, colon, comma, closes = SIGNS[language]
    rest = comma.join((*grounds.claims, *grounds.passages))
    line = f"{opens}{WORDS[language][grounds.scope]}{colon + rest if rest else ''}{closes}"
    return f"{explanation}\n\n{line}" if explanation else line


def without_grounds(explanation: str) -> tuple[str, Grounds]:
    """The explanation without that paragraph, and what it told (without the passages)."""
    found = LINE.search(explanation)
    if found is None:
        return explanation, Grounds()
    rest = re.split("[、,]", found["rest"] or "")
    claims = tuple(each.strip() for each in rest if CODE.fullmatch(each.strip()))
    return explanation[: found.start()].rstrip(), Grounds(SCOPES[found["scope"]], claims)
