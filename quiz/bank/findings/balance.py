"""Which side the claims and the right answers favour."""

from collections import Counter
from collections.abc import Iterator

from quiz.bank.findings.told import Finding, Level, questions_of
from quiz.bank.pack import ClaimPart, PackPart, QuestionPart
from quiz.domain.kinds import GRADED, Scope, Verdict

SIDES = {"us": "United States", "china": "China", "none": "neither"}
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
    for title, counts in (
        ("questions on claims that favour", asked),
        ("right answers that speak for", right),
        ("contradicted claims that favour", contradicted),
        ("imprecise or contradicted claims that favour", errors),
    ):
        told = ", ".join(f"{name} {counts[side]}" for side, name in SIDES.items())
        yield Finding(Level.NOTE, f"balance: {title}: {told}")
    for title, counts in (("claims", asked), ("right answers", right)):
        low, high = sorted((counts["us"], counts["china"]))
        if high > 2 * low:
            told = f"{title} that favour one side are more than twice those that favour the other"
            yield Finding(Level.WARNING, f"balance: {told}: {high} and {low}")
    one_sided = [side for side in ("us", "china") if errors[side] and not errors[OTHER[side]]]
    for side in one_sided:
        yield Finding(Level.WARNING, f"balance: all errors hit claims that favour {SIDES[side]}")


def _speaks_for(claim: ClaimPart, question: QuestionPart) -> str:
    turned = question.scope is Scope.FACT and claim.check.verdict is Verdict.CONTRADICTED
    return OTHER[claim.favours] if turned else claim.favours
