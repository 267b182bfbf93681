"""What a pack must satisfy before any of it is stored. Each finding names the place and what is wrong."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from quiz.bank.findings.pieces import both, question_place, questions_of, quiz_place
from quiz.bank.findings.told import Finding, Place, filled, wall
from quiz.bank.lengths import too_long
from quiz.bank.pack import ClaimPart, EventPart, FigurePart, PackPart, PassagePart, QuizPart
from quiz.bank.question_checks import TWICE, of_question
from quiz.domain.kinds import Label

# What its column has room for; a page could not read a larger one back.
MOST_VALUE = 10**7


def check_pack(pack: PackPart) -> list[Finding]:
    """Why a pack may not be loaded, all of them walls; an empty list where it may be."""
    claims = {claim.code: claim for claim in pack.claims}
    found = [*_twice(pack), *too_long(pack)]
    for passage in pack.source.passages:
        found += _of_passage(passage, Place("source.yaml", passage.anchor))
    found += _of_citations(pack)
    for claim in pack.claims:
        found += _of_claim(claim, pack)
    found += _of_outlook(pack, claims)
    for quiz in pack.quizzes:
        found += _of_quiz(quiz, pack)
        for question in quiz.questions:
            place = question_place(quiz, question)
            found += [wall(place.at(field), message) for field, message in of_question(question, claims)]
    return found


def _twice(pack: PackPart) -> Iterator[Finding]:
    places = [
        *(Place("references.yaml", part.key, "key") for part in pack.references),
        *(Place("claims.yaml", part.code, "code") for part in pack.claims),
        *(Place("source.yaml", part.anchor, "anchor") for part in pack.source.passages),
        *(Place("outlook.yaml", part.claim, "claim") for part in pack.outlook),
        *(Place("glossary.yaml", part.key, "key") for part in pack.terms),
        *(quiz_place(quiz).at("slug") for quiz in pack.quizzes),
    ]
    yield from (wall(place, TWICE) for place, count in Counter(places).items() if count > 1)
    asked = dict.fromkeys(place for place, _question in questions_of(pack))
    codes = Counter(question.code for _place, question in questions_of(pack))
    yield from (wall(place.at("code"), TWICE) for place in asked if codes[place.piece] > 1)


def _of_passage(passage: PassagePart, place: Place) -> Iterator[Finding]:
    if passage.withheld and passage.text:
        yield wall(place.at("text"), _("A withheld passage has no text."))
    if passage.withheld and not passage.heading:
        yield wall(place.at("heading"), _("A withheld passage has a heading."))
    if not passage.withheld and not passage.text:
        yield wall(place.at("text"), _("The text is missing."))


def _of_citations(pack: PackPart) -> Iterator[Finding]:
    known = {part.key for part in pack.references}
    told: list[tuple[Place, EventPart | FigurePart]] = [
        *((Place("events.yaml", str(number)), event) for number, event in enumerate(pack.events, 1)),
        *((Place("chips.yaml", str(number)), part) for number, part in enumerate(pack.figures, 1)),
    ]
    yield from _unknown(_cited(pack), known)
    yield from _unknown(((place.at("references"), part.references) for place, part in told), known)
    codes = {part.code for part in pack.claims}
    for place, part in told:
        if isinstance(part, FigurePart) and not 0 <= part.value < MOST_VALUE:
            text = _("A figure is 0 or more, and less than %(most)d.")
            yield wall(place.at("value"), filled(text, most=MOST_VALUE))
        if part.claim and part.claim not in codes:
            yield wall(
                place.at("claim"), filled(_("Claim %(code)s is not among the claims."), code=part.claim)
            )
        if part.told_by == "references" and not part.references:
            yield wall(place.at("references"), _("This is told by references, but none is named."))


def _cited(pack: PackPart) -> Iterator[tuple[Place, list[str]]]:
    for claim in pack.claims:
        yield Place("claims.yaml", claim.code, "check.references"), claim.check.references
    for part in pack.outlook:
        for number, later in enumerate(part.later, 1):
            yield Place("outlook.yaml", part.claim).at("later", str(number), "references"), later.references


def _unknown(cited: Iterable[tuple[Place, list[str]]], known: set[str]) -> Iterator[Finding]:
    for place, keys in cited:
        for key in keys:
            if key not in known:
                yield wall(place, filled(_("Reference %(key)s is not among the references."), key=key))


def _of_claim(claim: ClaimPart, pack: PackPart) -> Iterator[Finding]:
    place = Place("claims.yaml", claim.code)
    passage = next((part for part in pack.source.passages if part.anchor == claim.passage), None)
    if passage is None or passage.text is None:
        text = _("Passage %(anchor)s is not in the digest, or is withheld.")
        yield wall(place.at("passage"), filled(text, anchor=claim.passage))
    else:
        marker = f"[[{claim.code}]]"
        for language, words in both(passage.text):
            if marker not in words:
                text = _("The marker %(marker)s of a claim of this passage is missing.")
                where = Place("source.yaml", passage.anchor).at("text", language)
                yield wall(where, filled(text, marker=marker))
    if bool(claim.check.says) != bool(claim.check.shows):
        lacking = "shows" if claim.check.says else "says"
        yield wall(
            place.at("check", lacking),
            _("What the article says and what the references show stand together or not at all."),
        )
    if claim.label is Label.PREDICTION and not claim.certainty:
        yield wall(place.at("certainty"), _("A prediction needs the author's degree of certainty."))


def _of_outlook(pack: PackPart, claims: Mapping[str, ClaimPart]) -> Iterator[Finding]:
    predictions = {claim.code for claim in pack.claims if claim.label is Label.PREDICTION}
    for part in pack.outlook:
        place = Place("outlook.yaml", part.claim)
        if part.claim not in predictions:
            text = _("%(code)s is no prediction among the claims.")
            yield wall(place.at("claim"), filled(text, code=part.claim))
        for code in part.leans_on:
            if code not in claims or code in predictions:
                text = _("It leans on %(code)s, which is no claim with a check of its own.")
                yield wall(place.at("leans_on"), filled(text, code=code))


def _of_quiz(quiz: QuizPart, pack: PackPart) -> Iterator[Finding]:
    topics = {topic.key for topic in quiz.topics}
    others = {other.slug for other in pack.quizzes} - {quiz.slug}
    if quiz.source != pack.source.slug:
        text = _("Source %(slug)s is not this pack's.")
        yield wall(quiz_place(quiz).at("source"), filled(text, slug=quiz.source))
    if quiz.follows and quiz.follows not in others:
        text = _("It follows %(slug)s, which is no other quiz of this pack.")
        yield wall(quiz_place(quiz).at("follows"), filled(text, slug=quiz.follows))
    for question in quiz.questions:
        if question.topic not in topics:
            text = _("Topic %(key)s is not among the topics of this quiz.")
            yield wall(question_place(quiz, question).at("topic"), filled(text, key=question.topic))
