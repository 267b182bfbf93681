"""What would give right answers away over the whole pack."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from quiz.bank.findings.pieces import FAR_MORE, IN_LANGUAGE, is_in, questions_of
from quiz.bank.findings.told import Finding, Place, error, filled, warning
from quiz.bank.pack import PackPart
from quiz.domain.kinds import Kind
from quiz.domain.prose import chance_of_at_least
from quiz.web.bilingual import LANGUAGES

LONGEST = _(
    "%(language)s the right option is the longest in %(count)s of %(of)s single-choice questions; "
    "by chance that happens in %(chance)s of packs."
)
TRUTHS = {
    True: _("%(count)s of %(of)s true/false statements are true."),
    False: _("%(count)s of %(of)s true/false statements are false."),
}


def length_cue(pack: PackPart) -> Iterator[Finding]:
    """Right options that are the longest of their question more often than chance allows."""
    asked = [question for _place, question in questions_of(pack) if question.kind is Kind.SINGLE]
    for language in LANGUAGES:
        singles = [question for question in asked if is_in(question, language)]
        longest = 0
        for question in singles:
            lengths = {option.right: 0 for option in question.options}
            for option in question.options:
                lengths[option.right] = max(lengths[option.right], len(getattr(option.text, language)))
            longest += lengths.get(True, 0) > lengths.get(False, 0)
        chance = chance_of_at_least(longest, [1 / max(len(question.options), 1) for question in singles])
        if longest and chance < FAR_MORE:
            values = {"count": longest, "of": len(singles), "chance": f"{chance:.1%}"}
            yield error(Place("quizzes"), filled(LONGEST, language=IN_LANGUAGE[language], **values))


def positions(pack: PackPart) -> Iterator[Finding]:
    """Right options that gather at one place, statements that are mostly true or mostly false."""
    singles = [question for _place, question in questions_of(pack) if question.kind is Kind.SINGLE]
    truths = [
        question.answer is True for _place, question in questions_of(pack) if question.kind is Kind.TRUE_FALSE
    ]
    places = Counter(
        place for question in singles for place, option in enumerate(question.options, 1) if option.right
    )
    for place, count in places.items():
        chances = [1 / len(question.options) for question in singles if len(question.options) >= place]
        if chance_of_at_least(count, chances) < FAR_MORE / 4:
            text = _("The right option stands at place %(place)s %(count)s times.")
            yield warning(Place("quizzes"), filled(text, place=place, count=count))
    for truth, count in Counter(truths).items():
        if chance_of_at_least(count, [0.5] * len(truths)) < FAR_MORE:
            yield warning(Place("quizzes"), filled(TRUTHS[truth], count=count, of=len(truths)))
