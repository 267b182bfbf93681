"""Each rule, broken once in a pack that is right: the finding points to the field that was broken."""

from datetime import date, timedelta
from functools import cache

import pytest
from pydantic import ValidationError

from quiz.bank.checks import check_pack
from quiz.bank.findings.coverage import blueprints
from quiz.bank.findings.cues import length_cue, positions
from quiz.bank.findings.guessing import estimates, guessable
from quiz.bank.findings.interlock import interlocks
from quiz.bank.findings.report import findings, findings_within
from quiz.bank.findings.told import Level, Place
from quiz.bank.findings.unread import findings_of
from quiz.bank.pack import PackPart
from quiz.domain.kinds import Kind
from tests.conftest import read_once

pytestmark = pytest.mark.one_database
TODAY = date(2026, 11, 24)


def named(rows, name):
    return next(
        row for row in rows if name in {row.get(key) for key in ("slug", "code", "key", "anchor", "claim")}
    )


def claim(content, code):
    return named(content["claims"], code)


def asked(content, kind, place=0):
    """A question of the quiz "chips" of this kind."""
    found = [each for each in named(content["quizzes"], "chips")["questions"] if each["kind"] == kind]
    return found[place]


def single(content):
    return asked(content, Kind.SINGLE)


def passage(content):
    return content["source"]["passages"][0]


def withheld(content):
    return next(each for each in content["source"]["passages"] if each["withheld"])


@cache
def code_of(kind):
    return asked(read_once().model_dump(), kind)["code"]


def at(kind, field):
    return Place("quizzes/chips", code_of(kind), field)


def option_of(kind, name="options", place=0):
    return asked(read_once().model_dump(), kind)[name][place]["code"]


