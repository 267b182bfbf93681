"""What would give right answers away over the whole pack."""

from collections import Counter
from collections.abc import Iterator

from quiz.bank.findings.told import FAR_MORE, LANGUAGES, Finding, Level, error, questions_of
from quiz.bank.pack import PackPart
from quiz.domain.kinds import Kind
from quiz.domain.prose import (
    chance_of_at_least,
)


def length_cue(pack: PackPart) -> Iterator[Finding]:
    singles = [question for _where, question in questions_of(pack) if question.kind is Kind.SINGLE]
    for language in LANGUAGES:
        longest = 0
        for question in singles:
            lengths = {option.right: 0 for option in question.options}
            for option in question.options:
                lengths[option.right] = max(lengths[option.right], len(getattr(option.text, language)))
            longest += lengths.get(True, 0) > lengths.get(False, 0)
        chance = chance_of_at_least(longest, [1 / max(len(question.options), 1) for question in singles])
        if longest and chance < FAR_MORE:
            yield error(
                f"quizzes ({language}): the right option is the longest in {longest} of {len(singles)} "
                f"single-choice questions; by chance that happens in {chance:.1%} of packs"
            )


def positions(pack: PackPart) -> Iterator[Finding]:
    singles = [question for _where, question in questions_of(pack) if question.kind is Kind.SINGLE]
    truths = [question.answer for _where, question in questions_of(pack) if question.kind is Kind.TRUE_FALSE]
    places = Counter(
        place for question in singles for place, option in enumerate(question.options, 1) if option.right
    )
    for place, count in places.items():
        chances = [1 / len(question.options) for question in singles if len(question.options) >= place]
        if chance_of_at_least(count, chances) < FAR_MORE / 4:
            yield Finding(Level.WARNING, f"quizzes: the right option stands at place {place} {count} times")
    for truth, count in Counter(truths).items():
        if chance_of_at_least(count, [0.5] * len(truths)) < FAR_MORE:
            yield Finding(
                Level.WARNING,
                f"quizzes: {count} of {len(truths)} true/false statements are {str(truth).lower()}",
            )
