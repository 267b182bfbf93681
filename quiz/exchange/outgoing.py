"""The questions of a pack before they go into a file: each in one language, with what it rests on."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.functional import Promise

from quiz.authoring.unfinished import EMPTY, lacks, question_part
from quiz.bank.pack import QuestionPart
from quiz.bank.pack_base import Text
from quiz.domain.kinds import GRADABLE, GRADED, Label
from quiz.exchange.contents import Content, in_either, question_of
from quiz.exchange.formats.markup import escaped
from quiz.exchange.formats.plain import Question, words_of
from quiz.exchange.grounds import Grounds
from quiz.exchange.losses import Loss, Stays

# Where to read again, as the line of the grounds tells it: its own signs must not stand in it.
DIGEST = {"ja": "要約 {}", "en": "digest {}"}
SIGNS = re.compile(r"[（()）、,\s]+")
NEVER_GRADED = frozenset(Label) - GRADABLE


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A question of a pack as it would be told elsewhere, and what of it no file holds as it is; `stays` says
    why there is none, `lacks` what is not finished.
    """

    code: str
    quiz: str
    kind: str
    words: str
    question: Question | None = None
    losses: frozenset[Loss] = frozenset()
    stays: Stays | None = None
    lacks: tuple[Promise, ...] = ()


@dataclass(frozen=True)
class Origin:
    """The content of a pack, as `PackPart` has it, complete or not, to be told in one language."""

    content: Content
    language: str

    @property
    def title(self) -> str:
        """What its source is called; "" where it has no title yet."""
        return in_either((self.content.get("source") or {}).get("title"), self.language)

    @cached_property
    def quizzes(self) -> Mapping[str, Content]:
        """Its quizzes by their addresses, in the order in which readers find them."""
        quizzes = sorted(self.content.get("quizzes", ()), key=lambda quiz: quiz.get("place") or 0)
        return {str(quiz["slug"]): quiz for quiz in quizzes}

    def called(self, quiz: str) -> str:
        """The title of a quiz, or its address where it has none yet."""
        return in_either(self.quizzes[quiz].get("title"), self.language) or quiz

    @cached_property
    def claims(self) -> Mapping[str, Content]:
        """Its claims by their codes."""
        return {str(claim["code"]): claim for claim in self.content.get("claims", ())}

    @cached_property
    def passages(self) -> Mapping[str, str]:
        """Where each passage stands, in words: the number of its section and what that is called."""
        headings: dict[str, str] = {}
        found = {}
        for passage in (self.content.get("source") or {}).get("passages", ()):
            section = str(passage.get("section") or "")
            headings[section] = headings.get(section) or in_either(passage.get("heading"), self.language)
            place = SIGNS.sub(" ", f"{section} {headings[section]}").strip()
            found[str(passage["anchor"])] = DIGEST[self.language].format(escaped(place))
        return found

    def outgoing(self, quizzes: Mapping[str, Content]) -> Iterator[Outgoing]:
        """The questions of these quizzes, in their order."""
        for slug, quiz in quizzes.items():
            topics = {each.get("key"): each.get("name") for each in quiz.get("topics") or ()}
            # In a file of several, two quizzes may have topics of one name.
            above = f"{self.called(slug)}/" if len(quizzes) > 1 else ""
            for raw in quiz.get("questions", ()):
                topic = in_either(topics.get(raw.get("topic")), self.language)
                yield self._outgoing(raw, slug, f"{above}{topic}".strip("/"))

    def predictions(self) -> Iterator[Outgoing]:
        """What readers vote on: it stays, whatever the file."""
        for each in self.content.get("outlook", ()):
            code = str(each.get("claim") or "")
            words = in_either(self.claims.get(code, {}).get("text"), self.language)
            yield Outgoing(code, "", "", words_of(words), stays=Stays.PREDICTION)

    def _outgoing(self, raw: Content, quiz: str, category: str) -> Outgoing:
        part = question_part(str(raw["code"]), raw)
        told = part.model_dump(mode="json", warnings=False)
        known = (part.code, quiz, part.kind or "", words_of(in_either(told["stem"], self.language)))
        missing = tuple(lacks(part, alone=True))
        if stays := self._stays(part, is_finished=not missing):
            return Outgoing(*known, stays=stays, lacks=missing)
        question = question_of(part.code, told, self.language, self._grounds(part), category)
        losses = frozenset(loss for loss, is_so in ALWAYS.items() if is_so(part, self.language))
        return Outgoing(*known, question, losses)

    def _stays(self, part: QuestionPart, *, is_finished: bool) -> Stays | None:
        labels = {self.claims.get(code, {}).get("label") for code in part.rests_on}
        reasons = {
            Stays.EXERCISE: part.kind is not None and part.kind not in GRADED,
            Stays.OPINION: bool(labels & NEVER_GRADED),
            Stays.UNFINISHED: not is_finished,
        }
        return next((stays for stays, is_so in reasons.items() if is_so), None)

    def _grounds(self, part: QuestionPart) -> Grounds:
        passages = (self.passages.get(self.claims.get(code, {}).get("passage", "")) for code in part.rests_on)
        return Grounds(part.scope, tuple(part.rests_on), tuple(dict.fromkeys(filter(None, passages))))


def _is_untold(part: QuestionPart, language: str) -> bool:
    return any(text not in (None, EMPTY) and not getattr(text, language) for text in _texts(part))


ALWAYS: Mapping[Loss, Any] = {
    Loss.GROUNDS: lambda part, _language: part.scope is not None,
    Loss.CREDIT: lambda part, _language: part.credit is not None,
    Loss.LANGUAGE: _is_untold,
    Loss.LOOK: lambda part, _language: any(option.look for option in part.options),
}


def _texts(part: QuestionPart) -> Iterator[Text | None]:
    yield from (part.stem, part.explanation, part.feedback, part.feedback_right, part.credit)
    for option in (*part.options, *part.items, *part.extra):
        yield from (option.text, option.feedback)
    for pair in part.pairs:
        yield from (pair.left, pair.right)