PASSAGE = read_once().source.passages[0].anchor
WITHHELD = next(each.anchor for each in read_once().source.passages if each.withheld)
OPTION = option_of(Kind.SINGLE)
WRONG = next(each["code"] for each in single(read_once().model_dump())["options"] if not each["right"])
ITEM, PAIR = option_of(Kind.ORDERING, "items"), option_of(Kind.MATCHING, "pairs")
SENTENCE = option_of(Kind.LABELLING, "sentences")
BY_REFERENCES = 1 + [each.told_by for each in read_once().events].index("references")
REFERENCE = read_once().references[0].key
TERM = read_once().terms[0].key
WALLS = {
    "a reference twice": (
        lambda c: c["references"].append(c["references"][0]),
        Place("references.yaml", REFERENCE, "key"),
    ),
    "a claim twice": (lambda c: c["claims"].append(claim(c, "C13")), Place("claims.yaml", "C13", "code")),
    "a passage twice": (
        lambda c: c["source"]["passages"].append(passage(c)),
        Place("source.yaml", PASSAGE, "anchor"),
    ),
    "a prediction twice": (
        lambda c: c["outlook"].append(c["outlook"][0]),
        Place("outlook.yaml", "P1", "claim"),
    ),
    "a term twice": (lambda c: c["terms"].append(c["terms"][0]), Place("glossary.yaml", TERM, "key")),
    "a quiz twice": (
        lambda c: c["quizzes"].append(named(c["quizzes"], "chips") | {"questions": []}),
        Place("quizzes/chips", "", "slug"),
    ),
    "a question in two quizzes": (
        lambda c: named(c["quizzes"], "policy")["questions"].append(single(c) | {"topic": "power"}),
        at(Kind.SINGLE, "code"),
    ),
    "text of what is withheld": (
        lambda c: withheld(c).update(text={"ja": "あ"}),
        Place("source.yaml", WITHHELD, "text"),
    ),
    "withheld without heading": (
        lambda c: withheld(c).update(heading=None),
        Place("source.yaml", WITHHELD, "heading"),
    ),
    "no text": (lambda c: passage(c).update(text=None), Place("source.yaml", PASSAGE, "text")),
    "a check by an unknown reference": (
        lambda c: claim(c, "C13")["check"].update(references=["nobody"]),
        Place("claims.yaml", "C13", "check.references"),
    ),
    "an event by an unknown reference": (
        lambda c: c["events"][2].update(references=["nobody"]),
        Place("events.yaml", "3", "references"),
    ),
    "a figure by an unknown reference": (
        lambda c: c["figures"][1].update(references=["nobody"]),
        Place("chips.yaml", "2", "references"),
    ),
    "something later by an unknown reference": (
        lambda c: c["outlook"][0]["later"][1].update(references=["nobody"]),
        Place("outlook.yaml", "P1", "later.2.references"),
    ),
    "an event of an unknown claim": (
        lambda c: c["events"][0].update(claim="C99"),
        Place("events.yaml", "1", "claim"),
    ),
    "told by no reference": (
        lambda c: c["events"][BY_REFERENCES - 1].update(references=[]),
        Place("events.yaml", str(BY_REFERENCES), "references"),
    ),
    "a claim of no passage": (
        lambda c: claim(c, "C13").update(passage="nowhere"),
        Place("claims.yaml", "C13", "passage"),
    ),
    "a claim without marker": (
        lambda c: passage(c)["text"].update(en="Told anew."),
        Place("source.yaml", PASSAGE, "text.en"),
    ),
    "says without shows": (
        lambda c: claim(c, "C13")["check"].update(shows=None),
        Place("claims.yaml", "C13", "check.shows"),
    ),
    "shows without says": (
        lambda c: claim(c, "C13")["check"].update(says=None),
        Place("claims.yaml", "C13", "check.says"),
    ),
    "no certainty": (
        lambda c: claim(c, "P1").update(certainty=None),
        Place("claims.yaml", "P1", "certainty"),
    ),
    "an outlook on a fact": (
        lambda c: c["outlook"][0].update(claim="C13"),
        Place("outlook.yaml", "C13", "claim"),
    ),
    "leans on a prediction": (
        lambda c: c["outlook"][0].update(leans_on=["P2"]),
        Place("outlook.yaml", "P1", "leans_on"),
    ),
    "a quiz of another source": (
        lambda c: named(c["quizzes"], "chips").update(source="other"),
        Place("quizzes/chips", "", "source"),
    ),
    "follows nothing": (
        lambda c: named(c["quizzes"], "chips").update(follows="none"),
        Place("quizzes/chips", "", "follows"),
    ),
    "an unknown topic": (lambda c: single(c).update(topic="none"), at(Kind.SINGLE, "topic")),
    "no scope": (lambda c: single(c).update(scope=None), at(Kind.SINGLE, "scope")),
    "rests on nothing": (lambda c: single(c).update(rests_on=[]), at(Kind.SINGLE, "rests_on")),
    "rests on an unknown claim": (lambda c: single(c).update(rests_on=["C99"]), at(Kind.SINGLE, "rests_on")),
    "rests on an opinion": (lambda c: single(c).update(rests_on=["C07"]), at(Kind.SINGLE, "rests_on")),
    "in fact, on a claim": (
        lambda c: single(c).update(rests_on=["C12"], scope="fact"),
        at(Kind.SINGLE, "rests_on"),
    ),
    "no option right": (
        lambda c: [each.update(right=False) for each in single(c)["options"]],
        at(Kind.SINGLE, "options"),
    ),
    "all options right": (
        lambda c: [each.update(right=True) for each in asked(c, Kind.MULTIPLE)["options"]],
        at(Kind.MULTIPLE, "options"),
    ),
    "an option twice": (
        lambda c: single(c)["options"].append(single(c)["options"][0]),
        at(Kind.SINGLE, f"options.{OPTION}.code"),
    ),
    "a wrong option without feedback": (
        lambda c: named(single(c)["options"], WRONG).update(feedback=None),
        at(Kind.SINGLE, f"options.{WRONG}.feedback"),
    ),
    "a look at nothing": (
        lambda c: single(c)["options"][0].update(look="C99"),
        at(Kind.SINGLE, f"options.{OPTION}.look"),
    ),
    "neither true nor false": (
        lambda c: asked(c, Kind.TRUE_FALSE).update(answer="so"),
        at(Kind.TRUE_FALSE, "answer"),
    ),
    "no feedback": (
        lambda c: asked(c, Kind.TRUE_FALSE).update(feedback=None),
        at(Kind.TRUE_FALSE, "feedback"),
    ),
    "no feedback on the right one": (
        lambda c: asked(c, Kind.TRUE_FALSE).update(feedback_right=None),
        at(Kind.TRUE_FALSE, "feedback_right"),
    ),
    "no unit": (lambda c: asked(c, Kind.NUMERIC).update(unit=""), at(Kind.NUMERIC, "unit")),
    "no number": (lambda c: asked(c, Kind.NUMERIC).update(answer="many"), at(Kind.NUMERIC, "answer")),
    "no finite number": (
        lambda c: asked(c, Kind.NUMERIC).update(answer="Infinity"),
        at(Kind.NUMERIC, "answer"),
    ),
    "a number of a million digits": (
        lambda c: asked(c, Kind.NUMERIC).update(answer="1e1000000"),
        at(Kind.NUMERIC, "answer"),
    ),
    "a negative tolerance": (
        lambda c: asked(c, Kind.NUMERIC).update(tolerance="-1"),
        at(Kind.NUMERIC, "tolerance"),
    ),
    "nothing to order": (lambda c: asked(c, Kind.ORDERING).update(items=[]), at(Kind.ORDERING, "items")),
    "an item that stays last": (
        lambda c: asked(c, Kind.ORDERING)["items"][0].update(pinned=True),
        at(Kind.ORDERING, f"items.{ITEM}.pinned"),
    ),
    "nothing to match": (lambda c: asked(c, Kind.MATCHING).update(pairs=[]), at(Kind.MATCHING, "pairs")),
    "a pair twice": (
        lambda c: asked(c, Kind.MATCHING)["pairs"].append(asked(c, Kind.MATCHING)["pairs"][0]),
        at(Kind.MATCHING, f"pairs.{PAIR}.code"),
    ),
    "what is left over, called as a pair is": (
        lambda c: asked(c, Kind.MATCHING)["extra"][0].update(code=PAIR),
        at(Kind.MATCHING, f"extra.{PAIR}.code"),
    ),
    "a title that is too long": (
        lambda c: named(c["quizzes"], "chips")["title"].update(en="x" * 201),
        Place("quizzes/chips", "", "title.en"),
    ),
    "figures that are too long": (
        lambda c: claim(c, "C13")["check"]["says"]["value"].update(ja="長" * 121),
        Place("claims.yaml", "C13", "check.says.value.ja"),
    ),
    "quotations that are too long together": (
        lambda c: c["source"]["quotations"][0].update(claim="C13", en="x" * 120),
        Place("source.yaml", "", "quotations"),
    ),
    "nothing to label": (
        lambda c: asked(c, Kind.LABELLING).update(sentences=[]),
        at(Kind.LABELLING, "sentences"),
    ),
    "a sentence of no claim": (
        lambda c: asked(c, Kind.LABELLING)["sentences"][0].update(claim="C99"),
        at(Kind.LABELLING, f"sentences.{SENTENCE}.claim"),
    ),
}
SHOWN = {
    "Japanese in English": (
        lambda c: single(c)["stem"].update(en="どれですか。"),
        at(Kind.SINGLE, "stem.en"),
    ),
    "English in Japanese": (
        lambda c: claim(c, "C13")["check"]["finding"].update(ja="x " * 30, en="x " * 30),
        Place("claims.yaml", "C13", "check.finding.ja"),
    ),
    "a number in one language": (
        lambda c: c["terms"][0]["text"].update(ja="777です。", en="So."),
        Place("glossary.yaml", TERM, "text"),
    ),
    "a repeated option": (
        lambda c: single(c)["options"][1]["text"].update(ja=single(c)["options"][0]["text"]["ja"]),
        at(Kind.SINGLE, f"options.{OPTION}.text.ja"),
    ),
    "all of the above": (
        lambda c: single(c)["options"][0]["text"].update(en="All of the above."),
        at(Kind.SINGLE, f"options.{OPTION}.text.en"),
    ),
    "a negation": (lambda c: single(c)["stem"].update(en="What is not so?"), at(Kind.SINGLE, "stem.en")),
    "a long sentence": (lambda c: single(c)["stem"].update(ja="長" * 81 + "。"), at(Kind.SINGLE, "stem.ja")),
    "a short explanation": (
        lambda c: single(c)["explanation"].update(en="Section 2 says so."),
        at(Kind.SINGLE, "explanation.en"),
    ),
    "an explanation without its section": (
        lambda c: single(c)["explanation"].update(en="The article says so. So it is."),
        at(Kind.SINGLE, "explanation.en"),
    ),
    "an explanation of another section": (
        lambda c: single(c)["explanation"].update(ja="第6節にあります。そうです。"),
        at(Kind.SINGLE, "explanation.ja"),
    ),
    "a figure from nowhere": (
        lambda c: single(c)["explanation"].update(ja="第2節の777です。そうです。"),
        at(Kind.SINGLE, "explanation.ja"),
    ),
    "a figure from nowhere in the digest": (
        lambda c: passage(c)["text"].update(ja=passage(c)["text"]["ja"] + "777。"),
        Place("source.yaml", PASSAGE, "text"),
    ),
    "nobody's words": (
        lambda c: single(c)["stem"].update(ja="「能力」はどれですか。"),
        at(Kind.SINGLE, "stem.ja"),
    ),
    "a quotation of nobody": (
        lambda c: c["source"]["quotations"][1].update(claim="C99"),
        Place("source.yaml", "", "quotations.2"),
    ),
    "a claim nobody asks for": (
        lambda c: c["claims"].append(claim(c, "C13") | {"code": "C98"}),
        Place("claims.yaml", "C98"),
    ),
    "no prompt": (lambda c: c["outlook"].pop(0), Place("claims.yaml", "P1", "label")),
    "out of order": (
        lambda c: c["outlook"][0]["later"][0].update(date="2030"),
        Place("outlook.yaml", "P1", "later.2.date"),
    ),
    "no questions to follow up": (
        lambda c: c["outlook"][0].update(follow_ups=[]),
        Place("outlook.yaml", "P1", "follow_ups"),
    ),
    "what would change nothing": (
        lambda c: c["outlook"][0].update(would_change=None),
        Place("outlook.yaml", "P1", "would_change"),
    ),
    "checked again too early": (
        lambda c: c["references"][0].update(recheck=date(2020, 1, 1)),
        Place("references.yaml", REFERENCE, "recheck"),
    ),
    "past its day": (
        lambda c: c["references"][0].update(checked=TODAY - timedelta(9), recheck=TODAY - timedelta(1)),
        Place("references.yaml", REFERENCE, "recheck"),
    ),
    "a title in one language": (
        lambda c: named(c["quizzes"], "chips")["topics"][0]["name"].update(en=""),
        Place("quizzes/chips", "", "topics.uses.name.en"),
    ),
}
UNREAD = {
    "no claim's text": (lambda c: claim(c, "C13").pop("text"), Place("claims.yaml", "C13", "text")),
    "no code": (lambda c: c["claims"][2].pop("code"), Place("claims.yaml", "3", "code")),
    "no words": (
        lambda c: single(c)["options"][0].update(text={}),
        at(Kind.SINGLE, f"options.{OPTION}.text"),
    ),
    "an unknown kind": (lambda c: single(c).update(kind="guess"), at(Kind.SINGLE, "kind")),
    "an unknown side": (
        lambda c: claim(c, "C13").update(favours="me"),
        Place("claims.yaml", "C13", "favours"),
    ),
    "an unknown field": (lambda c: passage(c).update(surprise=1), Place("source.yaml", PASSAGE, "surprise")),
    "an unknown field of a quiz": (
        lambda c: named(c["quizzes"], "chips").update(surprise=1),
        Place("quizzes/chips", "", "surprise"),
    ),
    "no code for a marker": (
        lambda c: claim(c, "C13").update(code="c-13"),
        Place("claims.yaml", "c-13", "code"),
    ),
    "a slug with a space": (
        lambda c: named(c["quizzes"], "chips").update(slug="the chips"),
        Place("quizzes/the chips", "", "slug"),
    ),
    "a unit that is too long": (
        lambda c: asked(c, Kind.NUMERIC).update(unit="x" * 21),
        at(Kind.NUMERIC, "unit"),
    ),
    "no day": (
        lambda c: c["references"][0].update(checked="soon"),
        Place("references.yaml", REFERENCE, "checked"),
    ),
    "no address": (
        lambda c: c["references"][0].update(url="ftp://x"),
        Place("references.yaml", REFERENCE, "url"),
    ),
    "no date": (lambda c: c["events"][1].update(date="soon"), Place("events.yaml", "2", "date")),
    "no figure": (lambda c: c["figures"][1].update(value=float("nan")), Place("chips.yaml", "2", "value")),
    "no list": (lambda c: c.update(claims=None), Place("claims.yaml")),
    "nothing later": (lambda c: c["outlook"][0].update(later=[]), Place("outlook.yaml", "P1", "later")),
    "no text": (
        lambda c: claim(c, "C13")["check"].update(finding="x"),
        Place("claims.yaml", "C13", "check.finding"),
    ),
    "an answer of no kind": (lambda c: single(c).update(answer=[1]), at(Kind.SINGLE, "answer")),
    "a pair without its side": (
        lambda c: asked(c, Kind.MATCHING)["pairs"][0].pop("left"),
        at(Kind.MATCHING, f"pairs.{PAIR}.left"),
    ),
    "a title that is a number": (
        lambda c: c["source"]["title"].update(en=7),
        Place("source.yaml", "", "title.en"),
    ),
}


