"""What a question takes along into another pack: its claims with their passages and references, by names
that are free there. Plain values; what is there already is used and not copied again.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from quiz.authoring.assembling import Entry
from quiz.authoring.models import Piece, PieceKind
from quiz.bank.queries import MARKER
from quiz.web.bilingual import LANGUAGES

Content = Mapping[str, Any]
ByKey = dict[str, Content]
CODE = re.compile(r"[A-Z](\d+)", re.ASCII)


@dataclass(slots=True)
class Carried:
    """The question as it stands in the other pack, what comes with it, the passages that change."""

    question: Entry
    topics: list[Content]
    new: list[Entry] = field(default_factory=list)
    marked: ByKey = field(default_factory=dict)

    def count(self, kind: PieceKind) -> int:
        """How many of this kind come with it."""
        return sum(entry.kind == kind for entry in self.new)


def by_kind(written: Iterable[Piece | Entry]) -> dict[PieceKind, ByKey]:
    """The contents of these pieces by kind and key, as they come."""
    found: dict[PieceKind, ByKey] = {kind: {} for kind in PieceKind}
    for each in written:
        found[PieceKind(each.kind)][each.key] = each.content
    return found


def carry(
    question: Entry, origin: Iterable[Entry], held: Iterable[Piece], quiz: str, credit: Content
) -> Carried:
    """Bring this question of a pack into a quiz of another one, of which these pieces are there."""
    theirs, ours = by_kind(origin), by_kind(held)
    wanted = [code for code in _claims_of(question.content) if code in theirs[PieceKind.CLAIM]]
    claims = {code: theirs[PieceKind.CLAIM][code] for code in wanted}
    found = Carried(question, [])
    references = _references(claims, theirs[PieceKind.REFERENCE], ours[PieceKind.REFERENCE], found)
    anchors = _anchors(claims, theirs[PieceKind.PASSAGE], ours[PieceKind.PASSAGE])
    codes = _codes(claims, ours[PieceKind.CLAIM])
    for anchor, here in anchors.items():
        mine = {code: name for code, name in codes.items() if claims[code].get("passage") == anchor}
        _passage(theirs[PieceKind.PASSAGE][anchor], here, ours[PieceKind.PASSAGE].get(here), mine, found)
    for code, here in codes.items():
        if here not in ours[PieceKind.CLAIM]:
            found.new.append(Entry(PieceKind.CLAIM, here, _claim(claims[code], anchors, references)))
    topic, found.topics = _topic(question, theirs[PieceKind.QUIZ], ours[PieceKind.QUIZ], quiz)
    key = _free(question.key, ours[PieceKind.QUESTION])
    own = question.content.get("credit") or credit
    content = _renamed(question.content, codes) | {"topic": topic, "credit": own}
    found.question = Entry(PieceKind.QUESTION, key, content, quiz)
    return found


def _claims_of(content: Content) -> list[str]:
    """The claims that a question names, each once."""
    named = list(content.get("rests_on") or ())
    named += [line.get("look") for name in ("options", "extra") for line in content.get(name) or ()]
    named += [line.get("claim") for line in content.get("sentences") or ()]
    return list(dict.fromkeys(code for code in named if code))


def _free(key: str, taken: Iterable[str]) -> str:
    """The name itself, or with the first number that makes it free."""
    known, number, name = set(taken), 2, key
    while name in known:
        name, number = f"{key}-{number}", number + 1
    return name


def _references(claims: ByKey, theirs: ByKey, ours: ByKey, found: Carried) -> dict[str, str]:
    """What the references of these claims are called here; new ones are put down."""
    at = {content.get("url"): key for key, content in ours.items() if content.get("url")}
    named = [key for claim in claims.values() for key in (claim.get("check") or {}).get("references") or ()]
    names: dict[str, str] = {}
    for key in dict.fromkeys(named):
        if key not in theirs:
            continue
        same = at.get(theirs[key].get("url"))
        names[key] = same or _free(key, {*ours, *names.values()})
        if not same:
            found.new.append(Entry(PieceKind.REFERENCE, names[key], theirs[key]))
    return names


def _anchors(claims: ByKey, theirs: ByKey, ours: ByKey) -> dict[str, str]:
    """What the passages of these claims are called here: the same words are the same passage."""
    plain = {_plain(content): key for key, content in ours.items() if content.get("text")}
    names: dict[str, str] = {}
    for anchor in dict.fromkeys(claim.get("passage") for claim in claims.values()):
        if anchor in theirs:
            names[anchor] = plain.get(_plain(theirs[anchor])) or _free(anchor, {*ours, *names.values()})
    return names


def _plain(content: Content) -> tuple[str, ...]:
    return tuple(MARKER.sub("", _said(content, language)) for language in LANGUAGES)


def _said(content: Content, language: str) -> str:
    return str((content.get("text") or {}).get(language) or "")


def _codes(claims: ByKey, ours: ByKey) -> dict[str, str]:
    """What these claims are called here: the same sentence with the same label is the same claim."""
    taken = set(ours)
    names: dict[str, str] = {}
    for code, claim in claims.items():
        same = next((key for key, content in ours.items() if _is_same(content, claim)), None)
        names[code] = same or _free_code(code, taken)
        taken.add(names[code])
    return names


def _is_same(one: Content, other: Content) -> bool:
    return all(one.get(name) == other.get(name) for name in ("text", "label"))


def _free_code(code: str, taken: set[str]) -> str:
    if code not in taken:
        return code
    numbers = [int(found[1]) for key in taken if (found := CODE.fullmatch(key)) and key[0] == code[0]]
    return f"{code[0]}{max(numbers, default=0) + 1}"


def _passage(
    theirs: Content, here: str, ours: Content | None, codes: Mapping[str, str], found: Carried
) -> None:
    """Copy the passage, or mark in the one that is here the claims that are new to it."""
    if ours is None:
        text = theirs.get("text") and {name: _marked(_said(theirs, name), codes) for name in LANGUAGES}
        found.new.append(Entry(PieceKind.PASSAGE, here, {**theirs, "text": text}))
        return
    text = {}
    for language in LANGUAGES:
        text[language] = _said(ours, language)
        for at, code in _places(_said(theirs, language)):
            if code in codes and f"[[{codes[code]}]]" not in text[language]:
                text[language] = _with_marker(text[language], at, codes[code])
    if text != {language: _said(ours, language) for language in LANGUAGES}:
        found.marked[here] = {**ours, "text": text}


def _marked(text: str, codes: Mapping[str, str]) -> str:
    """The text with the markers of these claims under their names here, and without the others."""
    return MARKER.sub(lambda marker: f"[[{codes[marker[1]]}]]" if marker[1] in codes else "", text)


def _places(text: str) -> list[tuple[int, str]]:
    """Where markers stand, counted without markers, and whose they are."""
    found, before = [], 0
    for marker in MARKER.finditer(text):
        found.append((marker.start() - before, marker[1]))
        before += len(marker[0])
    return found


def _with_marker(text: str, at: int, code: str) -> str:
    """The text with a marker at this place, counted without markers; after those that stand there."""
    raw, plain = 0, 0
    for marker in MARKER.finditer(text):
        step = marker.start() - raw
        if plain + step > at:
            break
        plain, raw = plain + step, marker.end()
    cut = raw + at - plain
    return f"{text[:cut]}[[{code}]]{text[cut:]}"


def _claim(content: Content, anchors: Mapping[str, str], references: Mapping[str, str]) -> Content:
    check = content.get("check") or {}
    named = [references[key] for key in check.get("references") or () if key in references]
    copied = {
        **content,
        "passage": anchors.get(content.get("passage", ""), ""),
        "check": {**check, "references": named},
    }
    said = [{name: line.get(name, "") for name in LANGUAGES} for line in content.get("quotations") or ()]
    return copied | ({"quotations": said} if said else {})


def _topic(question: Entry, theirs: ByKey, ours: ByKey, quiz: str) -> tuple[str, list[Content]]:
    """What the question's topic is called here, and the topics of the quiz with it."""
    key = str(question.content.get("topic") or "")
    listed = list(ours.get(quiz, {}).get("topics") or ())
    there = theirs.get(question.parent, {}).get("topics") or ()
    topic = next((each for each in there if each.get("key") == key), None)
    if topic is None:
        return key, listed
    # Two topics of one name in two quizzes of a pack are one topic.
    known = {each.get("key"): each.get("name") for one in ours.values() for each in one.get("topics") or ()}
    name = key if known.get(key, topic["name"]) == topic["name"] else _free(key, map(str, known))
    if name not in [each.get("key") for each in listed]:
        listed.append({"key": name, "name": topic["name"]})
    return name, listed


def _renamed(content: Content, codes: Mapping[str, str]) -> dict[str, Any]:
    """The question with the names that its claims have here."""
    found = dict(content) | {
        "rests_on": [codes[code] for code in content.get("rests_on") or () if code in codes]
    }
    for name, of in (("options", "look"), ("extra", "look"), ("sentences", "claim")):
        if content.get(name):
            found[name] = [
                {**line, of: codes.get(line[of])} if line.get(of) else dict(line) for line in content[name]
            ]
    return found
