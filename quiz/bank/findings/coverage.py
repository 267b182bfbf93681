"""What is asked of each claim, and whether two tests that are one pair ask the same of different things."""

from collections import Counter
from collections.abc import Iterator

from quiz.bank.findings.told import Finding, Level, error, questions_of
from quiz.bank.pack import PackPart, QuestionPart
from quiz.domain.kinds import GRADED, Scope


def coverage(pack: PackPart) -> Iterator[Finding]:
    """By claim: questions according to the article, and by the references."""
    asked: Counter[tuple[str, Scope | None]] = Counter()
    for _where, question in questions_of(pack):
        if question.kind in GRADED:
            asked.update((code, question.scope) for code in question.rests_on)
    told = [
        f"{claim.code} {asked[claim.code, Scope.ARTICLE]}+{asked[claim.code, Scope.FACT]}"
        for claim in pack.claims
        if asked[claim.code, Scope.ARTICLE] + asked[claim.code, Scope.FACT]
    ]
    yield Finding(Level.NOTE, f"coverage (according to the article + in fact): {', '.join(told)}")


def blueprints(pack: PackPart) -> Iterator[Finding]:
    """Each pair of tests, place by place: the same kind, scope and topic.

    A question that stands in both is refused before, as in any two quizzes.
    """
    quizzes = {quiz.slug: quiz for quiz in pack.quizzes}
    for quiz in pack.quizzes:
        before = quizzes.get(quiz.follows or "")
        if before is None:
            continue
        places = list(map(_blueprint, before.questions))
        if places != list(map(_blueprint, quiz.questions)):
            yield error(f"quizzes/{quiz.slug}: its kinds, scopes and topics are not those of {before.slug}")
        told = ", ".join(" ".join(place) for place in places)
        yield Finding(Level.NOTE, f"blueprint of {before.slug} and {quiz.slug}: {told}")


def _blueprint(question: QuestionPart) -> tuple[str, str, str]:
    return question.topic, question.kind, question.scope or "ungraded"
