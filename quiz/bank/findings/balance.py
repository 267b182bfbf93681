"""Which side the claims and the right answers favour."""

from collections import Counter
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from quiz.bank.findings.pieces import questions_of
from quiz.bank.findings.told import Finding, Place, Words, filled, note, warning
from quiz.bank.pack import ClaimPart, PackPart, QuestionPart
from quiz.domain.kinds import GRADED, Scope, Verdict

COUNTS: Mapping[str, Words] = {
    "asked": _(
        "Balance: questions on claims that favour the United States %(us)s, China %(china)s, "
        "neither %(none)s."
    ),
    "right": _(
        "Balance: right answers that speak for the United States %(us)s, China %(china)s, neither %(none)s."
    ),
    "contradicted": _(
        "Balance: contradicted claims that favour the United States %(us)s, China %(china)s, "
        "neither %(none)s."
    ),
    "errors": _(
        "Balance: imprecise or contradicted claims that favour the United States %(us)s, China %(china)s, "
        "neither %(none)s."
    ),
}
MORE: Mapping[str, Words] = {
    "asked": _(
        "Balance: more than twice as many questions rest on claims that favour one side as on those that "
        "favour the other: %(high)s and %(low)s."
    ),
    "right": _(
        "Balance: more than twice as many right answers speak for one side as for the other: "
        "%(high)s and %(low)s."
    ),
}
ONE_SIDED: Mapping[str, Words] = {
    "us": _("Balance: all errors hit claims that favour the United States."),
    "china": _("Balance: all errors hit claims that favour China."),
}
OTHER = {"us": "china", "china": "us", "none": "none"}
ERRING = (Verdict.CONTRADICTED, Verdict.IMPRECISE)


def balance(pack: PackPart) -> Iterator[Finding]:
    """Questions, right answers and erring claims by the side that a claim favours.

    A claim favours the side that looks stronger or better if one believes it. The right answer of a question
    "according to the article" speaks for that side; in fact, on a contradicted claim, for the other.
    """
    claims = {claim.code: claim for claim in pack.claims}
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for _where, question in questions_of(pack):
        if question.kind in GRADED:
            sides = {_speaks_for(claims[code], question) for code in question.rests_on if code in claims}
            asked.update({claims[code].favours for code in question.rests_on if code in claims})
            right.update(sides)
    errors: Counter[str] = Counter(claim.favours for claim in pack.claims if claim.check.verdict in ERRING)
    contradicted: Counter[str] = Counter(
        claim.favours for claim in pack.claims if claim.check.verdict is Verdict.CONTRADICTED
    )
    counts = {"asked": asked, "right": right, "contradicted": contradicted, "errors": errors}
    for name, text in COUNTS.items():
        yield note(Place(), filled(text, **{side: counts[name][side] for side in OTHER}))
    for name, text in MORE.items():
        low, high = sorted((counts[name]["us"], counts[name]["china"]))
        if high > 2 * low:
            yield warning(Place(), filled(text, high=high, low=low))
    for side, text in ONE_SIDED.items():
        if errors[side] and not errors[OTHER[side]]:
            yield warning(Place(), text)


def _speaks_for(claim: ClaimPart, question: QuestionPart) -> str:
    turned = question.scope is Scope.FACT and claim.check.verdict is Verdict.CONTRADICTED
    return OTHER[claim.favours] if turned else claim.favours
