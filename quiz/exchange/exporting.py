"""A file of questions before it is written: what goes into it, what it does not hold, and what stays out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from quiz.exchange.formats.format import Format, held
from quiz.exchange.formats.plain import Batch, Question
from quiz.exchange.losses import Loss, Stays, fate_of, lost
from quiz.exchange.outgoing import Origin, Outgoing


@dataclass(frozen=True, slots=True)
class Line:
    """A question of the report: what of it the file does not hold, or why it stays out and what it lacks."""

    code: str
    quiz: str
    kind: str
    words: str
    losses: tuple[Loss, ...] = ()
    stays: Stays | None = None
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What becomes of the questions of a pack, or of one of its quizzes ("" is all), in a file."""

    pack: str
    quiz: str
    target: Format
    language: str
    lines: tuple[Line, ...]

    @property
    def written(self) -> tuple[Line, ...]:
        """The questions that are in the file."""
        return tuple(line for line in self.lines if line.stays is None)

    def losing(self) -> Mapping[Loss, tuple[Line, ...]]:
        """The questions by what the file does not hold of them, in the order of `Loss`."""
        found = {loss: tuple(line for line in self.lines if loss in line.losses) for loss in Loss}
        return {loss: lines for loss, lines in found.items() if lines}

    def staying(self) -> Mapping[Stays, tuple[Line, ...]]:
        """What is not in the file, by why, in the order of `Stays`."""
        found = {why: tuple(line for line in self.lines if line.stays is why) for why in Stays}
        return {why: lines for why, lines in found.items() if lines}

    def data(self) -> dict[str, Any]:
        """The report as JSON takes it."""
        return {
            "pack": self.pack,
            "quiz": self.quiz or None,
            "format": self.target.name,
            "language": self.language,
            "written": [_known(line) | self._lost(line) for line in self.written],
            "stays": [
                _known(line) | {"why": why.value, "lacks": list(line.lacks)}
                for why, lines in self.staying().items()
                for line in lines
            ],
        }

    def _lost(self, line: Line) -> dict[str, Any]:
        return {"losses": {loss.value: fate_of(loss, self.target).value for loss in line.losses}}


def _known(line: Line) -> dict[str, Any]:
    return {"code": line.code, "quiz": line.quiz or None, "kind": line.kind or None}


@dataclass(frozen=True, slots=True)
class Exported:
    """The report on a file, and the questions that it is written of."""

    report: Report
    batch: Batch

    def file(self) -> bytes:
        """The file itself."""
        return self.report.target.write(self.batch)


def exported(target: Format, origin: Origin, pack: str, quiz: str = "") -> Exported:
    """What becomes of a pack in a file of this format, or of one of its quizzes. Raises KeyError where it has
    no such quiz.
    """
    quizzes = {quiz: origin.quizzes[quiz]} if quiz else origin.quizzes
    lines, written = [], []
    for outgoing in (*origin.outgoing(quizzes), *origin.predictions()):
        kept = outgoing.question and held(target, outgoing.question)
        lines.append(_line(outgoing, kept))
        written += [kept] if kept else []
    report = Report(pack, quiz, target, origin.language, tuple(lines))
    title = (origin.called(quiz) if quiz else origin.title) or pack
    return Exported(report, Batch(title, origin.language, tuple(written)))


def _line(outgoing: Outgoing, kept: Question | None) -> Line:
    known = (outgoing.code, outgoing.quiz, outgoing.kind, outgoing.words)
    if outgoing.question is None or kept is None:
        return Line(*known, stays=outgoing.stays or Stays.KIND, lacks=tuple(map(str, outgoing.lacks)))
    gone = outgoing.losses | lost(outgoing.question, kept)
    return Line(*known, tuple(loss for loss in Loss if loss in gone))
