"""What a question must satisfy before it is stored: the field, and what is wrong there."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from quiz.bank.findings.told import Said, Words, filled
from quiz.bank.pack import ClaimPart, OptionPart, QuestionPart
from quiz.domain.kinds import GRADABLE, GRADED, SORTING, Kind, Label, Scope
from quiz.domain.numbers import is_plain

FEWEST_TO_ORDER = 3
FEWEST_TO_MATCH = 2
TWICE = _("This stands more than once; it has to be the only one.")
LABELS: Mapping[Label, Words] = {
    Label.FACT: _("a fact"),
    Label.CLAIM: _("a claim"),
    Label.OPINION: _("an opinion"),
    Label.PREDICTION: _("a prediction"),
    Label.ANALOGY: _("an analogy"),
}
LACKING = {
    True: _("A right option needs a feedback line that adds something."),
    False: _("A wrong option needs its feedback line."),
}


def of_question(question: QuestionPart, claims: Mapping[str, ClaimPart]) -> Said:
    """Why this question may not be stored."""
    if question.kind in GRADED:
        yield from _of_grounds(question, claims)
    yield from SHAPES[question.kind](question)
    yield from _of_looks(question, claims)
    for sentence in question.sentences:
        if sentence.claim not in claims or claims[sentence.claim].label not in SORTING:
            text = _("%(code)s is no claim with one of the four labels.")
            yield f"sentences.{sentence.code}.claim", filled(text, code=sentence.claim)


def _of_grounds(question: QuestionPart, claims: Mapping[str, ClaimPart]) -> Said:
    if not question.scope:
        yield "scope", _("The scope is missing: according to the article, or in fact.")
    if not question.rests_on:
        yield "rests_on", _("It rests on no claim.")
    for code in question.rests_on:
        yield from (("rests_on", message) for message in _of_ground(question, code, claims.get(code)))


def _of_ground(question: QuestionPart, code: str, claim: ClaimPart | None) -> Iterator[Words]:
    if claim is None:
        yield filled(_("It rests on %(code)s, which is not among the claims."), code=code)
    elif claim.label not in GRADABLE:
        text = _("It rests on %(code)s, which is %(label)s: no graded question rests on such a claim.")
        yield filled(text, code=code, label=LABELS[claim.label])
    elif question.scope is Scope.FACT and claim.label is not Label.FACT:
        text = _("It asks in fact, but %(code)s is %(label)s.")
        yield filled(text, code=code, label=LABELS[claim.label])
    elif question.scope is Scope.FACT and not claim.check.references:
        yield filled(_("It asks in fact, but the check of %(code)s has no reference."), code=code)


def _of_looks(question: QuestionPart, claims: Mapping[str, ClaimPart]) -> Said:
    for name in ("options", "extra"):
        for option in getattr(question, name):
            if option.look and option.look not in claims:
                text = _("%(code)s is not among the claims.")
                yield f"{name}.{option.code}.look", filled(text, code=option.look)
    for item in question.items:
        if item.pinned:
            yield f"items.{item.code}.pinned", _("An item to be ordered cannot stay last.")


def _repeated(fields: Iterable[str]) -> Said:
    yield from ((f"{field}.code", TWICE) for field, count in Counter(fields).items() if count > 1)


def _without_feedback(name: str, options: Iterable[OptionPart]) -> Said:
    for option in options:
        if not option.feedback:
            yield f"{name}.{option.code}.feedback", LACKING[option.right]


def _of_single(question: QuestionPart) -> Said:
    if sum(option.right for option in question.options) != 1:
        yield "options", _("Exactly one option has to be right.")
    yield from _of_options(question.options)


def _of_multiple(question: QuestionPart) -> Said:
    if len({option.right for option in question.options}) != len((True, False)):
        yield "options", _("Some options have to be right and some wrong.")
    yield from _of_options(question.options)


def _of_options(options: list[OptionPart]) -> Said:
    yield from _repeated(f"options.{option.code}" for option in options)
    yield from _without_feedback("options", options)


def _of_true_false(question: QuestionPart) -> Said:
    if not isinstance(question.answer, bool):
        yield "answer", _("The answer has to be true or false.")
    if not question.feedback:
        yield "feedback", _("The feedback for the wrong choice is missing.")
    if not question.feedback_right:
        yield "feedback_right", _("The feedback that adds something to the right choice is missing.")


def _of_numeric(question: QuestionPart) -> Said:
    if not question.unit:
        yield "unit", _("The unit is missing.")
    for field, value in (("answer", question.answer), ("tolerance", question.tolerance)):
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            yield field, _("This has to be a plain number in digits.")
            continue
        if not number.is_finite():
            yield field, _("This has to be a finite number.")
        elif not is_plain(str(value)):
            # Written out, a number of nine signs may have a thousand million digits.
            yield field, _("This has to be a plain number in digits.")
        elif field == "tolerance" and number < 0:
            yield field, _("A tolerance is not negative.")


def _of_ordering(question: QuestionPart) -> Said:
    if len(question.items) < FEWEST_TO_ORDER:
        text = ngettext_lazy(
            "At least %(count)s item is needed.", "At least %(count)s items are needed.", "count"
        )
        yield "items", filled(text, count=FEWEST_TO_ORDER)
    yield from _repeated(f"items.{item.code}" for item in question.items)


def _of_matching(question: QuestionPart) -> Said:
    if len(question.pairs) < FEWEST_TO_MATCH:
        text = ngettext_lazy(
            "At least %(count)s pair is needed.", "At least %(count)s pairs are needed.", "count"
        )
        yield "pairs", filled(text, count=FEWEST_TO_MATCH)
    # What is left over lies among the right-hand sides of the pairs, so that they share their codes.
    named = {pair.code for pair in question.pairs}
    yield from _repeated(f"pairs.{pair.code}" for pair in question.pairs)
    yield from _repeated(
        f"extra.{part.code}" for part in question.extra for _time in range(2 if part.code in named else 1)
    )
    yield from _without_feedback("extra", question.extra)


def _of_labelling(question: QuestionPart) -> Said:
    if not question.sentences:
        yield "sentences", _("Sentences are needed.")
    yield from _repeated(f"sentences.{sentence.code}" for sentence in question.sentences)


SHAPES: Mapping[Kind, Callable[[QuestionPart], Said]] = {
    Kind.SINGLE: _of_single,
    Kind.MULTIPLE: _of_multiple,
    Kind.TRUE_FALSE: _of_true_false,
    Kind.NUMERIC: _of_numeric,
    Kind.ORDERING: _of_ordering,
    Kind.MATCHING: _of_matching,
    Kind.LABELLING: _of_labelling,
}
