"""Packs spoilt in each way: what check_content says of it, and that it ends with an error."""

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


def coded(content, code):
    return next(question for question in content["questions"] if question["code"] == code)


def lengthen(content):
    for question in content["questions"]:
        for option in question.get("options", []):
            if option.get("right"):
                option["text"]["en"] += ", and so on and so forth, at some length"


def all_first(content):
    for question in content["questions"]:
        if question["kind"] == "single":
            question["options"].sort(key=lambda option: not option.get("right"))


def first_wrong(question):
    return next(option for option in question["options"] if not option.get("right"))


def right(question):
    return next(option for option in question["options"] if option.get("right"))


# What is told of a question that is spoilt so; each spoils another question of one pack.
SPOILT_QUESTIONS = {
    "the claims that the question rests on stand elsewhere": lambda q: q["explanation"].update(
        en="Section 6 says so. So it is."
    ),
    "is repeated": lambda q: q["options"][0]["text"].update(en=q["options"][1]["text"]["en"]),
    "takes in the others": lambda q: q["options"][0]["text"].update(en="All of the above."),
    "stem.en: not: a negation without emphasis": lambda q: q["stem"].update(
        en="Which of these is not a use of the H20?"
    ),
    "stem.ja: ない: a negation without emphasis": lambda q: q["stem"].update(
        ja="記事が述べていないものはどれですか。"
    ),
    "A sentence of 32 words; 30 are the most": lambda q: q["stem"].update(
        en="Which " + "very " * 30 + "long?"
    ),
    "A sentence of 81 characters; 80 are the most": lambda q: q["stem"].update(ja="長" * 81 + "。"),
    "A wrong option needs its feedback line": lambda q: first_wrong(q).pop("feedback"),
    "A right option needs a feedback line that adds something": lambda q: right(q).pop("feedback"),
    "The English text holds Japanese": lambda q: q["stem"].update(en="どれですか。"),
    "The Japanese text is the English one": lambda q: q["stem"].update(ja=q["stem"]["en"]),
    "explanation.en: 1 sentence;": lambda q: q["explanation"].update(en="Section 2 says so."),
    "does not say in which section the article says so": lambda q: q["explanation"].update(
        en="The article says so. So it is."
    ),
    "777 stands in no claim and no reference": lambda q: q["explanation"].update(
        ja="要約の第2節にあります。777 Wです。", en="It stands in section 2. It is 777 W."
    ),
    "“能力” stands in quotation marks, but these are nobody's own words": lambda q: q["stem"].update(
        ja="H20の「能力」はどれですか。"
    ),
    "look: C99 is not among the claims": lambda q: q["options"][0].update(look="C99"),
}
# What is told of a pack that is spoilt in all of these ways.
SPOILT = {
    "the right option is the longest in": ("quizzes/chips.yaml", lengthen),
    "chips-ascend-share: In English a sentence of chips-labelling shows its answer: 60 %": (
        "quizzes/chips.yaml",
        lambda c: coded(c, "chips-labelling")["sentences"][0].update(claim="C27"),
    ),
    "pinned: An item to be ordered cannot stay last": (
        "quizzes/chips.yaml",
        lambda c: coded(c, "chips-memory-order")["items"][0].update(pinned=True),
    ),
    "C10: No question rests on this claim": (
        "quizzes/chips.yaml",
        lambda c: c["questions"].remove(coded(c, "chips-learning")),
    ),
    "stands in one language only": (
        "quizzes/policy.yaml",
        lambda c: c["questions"][0]["explanation"].update(en="Section 1 says 2023. So do the references."),
    ),
    "feedback_right: The feedback that adds something to the right choice is missing": (
        "quizzes/policy.yaml",
        lambda c: coded(c, "policy-april-measure").pop("feedback_right"),
    ),
    "figures-ratio: In English figures-sparsity shows its answer: 15 %": (
        "quizzes/figures.yaml",
        lambda c: coded(c, "figures-sparsity")["stem"].update(
            ja="15%でしょうか。", en="Is it 15% of it, by the references?"
        ),
    ),
    "says-share-upper: In English the feedback of so-tokens shows its answer: 17 %": (
        "quizzes/says-so.yaml",
        lambda c: coded(c, "so-tokens")["options"][0]["feedback"].update(ja="17%です。", en="It is 17%."),
    ),
    "The kinds, scopes and topics of its questions are not, place by place, those of before": (
        "quizzes/after.yaml",
        lambda c: c["questions"].reverse(),
    ),
    "policy-share-2025: In English the glossary at fiscal-year shows its answer: 13 %": (
        "glossary.yaml",
        lambda c: next(term for term in c if term["key"] == "fiscal-year")["text"].update(
            ja="13%の年です。", en="The year with 13%."
        ),
    ),
    "before it was checked": ("references.yaml", lambda c: c[0].update(recheck=date(2020, 1, 1))),
    "777 stands in no claim and no reference": (
        "source.yaml",
        lambda c: c["passages"][0]["text"].update(
            ja=c["passages"][0]["text"]["ja"] + "777 W。", en=c["passages"][0]["text"]["en"] + " 777 W."
        ),
    ),
    "is to be either a claim's or a reference's words": (
        "source.yaml",
        lambda c: c["quotations"][0].update(claim="C99"),
    ),
    "date: This is dated before what stands above it": (
        "outlook.yaml",
        lambda c: c[1]["later"].reverse(),
    ),
    "A prediction needs a prompt": ("outlook.yaml", lambda c: c.pop(0)),
    "C01: claim: C01 is no prediction": ("outlook.yaml", lambda c: c[-1].update(claim="C01")),
}
# What is told of a pack of another shape, which is read no further.
MISSHAPEN = {
    "is missing": ("quizzes/chips.yaml", lambda c: single(c)["stem"].pop("en")),
    "checked: This is missing": ("references.yaml", lambda c: c[0].pop("checked")),
    "recheck: This is missing": ("references.yaml", lambda c: c[0].pop("recheck")),
    "url: This is missing": ("references.yaml", lambda c: c[0].pop("url")),
}


