"""What the review says of a finished attempt, or of one question whose feedback is due."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quiz.bank.queries import Ground, grounds
from quiz.domain.calibration import Finding, Level, finding, levels
from quiz.domain.kinds import Confidence, Kind, Scope
from quiz.domain.scoring import Tally, is_right, tally
from quiz.taking.marking import Held, keys_for
from quiz.taking.models import Answer, Correction, Dispute
from quiz.taking.sheets import Sheet
from quiz.web.bilingual import in_language


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a question's review. For choices: the option, chosen or not, right or not, why.

    For the other kinds: the item, what the reader gave it and what is right ("" for nothing).
    """

    text: str
    is_chosen: bool = False
    is_right: bool = False
    given: str = ""
    right: str = ""
    label: str = ""
    feedback: str = ""
    section: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A question with the reader's answer, the right one, why, and what it rests on."""

    answer: Answer
    lines: tuple[Line, ...]
    explanation: str
    grounds: tuple[Ground, ...]
    correction: Correction | None = None
    # What its reader said against it.
    dispute: Dispute | None = None

    @property
    def state(self) -> str:
        """How it went: right, partly, empty or wrong; "" where it has no points."""
        return state_of(self.answer)

    @property
    def is_missed(self) -> bool:
        """Whether it earned less than it could."""
        return self.state not in ("", "right")


@dataclass(frozen=True, slots=True)
class Review:
    """A finished attempt: its questions, its scores, and how well confidence matched them."""

    items: tuple[Reviewed, ...]
    total: Tally
    topics: tuple[tuple[str, Tally], ...]
    article: Tally
    fact: Tally
    levels: tuple[Level, ...]
    finding: Finding

    @property
    def missed(self) -> list[Reviewed]:
        """What was not right, or not wholly."""
        return [item for item in self.items if item.is_missed]

    @property
    def states(self) -> list[tuple[str, int]]:
        """How often each state occurs, those that do."""
        counts = Counter(item.state for item in self.items)
        return [(state, counts[state]) for state in ("right", "partly", "wrong", "empty") if counts[state]]


def review_items(sheets: Sequence[Sheet], assignment_id: int | None) -> tuple[Reviewed, ...]:
    """The reviews of these questions: 3 queries, 4 in a class; one more with corrections.

    Only for pages on which the policy lets them be seen.
    """
    ids = [sheet.question.pk for sheet in sheets]
    keys, found = keys_for(ids, assignment_id), grounds(ids)
    answers = [sheet.answer for sheet in sheets] if assignment_id else []
    said = {row.answer_id: row for row in Dispute.objects.filter(answer__in=answers)} if answers else {}
    return tuple(
        Reviewed(
            sheet.answer,
            tuple(LINES[sheet.shape.kind](sheet, keys[sheet.question.pk])),
            keys[sheet.question.pk].explanation,
            tuple(found.get(sheet.question.pk, ())),
            keys[sheet.question.pk].correction,
            said.get(sheet.answer.pk),
        )
        for sheet in sheets
    )


def review_of(sheets: Sequence[Sheet], assignment_id: int | None) -> Review:
    """The review of a whole attempt: 3 queries, 4 in a class; one more with corrections.

    Questions that do not count are left out of the scores.
    """
    graded = [sheet.answer for sheet in sheets if sheet.answer.points is not None]
    stated = stated_levels(graded)
    return Review(
        items=review_items(sheets, assignment_id),
        total=tally_of(graded),
        topics=by_topic(graded),
        article=tally_of(graded, Scope.ARTICLE),
        fact=tally_of(graded, Scope.FACT),
        levels=stated,
        finding=finding(stated),
    )


def state_of(answer: Answer) -> str:
    """How an answer went: right, partly, empty or wrong; "" where it has no points. Reads the question."""
    points = answer.points
    if points is None or not answer.question.is_graded:
        return ""
    if is_right(points):
        return "right"
    if not answer.is_given:
        return "empty"
    return "partly" if points else "wrong"


def tally_of(answers: Iterable[Answer], scope: Scope | None = None) -> Tally:
    """The points of these marked answers, of one scope where it is named."""
    return tally(answer.points or 0.0 for answer in answers if scope in (None, answer.question.scope))


def by_topic(answers: Iterable[Answer]) -> tuple[tuple[str, Tally], ...]:
    """The points of these marked answers by the name of the topic, in the order in which topics come."""
    topics: dict[str, list[Answer]] = {}
    for answer in answers:
        topics.setdefault(answer.question.topic.name, []).append(answer)
    return tuple((name, tally_of(found)) for name, found in topics.items())


def stated_levels(answers: Iterable[Answer]) -> tuple[Level, ...]:
    """How often these marked answers were right at each stated confidence; empty ones are left out."""
    return levels(
        (Confidence(answer.confidence), is_right(answer.points or 0.0))
        for answer in answers
        if answer.confidence and answer.is_given
    )


def _said(key: Held, code: str) -> dict[str, Any]:
    line = key.feedback.get(code)
    if not line:
        return {}
    where = {name: line.get(name, "") for name in ("section", "anchor")}
    return {"feedback": in_language(line["ja"], line["en"]), **where}


def _choices(sheet: Sheet, key: Held) -> Iterable[Line]:
    response = sheet.answer.response or []
    chosen = {response} if isinstance(response, str) else set(response)
    for choice in sheet.left:
        code = choice.option.code
        yield Line(
            choice.option.text,
            is_chosen=code in chosen,
            is_right=code in key.solution["right"],
            **_said(key, code),
        )


def _number(sheet: Sheet, key: Held) -> Iterable[Line]:
    unit, tolerance = sheet.question.unit, key.solution["tolerance"]
    given = f"{sheet.answer.response} {unit}" if sheet.answer.is_given else ""
    right = f"{key.solution['value']} {unit}" + ("" if tolerance in ("0", "0.0") else f" ± {tolerance}")
    yield Line("", given=given, right=right, is_right=sheet.answer.points == 1)


def _order(sheet: Sheet, key: Held) -> Iterable[Line]:
    texts = {choice.option.code: choice.option.text for choice in sheet.left}
    response = sheet.answer.response or [""] * len(texts)
    for place, (given, right) in enumerate(zip(response, key.solution["order"], strict=True), 1):
        yield Line(str(place), given=texts.get(given, ""), right=texts[right], is_right=given == right)


def _pairs(sheet: Sheet, key: Held) -> Iterable[Line]:
    texts = {choice.option.code: choice.option.text for choice in sheet.right}
    response = sheet.answer.response or {}
    for choice in sheet.left:
        code = choice.option.code
        given, right = response.get(code, ""), key.solution["pairs"][code]
        yield Line(
            choice.option.text,
            given=texts.get(given, ""),
            right=texts[right],
            is_right=given == right,
            **_said(key, given),
        )


def _labels(sheet: Sheet, _key: Held) -> Iterable[Line]:
    response = sheet.answer.response or {}
    for choice in sheet.left:
        option, claim = choice.option, choice.option.claim
        if claim is not None:
            yield Line(
                option.text,
                given=response.get(option.code, ""),
                label=claim.label,
                feedback=claim.label_reason,
            )


LINES: Mapping[Kind, Callable[[Sheet, Held], Iterable[Line]]] = {
    Kind.SINGLE: _choices,
    Kind.MULTIPLE: _choices,
    Kind.TRUE_FALSE: _choices,
    Kind.NUMERIC: _number,
    Kind.ORDERING: _order,
    Kind.MATCHING: _pairs,
    Kind.LABELLING: _labels,
}
