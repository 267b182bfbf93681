"""What a pack must satisfy before any of it is stored. Each problem names the place and what is wrong."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation

from quiz.bank.pack import ClaimPart, OptionPart, PackPart, PassagePart, QuestionPart, QuizPart
from quiz.domain.kinds import GRADABLE, GRADED, SORTING, Kind, Label, Scope

FEWEST_TO_ORDER = 3
FEWEST_TO_MATCH = 2


def check_pack(pack: PackPart) -> list[str]:
    """The problems of a pack, a line each; an empty list where it may be loaded."""
    claims = {claim.code: claim for claim in pack.claims}
    problems = [
        *_repeated("references.yaml", (part.key for part in pack.references)),
        *_repeated("claims.yaml", (part.code for part in pack.claims)),
        *_repeated("source.yaml", (part.anchor for part in pack.source.passages)),
        *_repeated("outlook.yaml", (part.claim for part in pack.outlook)),
        *_repeated("glossary.yaml", (part.key for part in pack.terms)),
        *_repeated("quizzes", (part.slug for part in pack.quizzes)),
    ]
    codes = [question.code for quiz in pack.quizzes for question in quiz.questions]
    for passage in pack.source.passages:
        problems += _of_passage(passage)
    problems += _of_citations(pack)
    problems += _of_claims(pack)
    problems += _of_outlook(pack, claims)
    problems += _of_pairs(pack)
    for quiz in pack.quizzes:
        problems += _of_quiz(quiz, pack.source.slug)
        own = {question.code for question in quiz.questions}
        problems += _repeated(f"quizzes/{quiz.slug}", (code for code in codes if code in own))
        for question in quiz.questions:
            problems += [
                f"quizzes/{quiz.slug}: {question.code}: {line}" for line in _of_question(question, claims)
            ]
    return problems


def _repeated(where: str, names: Iterable[str]) -> list[str]:
    return [f"{where}: {name}: stands more than once" for name, count in Counter(names).items() if count > 1]


def _of_passage(passage: PassagePart) -> Iterator[str]:
    where = f"source.yaml: {passage.anchor}"
    if passage.withheld and passage.text:
        yield f"{where}: a withheld passage has no text"
    if passage.withheld and not passage.heading:
        yield f"{where}: a withheld passage has a heading"
    if not passage.withheld and not passage.text:
        yield f"{where}: text is missing"


def _of_citations(pack: PackPart) -> Iterator[str]:
    known = {part.key for part in pack.references}
    codes = {part.code for part in pack.claims}
    cited = [("claims.yaml", claim.code, claim.check.references) for claim in pack.claims]
    cited += [("events.yaml", event.date, event.references) for event in pack.events]
    cited += [("outlook.yaml", part.claim, later.references) for part in pack.outlook for later in part.later]
    cited += [("chips.yaml", f"{part.chip} {part.quantity}", part.references) for part in pack.figures]
    for file, name, keys in cited:
        yield from (
            f"{file}: {name}: reference {key} is not in references.yaml" for key in keys if key not in known
        )
    for file, part in [("events.yaml", part) for part in pack.events] + [
        ("chips.yaml", part) for part in pack.figures
    ]:
        if part.claim and part.claim not in codes:
            yield f"{file}: claim {part.claim} is not in claims.yaml"
        if part.told_by == "references" and not part.references:
            yield f"{file}: {part.claim or part}: told by references, but none is named"


def _of_claims(pack: PackPart) -> Iterator[str]:
    passages = {part.anchor: part for part in pack.source.passages}
    for claim in pack.claims:
        where = f"claims.yaml: {claim.code}"
        passage = passages.get(claim.passage)
        marker = f"[[{claim.code}]]"
        if passage is None or passage.text is None:
            yield f"{where}: passage {claim.passage} is not in source.yaml, or is withheld"
        elif marker not in passage.text.ja or marker not in passage.text.en:
            yield f"{where}: passage {claim.passage} lacks the marker {marker} in Japanese or English"
        if bool(claim.check.says) != bool(claim.check.shows):
            yield f"{where}: says and shows stand together or not at all"
        if claim.label is Label.PREDICTION and not claim.certainty:
            yield f"{where}: certainty is missing"


def _of_outlook(pack: PackPart, claims: Mapping[str, ClaimPart]) -> Iterator[str]:
    predictions = {claim.code for claim in pack.claims if claim.label is Label.PREDICTION}
    for part in pack.outlook:
        if part.claim not in predictions:
            yield f"outlook.yaml: {part.claim}: is no prediction of claims.yaml"
        for code in part.leans_on:
            if code not in claims or code in predictions:
                yield f"outlook.yaml: {part.claim}: leans on {code}, no claim with a check of its own"


def _of_pairs(pack: PackPart) -> Iterator[str]:
    slugs = {quiz.slug for quiz in pack.quizzes}
    for quiz in pack.quizzes:
        if quiz.follows and quiz.follows not in slugs - {quiz.slug}:
            yield f"quizzes/{quiz.slug}: follows {quiz.follows}, which is no other quiz of this pack"


def _of_quiz(quiz: QuizPart, source: str) -> Iterator[str]:
    topics = {topic.key for topic in quiz.topics}
    if quiz.source != source:
        yield f"quizzes/{quiz.slug}: source {quiz.source} is not this pack's"
    for question in quiz.questions:
        if question.topic not in topics:
            yield f"quizzes/{quiz.slug}: {question.code}: topic {question.topic} is not listed"


def _of_question(question: QuestionPart, claims: Mapping[str, ClaimPart]) -> Iterator[str]:
    if question.kind in GRADED:
        yield from _of_grounds(question, claims)
    yield from SHAPES[question.kind](question)
    yield from _of_looks(question, claims)
    for sentence in question.sentences:
        if sentence.claim not in claims or claims[sentence.claim].label not in SORTING:
            yield f"sentence {sentence.code}: {sentence.claim} has none of the four labels"


def _of_grounds(question: QuestionPart, claims: Mapping[str, ClaimPart]) -> Iterator[str]:
    if not question.scope:
        yield "scope is missing"
    if not question.rests_on:
        yield "rests on no claim"
    for code in question.rests_on:
        claim = claims.get(code)
        if claim is None:
            yield f"rests on {code}, which is not in claims.yaml"
        elif claim.label not in GRADABLE:
            yield f"rests on {code}, labelled {claim.label}: no graded question rests on such a claim"
        elif question.scope is Scope.FACT and claim.label is not Label.FACT:
            yield f"asks in fact, but {code} is labelled {claim.label}"
        elif question.scope is Scope.FACT and not claim.check.references:
            yield f"asks in fact, but the check of {code} has no reference"


LACKING = {
    True: "a right option needs a feedback line that adds something",
    False: "a wrong option needs its feedback line",
}


def _without_feedback(options: Iterable[OptionPart]) -> Iterator[str]:
    for option in options:
        if not option.feedback:
            yield f"option {option.code}: {LACKING[option.right]}"


def _of_looks(question: QuestionPart, claims: Mapping[str, ClaimPart]) -> Iterator[str]:
    for option in (*question.options, *question.extra):
        if option.look and option.look not in claims:
            yield f"option {option.code}: look names {option.look}, which is not in claims.yaml"
    if any(item.pinned for item in question.items):
        yield "an item to be ordered cannot be pinned last"


def _of_single(question: QuestionPart) -> Iterator[str]:
    if sum(option.right for option in question.options) != 1:
        yield "needs exactly one right option"
    yield from _of_options(question.options)


def _of_multiple(question: QuestionPart) -> Iterator[str]:
    if len({option.right for option in question.options}) != len((True, False)):
        yield "needs right and wrong options"
    yield from _of_options(question.options)


def _of_options(options: list[OptionPart]) -> Iterator[str]:
    yield from _repeated("options", (option.code for option in options))
    yield from _without_feedback(options)


def _of_true_false(question: QuestionPart) -> Iterator[str]:
    if not isinstance(question.answer, bool):
        yield "answer is true or false"
    if not question.feedback:
        yield "feedback for the wrong choice is missing"
    if not question.feedback_right:
        yield "feedback_right, which adds something to the right choice, is missing"


def _of_numeric(question: QuestionPart) -> Iterator[str]:
    if not question.unit:
        yield "unit is missing"
    try:
        value, tolerance = Decimal(str(question.answer)), Decimal(question.tolerance)
    except InvalidOperation:
        yield "answer and tolerance are plain numbers in quotation marks"
        return
    if not (value.is_finite() and tolerance.is_finite() and tolerance >= 0):
        yield "answer and tolerance are finite, tolerance is not negative"


def _of_ordering(question: QuestionPart) -> Iterator[str]:
    if len(question.items) < FEWEST_TO_ORDER:
        yield f"needs at least {FEWEST_TO_ORDER} items"
    yield from _repeated("items", (item.code for item in question.items))


def _of_matching(question: QuestionPart) -> Iterator[str]:
    if len(question.pairs) < FEWEST_TO_MATCH:
        yield f"needs at least {FEWEST_TO_MATCH} pairs"
    yield from _repeated(
        "pairs", [pair.code for pair in question.pairs] + [part.code for part in question.extra]
    )
    yield from _without_feedback(question.extra)


def _of_labelling(question: QuestionPart) -> Iterator[str]:
    if not question.sentences:
        yield "needs sentences"
    yield from _repeated("sentences", (sentence.code for sentence in question.sentences))


SHAPES: Mapping[Kind, Callable[[QuestionPart], Iterator[str]]] = {
    Kind.SINGLE: _of_single,
    Kind.MULTIPLE: _of_multiple,
    Kind.TRUE_FALSE: _of_true_false,
    Kind.NUMERIC: _of_numeric,
    Kind.ORDERING: _of_ordering,
    Kind.MATCHING: _of_matching,
    Kind.LABELLING: _of_labelling,
}
