"""Questions of a choice: multichoice, and true or false."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from quiz.domain.kinds import Kind
from quiz.exchange.formats.moodle_xml.answers import (
    COMBINED,
    WHOLE,
    Answer,
    answers_of,
    combined,
    fractions,
    own,
)
from quiz.exchange.formats.moodle_xml.texts import Reading
from quiz.exchange.formats.plain import NotRead, Option, Question
from quiz.exchange.formats.rules import Rule

# Moodle writes a third as 33.33333.
CLOSE = Decimal("0.01")
FEWEST = 2
NO = {"", "0", "false"}


def choice(seen: Reading, base: Question) -> Question:
    """A multichoice question, of one option or of several.

    Raises NotRead: TOO_FEW, NO_RIGHT, SYNTAX, TOO_LONG.
    """
    # Moodle, too, takes an empty one for none.
    answers = [each for each in answers_of(seen) if each.said or each.at.find("file") is not None]
    if len(answers) < FEWEST:
        raise NotRead(seen.note(Rule.TOO_FEW, seen.root, str(len(answers))))
    is_single = (seen.root.findtext("single") or "true").strip() not in NO
    least = WHOLE if is_single else Decimal("0.00001")
    right = [each for each in answers if each.fraction >= least]
    if not right:
        raise NotRead(seen.note(Rule.NO_RIGHT, seen.root, fractions(answers)))
    wrong = [each for each in answers if each.fraction < least]
    (_tell_of_one if is_single else _tell_of_several)(seen, right, wrong)
    kind = Kind.SINGLE if is_single and len(right) == 1 else Kind.MULTIPLE
    options = [
        Option(seen.text(each.at), each.fraction >= least, seen.text(each.feedback)) for each in answers
    ]
    return replace(base, kind=kind, options=tuple(_with_combined(seen, kind, options)))


def _tell_of_one(seen: Reading, right: list[Answer], wrong: list[Answer]) -> None:
    if len(right) > 1:
        seen.tell(Rule.ANY_RIGHT, right[1].at, str(len(right)))
    for each in filter(lambda answer: answer.fraction, wrong):
        seen.tell(Rule.PARTIAL if each.fraction > 0 else Rule.WEIGHTS, each.at, each.earns)


def _tell_of_several(seen: Reading, right: list[Answer], wrong: list[Answer]) -> None:
    if not (_share(right, WHOLE) and _share(wrong, -WHOLE)):
        seen.tell(Rule.WEIGHTS, seen.root, fractions([*right, *wrong]))


def _share(answers: list[Answer], whole: Decimal) -> bool:
    """Whether each earns the same part of the whole."""
    return all(abs(each.fraction - whole / len(answers)) <= CLOSE for each in answers)


def _with_combined(seen: Reading, kind: Kind, options: list[Option]) -> Iterable[Option]:
    """The options; where one is chosen, each with what Moodle says besides to whoever chooses it."""
    if kind is not Kind.SINGLE:
        combined(seen, *COMBINED)
        return options
    said_of_right, said_of_wrong = (seen.moving(own(seen, COMBINED[at])) for at in (0, 2))
    combined(seen, COMBINED[1])
    return [
        replace(each, feedback=_both(each.feedback, said_of_right if each.is_right else said_of_wrong))
        for each in options
    ]


def _both(one: str, other: str) -> str:
    return "\n\n".join(filter(None, (one, other)))


def truth(seen: Reading, base: Question) -> Question:
    """A true or false question. Raises NotRead: NO_RIGHT, SYNTAX, TOO_LONG."""
    given: dict[bool, Answer] = {}
    for at, each in enumerate(answers_of(seen)):
        word = each.said.lower()
        if word not in {"true", "false"}:
            # In files before Moodle 1.9 the words are those of a language, and true comes first.
            word = "true" if at == 0 else "false"
            seen.tell(Rule.READ_AS, each.at, f"{each.said} → {word}")
        given[word == "true"] = each
    right = [value for value, each in given.items() if each.fraction >= WHOLE]
    if len(right) != 1:
        raise NotRead(seen.note(Rule.NO_RIGHT, seen.root, fractions(given.values())))
    told = {value: seen.text(each.feedback) for value, each in given.items()}
    return replace(
        base,
        kind=Kind.TRUE_FALSE,
        answer=right[0],
        feedback=told.get(not right[0], ""),
        feedback_right=told[right[0]],
    )
