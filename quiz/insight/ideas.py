"""Which ideas of the source a reader misses again and again, over all that they finished."""

from collections.abc import Iterable
from dataclasses import dataclass

from quiz.bank.models import Claim, Rest
from quiz.domain.kinds import Confidence
from quiz.taking.models import Answer
from quiz.taking.pages.review import state_of

# Once may be chance.
AGAIN = 2
MOST = 5


@dataclass(frozen=True, slots=True)
class Idea:
    """A claim, how each answer to a question that rests on it went, and how many misses were certain."""

    claim: Claim
    states: tuple[str, ...]
    sure: int

    @property
    def misses(self) -> int:
        """How many answers were not right, or not wholly."""
        return sum(state != "right" for state in self.states)


def ideas_of(answers: Iterable[Answer]) -> tuple[Idea, ...]:
    """The claims that these marked answers (in their order, with their questions) miss twice or more, the
    most missed first: 1 query, none where nothing is missed twice.
    """
    listed = [answer for answer in answers if state_of(answer)]
    missed = [answer for answer in listed if state_of(answer) != "right"]
    if len(missed) < AGAIN:
        return ()
    rests: dict[int, list[Claim]] = {}
    asked = {answer.question_id for answer in listed}
    for rest in Rest.objects.filter(question__in=asked).select_related("claim__passage__source"):
        rests.setdefault(rest.question_id, []).append(rest.claim)
    found: dict[int, tuple[Claim, list[Answer]]] = {}
    for answer in listed:
        for claim in rests.get(answer.question_id, ()):
            found.setdefault(claim.pk, (claim, []))[1].append(answer)
    ideas = [_idea(claim, rows) for claim, rows in found.values()]
    again = [idea for idea in ideas if idea.misses >= AGAIN]
    return tuple(sorted(again, key=lambda idea: (-idea.misses, -idea.sure, idea.claim.code))[:MOST])


def _idea(claim: Claim, answers: list[Answer]) -> Idea:
    states = tuple(state_of(answer) for answer in answers)
    sure = sum(
        answer.confidence == Confidence.CERTAIN and state != "right"
        for answer, state in zip(answers, states, strict=True)
    )
    return Idea(claim, states, sure)
