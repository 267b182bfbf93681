"""What is asked of each claim, and whether two tests that are one pair ask the same of different things."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from quiz.bank.findings.pieces import questions_of, quiz_place
from quiz.bank.findings.told import Finding, Place, error, filled, note
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
    text = _("Questions on each claim, according to the article + in fact: %(counts)s.")
    yield note(Place("claims.yaml"), filled(text, counts=", ".join(told)))


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
            text = _(
                "The kinds, scopes and topics of its questions are not, place by place, those of %(slug)s."
            )
            yield error(quiz_place(quiz).at("questions"), filled(text, slug=before.slug))
        told = ", ".join(" ".join(place) for place in places)
        text = _("The plan that it shares with %(slug)s: %(plan)s.")
        yield note(quiz_place(quiz), filled(text, slug=before.slug, plan=told))


def _blueprint(question: QuestionPart) -> tuple[str, str, str]:
    return question.topic, question.kind, question.scope or "ungraded"
