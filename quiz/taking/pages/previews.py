"""All questions of a draft, to look at each as readers see it."""

from dataclasses import dataclass

from quiz.authoring.assembling import entries_of
from quiz.authoring.models import PieceKind
from quiz.authoring.queries import called
from quiz.authoring.wording import in_words
from quiz.bank.models import Pack

KINDS = (PieceKind.QUIZ, PieceKind.QUESTION)


@dataclass(frozen=True, slots=True)
class Listed:
    """A quiz of a draft with its questions: code and stem of each."""

    title: str
    questions: tuple[tuple[str, str], ...]


def listed(pack: Pack) -> list[Listed]:
    """The quizzes of a draft in their order: 1 query."""
    pieces = list(pack.pieces.filter(kind__in=KINDS))
    written = pieces or entries_of(pack.content or {})
    of_quiz: dict[str, list[tuple[str, str]]] = {}
    for each in written:
        if each.kind == PieceKind.QUESTION:
            of_quiz.setdefault(each.parent, []).append((each.key, in_words(each.content.get("stem"))))
    quizzes = [each for each in written if each.kind == PieceKind.QUIZ]
    return [Listed(called(quiz), tuple(of_quiz.get(quiz.key, ()))) for quiz in quizzes]