def spoilt(spoil):
    content = read_once().model_dump()
    spoil(content)
    return content


@pytest.mark.parametrize(("spoil", "place"), WALLS.values(), ids=WALLS)
def test_a_wall_stands_at_the_field_that_was_broken(spoil, place):
    walls = check_pack(PackPart.model_validate(spoilt(spoil)))

    assert place in [wall.place for wall in walls]
    assert all(wall.forbids and str(wall.message) for wall in walls)


@pytest.mark.parametrize(("spoil", "place"), SHOWN.values(), ids=SHOWN)
def test_what_is_told_while_writing_stands_at_the_field_that_was_broken(spoil, place):
    pack = PackPart.model_validate(spoilt(spoil))

    everything = [told.place for told in findings_within(pack, Place(), TODAY)]
    its_own = [told.place for told in findings_within(pack, Place(place.file, place.piece), TODAY)]

    assert place in everything
    assert its_own == [each for each in everything if (each.file, each.piece) == (place.file, place.piece)]


@pytest.mark.parametrize(("spoil", "place"), UNREAD.values(), ids=UNREAD)
def test_what_cannot_be_read_is_told_once_at_the_field_that_was_broken(spoil, place):
    content = spoilt(spoil)

    with pytest.raises(ValidationError) as refused:
        PackPart.model_validate(content)

    (told,) = findings_of(refused.value, content)
    assert (told.level, told.place) == (Level.WALL, place)
    assert "It cannot be read" not in told.line


