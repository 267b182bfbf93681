"""One spoilt pack a finding: what check_content says of it, and that it ends with an error."""

import re
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from quiz.bank.findings.report import findings
from quiz.bank.findings.told import Level
from quiz.bank.pack_files import read_pack
from quiz.domain import withheld
from quiz.domain.kinds import GRADED
from tests.conftest import PACK

TODAY = date(2026, 11, 24)


def single(content, place=0):
    return [question for question in content["questions"] if question["kind"] == "single"][place]


def lengthen(content):
    for question in content["questions"]:
        for option in question.get("options", []):
            if option.get("right"):
                option["text"]["en"] += ", and so on and so forth, at some length"


def all_first(content):
    for question in content["questions"]:
        if question["kind"] == "single":
            question["options"].sort(key=lambda option: not option.get("right"))


SPOILT = {
    "length cue": ("quizzes/chips.yaml", lengthen, "the right option is the longest in"),
    "repeated option": (
        "quizzes/chips.yaml",
        lambda c: single(c)["options"][0]["text"].update(en=single(c)["options"][1]["text"]["en"]),
        "is repeated",
    ),
    "all of the above": (
        "quizzes/chips.yaml",
        lambda c: single(c)["options"][0]["text"].update(en="All of the above."),
        "takes in the others",
    ),
    "negative stem": (
        "quizzes/chips.yaml",
        lambda c: single(c)["stem"].update(en="Which of these is not a use of the H20?"),
        "stem.en: not: a negation without emphasis",
    ),
    "negative stem in Japanese": (
        "quizzes/chips.yaml",
        lambda c: single(c)["stem"].update(ja="記事が述べていないものはどれですか。"),
        "stem.ja: ない: a negation without emphasis",
    ),
    "long stem": (
        "quizzes/chips.yaml",
        lambda c: single(c)["stem"].update(en="Which " + "very " * 30 + "long?"),
        "A sentence of 32 words; 30 are the most",
    ),
    "long stem in Japanese": (
        "quizzes/chips.yaml",
        lambda c: single(c)["stem"].update(ja="長" * 81 + "。"),
        "A sentence of 81 characters; 80 are the most",
    ),
    "missing feedback": (
        "quizzes/chips.yaml",
        lambda c: single(c)["options"][0].pop("feedback"),
        "A wrong option needs its feedback line",
    ),
    "missing translation": ("quizzes/chips.yaml", lambda c: single(c)["stem"].pop("en"), "is missing"),
    "text in the wrong language": (
        "quizzes/chips.yaml",
        lambda c: single(c)["stem"].update(en="どれですか。"),
        "The English text holds Japanese",
    ),
    "Japanese left in English": (
        "quizzes/chips.yaml",
        lambda c: single(c)["stem"].update(ja=single(c)["stem"]["en"]),
        "The Japanese text is the English one",
    ),
    "numbers that differ": (
        "quizzes/policy.yaml",
        lambda c: c["questions"][0]["explanation"].update(en="Section 1 says 2023. So do the references."),
        "stands in one language only",
    ),
    "claim not rested on": (
        "quizzes/chips.yaml",
        lambda c: c["questions"].__delitem__(
            [question["code"] for question in c["questions"]].index("chips-learning")
        ),
        "C10: No question rests on this claim",
    ),
    "reference without a date": ("references.yaml", lambda c: c[0].pop("checked"), "checked: This is"),
    "reference not to be checked again": (
        "references.yaml",
        lambda c: c[0].pop("recheck"),
        "recheck: This is missing",
    ),
    "reference without an address": ("references.yaml", lambda c: c[0].pop("url"), "url: This is missing"),
    "reference checked again too early": (
        "references.yaml",
        lambda c: c[0].update(recheck=date(2020, 1, 1)),
        "before it was checked",
    ),
    "explanation too short": (
        "quizzes/chips.yaml",
        lambda c: single(c)["explanation"].update(en="Section 2 says so."),
        "explanation.en: 1 sentence;",
    ),
    "explanation without its place": (
        "quizzes/chips.yaml",
        lambda c: single(c)["explanation"].update(en="The article says so. So it is."),
        "does not say in which section the article says so",
    ),
    "explanation with the wrong place": (
        "quizzes/chips.yaml",
        lambda c: single(c)["explanation"].update(en="Section 6 says so. So it is."),
        "the claims that the question rests on stand elsewhere",
    ),
    "figure from nowhere": (
        "quizzes/chips.yaml",
        lambda c: single(c)["explanation"].update(
            ja="要約の第2節にあります。777 Wです。", en="It stands in section 2. It is 777 W."
        ),
        "777 stands in no claim and no reference",
    ),
    "figure from nowhere in the digest": (
        "source.yaml",
        lambda c: c["passages"][0]["text"].update(
            ja=c["passages"][0]["text"]["ja"] + "777 W。", en=c["passages"][0]["text"]["en"] + " 777 W."
        ),
        "777 stands in no claim and no reference",
    ),
    "prediction without a prompt": ("outlook.yaml", lambda c: c.pop(0), "A prediction needs a prompt"),
    "prompt for something else": (
        "outlook.yaml",
        lambda c: c[0].update(claim="C01"),
        "C01: claim: C01 is no prediction",
    ),
    "developments out of order": (
        "outlook.yaml",
        lambda c: c[0]["later"].reverse(),
        "later.2.date: This is dated before what stands above it",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOILT)
def test_a_bad_pack_ends_with_an_error_that_names_it(copy, name):
    file, spoil, words = SPOILT[name]

    with pytest.raises(CommandError) as told:
        call_command("check_content", str(copy(file, spoil)), "--files")

    assert words in str(told.value)


def test_a_withheld_word_is_found_in_either_language(copy, monkeypatch):
    # Made-up words stand for the real ones, which may be written nowhere.
    kept = {"english": withheld.mark("zorgle"), "japanese": withheld.mark("ゾルグ"), "lengths": (3,)}
    monkeypatch.setattr(
        "quiz.bank.findings.texts.withheld_words", lambda text: withheld.withheld_words(text, **kept)
    )

    def spoil(content):
        single(content)["stem"].update(en="What of the Zorgle?")
        single(content, 1)["stem"].update(ja="大ゾルグ機とは何ですか。")

    with pytest.raises(CommandError) as told:
        call_command("check_content", str(copy("quizzes/chips.yaml", spoil)), "--files")

    assert "zorgle: a word of what is withheld" in str(told.value)
    assert "ゾルグ: a word of what is withheld" in str(told.value)


def warnings(pack, today=TODAY):
    return [line.line for line in findings(pack, today) if line.level is Level.WARNING]


def test_keys_that_always_stand_first_are_a_warning(copy):
    folder = copy("quizzes/chips.yaml", all_first)
    for name in ("policy", "figures", "says-so"):
        folder = copy(f"quizzes/{name}.yaml", all_first)

    assert any("stands at place 1" in line for line in warnings(read_pack(folder)))


def test_statements_that_are_all_true_are_a_warning(copy):
    def spoil(content):
        for question in content["questions"]:
            if question["kind"] == "true_false":
                question["answer"] = True

    for name in ("chips", "policy", "figures", "says-so"):
        folder = copy(f"quizzes/{name}.yaml", spoil)

    assert any("statements are true" in line for line in warnings(read_pack(folder)))


def test_errors_on_one_side_only_are_a_warning(copy):
    def spoil(content):
        for claim in content:
            if claim["check"]["verdict"] in {"contradicted", "imprecise"}:
                claim["favours"] = "china"

    folder = copy("claims.yaml", spoil)

    assert "Balance: all errors hit claims that favour China." in warnings(read_pack(folder))


def test_a_reference_past_its_day_is_a_warning():
    assert warnings(read_pack(PACK)) == []
    assert any("was to be checked again by" in line for line in warnings(read_pack(PACK), date(2028, 1, 1)))


@pytest.mark.parametrize("lacks", ["follow_ups", "would_change"])
def test_a_prediction_without_questions_to_follow_up_is_a_warning(copy, lacks):
    folder = copy("outlook.yaml", lambda content: content[2].pop(lacks))

    (told,) = warnings(read_pack(folder))
    assert told.startswith(f"outlook.yaml: P3: {lacks}: Its sheet ")


def test_the_report_counts_by_side():
    notes = [line.line for line in findings(read_pack(PACK), TODAY) if line.level is Level.NOTE]

    assert len(notes) == 6
    assert any("contradicted claims that favour the United States 0, China 1" in line for line in notes)


def coded(content, code):
    return next(question for question in content["questions"] if question["code"] == code)


def always_two(content):
    for question in content["questions"]:
        if question["kind"] == "multiple":
            for place, option in enumerate(question["options"]):
                option["right"] = place < 2


SAID = {
    "a neighbour shows the answer": (
        "quizzes/figures.yaml",
        lambda c: coded(c, "figures-sparsity")["stem"].update(
            ja="15%でしょうか。", en="Is it 15% of it, by the references?"
        ),
        "figures-ratio: In English figures-sparsity shows its answer: 15 %",
    ),
    "feedback shows the answer": (
        "quizzes/says-so.yaml",
        lambda c: coded(c, "so-tokens")["options"][0]["feedback"].update(ja="17%です。", en="It is 17%."),
        "says-share-upper: In English the feedback of so-tokens shows its answer: 17 %",
    ),
    "a sentence to be labelled shows the answer": (
        "quizzes/chips.yaml",
        lambda c: coded(c, "chips-labelling")["sentences"][0].update(claim="C27"),
        "chips-ascend-share: In English a sentence of chips-labelling shows its answer: 60 %",
    ),
    "the glossary shows the answer": (
        "glossary.yaml",
        lambda c: next(term for term in c if term["key"] == "fiscal-year")["text"].update(
            ja="13%の年です。", en="The year with 13%."
        ),
        "policy-share-2025: In English the glossary at fiscal-year shows its answer: 13 %",
    ),
    "nobody's words in quotation marks": (
        "quizzes/chips.yaml",
        lambda c: single(c)["stem"].update(ja="H20の「能力」はどれですか。"),
        "“能力” stands in quotation marks, but these are nobody's own words",
    ),
    "a quotation of nobody": (
        "source.yaml",
        lambda c: c["quotations"][0].update(claim="C99"),
        "is to be either a claim's or a reference's words",
    ),
    "a pair of tests with two plans": (
        "quizzes/after.yaml",
        lambda c: c["questions"].reverse(),
        "The kinds, scopes and topics of its questions are not, place by place, those of before",
    ),
    "a test after one that is not there": (
        "quizzes/after.yaml",
        lambda c: c.update(follows="nowhere"),
        "It follows nowhere, which is no other quiz of this pack",
    ),
    "a look at nothing": (
        "quizzes/chips.yaml",
        lambda c: single(c)["options"][0].update(look="C99"),
        "look: C99 is not among the claims",
    ),
    "a right option with nothing to add": (
        "quizzes/chips.yaml",
        lambda c: next(o for o in single(c)["options"] if o.get("right")).pop("feedback"),
        "A right option needs a feedback line that adds something",
    ),
    "a right statement with nothing to add": (
        "quizzes/policy.yaml",
        lambda c: coded(c, "policy-april-measure").pop("feedback_right"),
        "feedback_right: The feedback that adds something to the right choice is missing",
    ),
    "an item to be ordered that is pinned": (
        "quizzes/chips.yaml",
        lambda c: coded(c, "chips-memory-order")["items"][0].update(pinned=True),
        "pinned: An item to be ordered cannot stay last",
    ),
}


@pytest.mark.parametrize(("name", "edit", "told"), SAID.values(), ids=SAID.keys())
def test_what_gives_answers_away_or_is_not_said_by_anybody_is_an_error(copy, name, edit, told):
    with pytest.raises(CommandError, match=re.escape(told)):
        call_command("check_content", copy(name, edit), "--files")


def test_what_those_who_guess_would_score_is_told_and_the_pack_lets_no_way_pay(capsys):
    call_command("check_content", "--files", "--guess")

    told = capsys.readouterr().out.splitlines()
    lines = [line for line in told if ", by Holm " in line]
    graded = sum(question.kind in GRADED for quiz in read_pack(PACK).quizzes for question in quiz.questions)
    assert sum(": closed book " in line for line in told) == 2 * graded
    assert "chips-stages (ja): closed book 8%, by chance 8%" in told
    assert len(lines) == 8 * 2 * 10
    assert min(float(line.rpartition(" ")[2]) for line in lines) >= 0.05


def test_always_two_of_them_is_found_out(copy):
    copy("quizzes/figures.yaml", always_two)
    copy("quizzes/policy.yaml", always_two)
    folder = copy("quizzes/chips.yaml", always_two)

    with pytest.raises(CommandError, match="always as many right options"):
        call_command("check_content", folder, "--files")
