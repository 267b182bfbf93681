"""By what the loader knows whether a source, a question or a quiz says something new."""

from collections.abc import Iterable

from quiz.bank.pack import PackPart, QuestionPart, QuizPart
from quiz.bank.pack_base import digest_of

# What leads a discussion on is not what is voted on: an edit to it makes no next version of the source.
IN_PLACE = {"follow_ups", "would_change"}


def of_source(pack: PackPart) -> str:
    """Of the source with its claims, pictures and predictions."""
    told = [part.model_dump_json() for part in (*pack.claims, *pack.events, *pack.figures)]
    told += [part.model_dump_json(exclude=IN_PLACE) for part in pack.outlook]
    return digest_of(pack.source, *told)


def of_question(part: QuestionPart, slug: str, version: int) -> str:
    """Of a question about this version of a source."""
    return digest_of(part, slug, version)


def of_quiz(part: QuizPart, version: int, question_ids: Iterable[int]) -> str:
    """Of a quiz about this version of a source, with these questions in their order."""
    return digest_of(part.model_copy(update={"questions": []}), version, *question_ids)