def singles(content):
    return [each for quiz in content["quizzes"] for each in quiz["questions"] if each["kind"] == Kind.SINGLE]


def make_the_right_one_longest(content):
    for question in singles(content):
        for option in question["options"]:
            option["text"]["en"] += ", and so on, and so forth, at length" * option["right"]


def put_the_right_one_first(content):
    for question in singles(content):
        question["options"].sort(key=lambda option: not option["right"])


def show_the_answer_of_another(content):
    teller = named(named(content["quizzes"], "figures")["questions"], "figures-sparsity")
    teller["stem"].update(ja="15%でしょうか。", en="Is it 15% of it, by the references?")


MANY = {
    "the longest is right": (length_cue, make_the_right_one_longest, Place("quizzes")),
    "the first is right": (positions, put_the_right_one_first, Place("quizzes")),
    "guessing pays": (guessable, make_the_right_one_longest, Place("quizzes")),
    "shown by another": (interlocks, show_the_answer_of_another, Place("quizzes/figures", "figures-ratio")),
    "two plans": (
        blueprints,
        lambda c: named(c["quizzes"], "after")["questions"].reverse(),
        Place("quizzes/after", "", "questions"),
    ),
}


@pytest.mark.parametrize(("rule", "spoil", "place"), MANY.values(), ids=MANY)
def test_what_many_questions_show_together_stands_where_it_can_be_mended(rule, spoil, place):
    found = [told for told in rule(PackPart.model_validate(spoilt(spoil))) if told.level is not Level.NOTE]

    assert place in [told.place for told in found]


def leave_half_written(content):
    """One question of each kind as an editor begins it: no options, no key, a stem in one language."""
    questions = named(content["quizzes"], "chips")["questions"]
    text = {"ja": "何ですか。"}
    kinds = [
        {"code": f"new-{kind}", "kind": kind, "topic": "power", "stem": text, "explanation": text}
        for kind in Kind
    ]
    questions += kinds
    alone = {"code": "a", "text": text}
    questions += [
        {
            "code": f"one-{kind}",
            "kind": kind,
            "topic": "power",
            "stem": text,
            "explanation": text,
            "options": [alone],
        }
        for kind in (Kind.SINGLE, Kind.MULTIPLE)
    ]


def test_half_written_questions_can_be_looked_at():
    pack = PackPart.model_validate(spoilt(leave_half_written))

    told = [*check_pack(pack), *findings(pack, TODAY), *findings_within(pack, Place(), TODAY)]
    bare = pack.model_copy(update={"quizzes": [], "outlook": [], "terms": [], "figures": [], "events": []})

    assert {f"new-{kind}" for kind in Kind} <= {each.place.piece for each in told}
    assert len(list(estimates(pack))) > 100
    assert check_pack(bare) == []
    assert findings(bare, TODAY)