def errors_of(folder):
    with pytest.raises(CommandError) as told:
        call_command("check_content", str(folder), "--files")
    return str(told.value).splitlines()


def test_each_bad_question_is_named_with_what_is_wrong_of_it(copy):
    bad = {}

    def spoil(content):
        for place, (words, edit) in enumerate(SPOILT_QUESTIONS.items()):
            question = single(content, place)
            edit(question)
            bad[words] = question["code"]

    told = errors_of(copy("quizzes/chips.yaml", spoil))

    assert {
        words for words, code in bad.items() if not any(code in line and words in line for line in told)
    } == set()


@pytest.mark.parametrize("ways", [SPOILT, MISSHAPEN], ids=["content", "shape"])
def test_a_bad_pack_ends_with_an_error_that_names_all_that_is_wrong(copy, ways):
    for file, spoil in ways.values():
        folder = copy(file, spoil)

    told = errors_of(folder)

    assert {words for words in ways if not any(words in line for line in told)} == set()


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


def test_a_prediction_without_questions_to_follow_up_is_a_warning(copy):
    folder = copy(
        "outlook.yaml", lambda content: (content[2].pop("follow_ups"), content[3].pop("would_change"))
    )

    told = [line.rpartition(": ")[0] for line in warnings(read_pack(folder)) if ": Its sheet " in line]
    assert told == ["outlook.yaml: P3: follow_ups", "outlook.yaml: P4: would_change"]


def test_the_report_counts_by_side():
    notes = [line.line for line in findings(read_pack(PACK), TODAY) if line.level is Level.NOTE]

    assert len(notes) == 6
    assert any("contradicted claims that favour the United States 0, China 1" in line for line in notes)


def always_two(content):
    for question in content["questions"]:
        if question["kind"] == "multiple":
            for place, option in enumerate(question["options"]):
                option["right"] = place < 2


def test_a_test_after_one_that_is_not_there_is_an_error(copy):
    told = errors_of(copy("quizzes/after.yaml", lambda content: content.update(follows="nowhere")))

    assert any("It follows nowhere, which is no other quiz of this pack" in line for line in told)


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
