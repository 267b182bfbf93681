"""A question for the projector: what was chosen, in one colour, before anything is told of the key."""

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from django.http import Http404

from quiz.classroom.models import Assignment
from quiz.domain.screens import Letters
from quiz.insight.outcomes import Choice, Line, Report
from quiz.insight.pages.items import of_assignment


@dataclass(frozen=True, slots=True)
class Bar:
    """An option: how many chose it, how many of them with certainty, and both as per cent of the readers."""

    letter: str
    text: str
    chosen: int
    certain: int
    width: float
    sure: float

    @property
    def rest(self) -> float:
        """The length of those who were not certain."""
        return round(self.width - self.sure, 2)


@dataclass(frozen=True, slots=True)
class Slide:
    """One question of the talk. `place`: its number among the `of` to talk about, 0 where it is not one."""

    line: Line
    readers: int
    bars: tuple[Bar, ...]
    place: int
    of: int
    before: int | None
    after: int | None
    size: str


# The letters of stem and options, largest first, and the room that they have together.
SIZES = {
    "roomy": (Letters(44, 62, 1180, 24), Letters(28, 38, 1040, 38)),
    "dense": (Letters(32, 45, 1180, 20), Letters(22, 30, 1040, 30)),
    "tight": (Letters(24, 34, 1180, 12), Letters(18, 24, 1040, 22)),
}
HIGH = 560


def talk_of(assignment: Assignment, rule: str, number: int | None = None) -> Slide | None:
    """A question of an assignment for the projector, the first one to talk about where none is named; None
    where there is none: 5 queries. Raises Http404 where nothing of the question is chosen.
    """
    shown = of_assignment(assignment, rule, with_grounds=False)
    report: Report = shown["report"]
    line = line_of(report, number)
    if line is None:
        return None
    readers = int(shown["summary"].test.readers)
    bars = tuple(bar(place, choice, readers) for place, choice in enumerate(line.options))
    numbers = [each.number for each in report.talk_about]
    at = numbers.index(line.number) if line.number in numbers else -1
    return Slide(
        line, readers, bars, at + 1, len(numbers),
        before=numbers[at - 1] if at > 0 else None,
        after=numbers[at + 1] if at + 1 < len(numbers) else None,
        size=size_of(line.question.stem, [each.text for each in bars]),
    )  # fmt: skip


def line_of(report: Report, number: int | None) -> Line | None:
    """The question of this number, else the first one to talk about. Raises Http404 without options."""
    if number is None:
        return next(iter(report.talk_about), None)
    # Any question of which something is chosen: one that others drop from the talk while the class looks at
    # it stays where it is.
    line = next((line for line in report.lines if line.number == number and line.options), None)
    if line is None:
        raise Http404
    return line


def bar(place: int, choice: Choice, readers: int) -> Bar:
    """The bar of an option, in the order in which the editors have them."""
    counts, whole = choice.counts, max(readers, 1)
    sure = min(counts.certain, counts.chosen)
    width, part = (round(100 * each / whole, 2) for each in (counts.chosen, sure))
    return Bar(ascii_uppercase[place], choice.text, counts.chosen, sure, width, part)


def size_of(stem: str, options: Sequence[str]) -> str:
    """The largest letters in which a question fits on the screen."""
    for name, (of_stem, of_option) in SIZES.items():
        if of_stem.height(stem) + sum(map(of_option.height, options)) <= HIGH:
            return name
    return "tight"
