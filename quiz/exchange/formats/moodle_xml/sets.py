"""Questions of several parts: pairs to be matched, items to be ordered."""

from dataclasses import replace

from quiz.domain.kinds import Kind
from quiz.exchange.formats.moodle_xml.answers import COMBINED, answers_of, combined
from quiz.exchange.formats.moodle_xml.texts import Reading
from quiz.exchange.formats.plain import NotRead, Option, Pair, Question, words_of
from quiz.exchange.formats.rules import Rule

FEWEST = 2


def matching(seen: Reading, base: Question) -> Question:
    """A matching question; a right-hand side without a prompt belongs to none.

    Raises NotRead: TOO_FEW, NO_ANSWER, TOO_LONG.
    """
    pairs: list[Pair] = []
    sides: set[str] = set()
    extra: list[str] = []
    for each in seen.root.findall("subquestion"):
        left, right = seen.text(each), seen.text(each.find("answer"), "html")
        if not left:
            extra.append(right)
            continue
        if not right:
            raise NotRead(seen.note(Rule.NO_ANSWER, each, words_of(left)))
        if right in sides:
            seen.tell(Rule.SHARED, each, words_of(right))
        pairs.append(Pair(left, right))
        sides.add(right)
    _refuse_few(seen, len(pairs))
    combined(seen, *COMBINED)
    # In Moodle, too, what reads the same is one choice.
    spare = tuple(Option(each) for each in dict.fromkeys(extra) if each and each not in sides)
    return replace(base, kind=Kind.MATCHING, pairs=tuple(pairs), extra=spare)


def ordering(seen: Reading, base: Question) -> Question:
    """An ordering question; its answers stand in their order. Raises NotRead: TOO_FEW, SYNTAX, TOO_LONG."""
    answers = [each.at for each in answers_of(seen)]
    items = [seen.text(each) for each in answers]
    _refuse_few(seen, len(list(filter(None, items))))
    for each in answers:
        seen.move(each.find("feedback"))
    combined(seen, *COMBINED)
    return replace(base, kind=Kind.ORDERING, items=tuple(filter(None, items)))


def _refuse_few(seen: Reading, many: int) -> None:
    if many < FEWEST:
        raise NotRead(seen.note(Rule.TOO_FEW, seen.root, str(many)))
