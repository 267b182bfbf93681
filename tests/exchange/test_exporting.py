"""What becomes of a pack in a file: all that can go goes and comes back, and all that cannot is told."""

from operator import itemgetter

import pytest
from django.utils.translation import override

from quiz.authoring.whole import told_of
from quiz.domain.kinds import Kind, Scope
from quiz.exchange.contents import content_of
from quiz.exchange.exporting import Line, exported
from quiz.exchange.formats.format import Feature, held
from quiz.exchange.formats.known import ALL, BY_NAME, split
from quiz.exchange.grounds import Grounds, without_grounds
from quiz.exchange.losses import Loss, Stays, fate_of
from quiz.exchange.outgoing import Origin
from quiz.exchange.telling import LOST, STAYING
from tests.conftest import read_once
from tests.drafts import both, claim, question, small_pack

FORMATS = pytest.mark.parametrize("target", ALL, ids=lambda each: each.name)
LANGUAGES = pytest.mark.parametrize("language", ["ja", "en"])


def option(code, **more):
    return {"code": code, "text": both(code)} | more


def single(**more):
    options = [option("a", right=True), option("b", feedback=both("No."), look="C2")]
    return (
        question("q1", kind="single", options=options, answer=None, feedback=None, feedback_right=None) | more
    )


def pack_with(*questions, **more):
    content = small_pack("fruit", questions=())
    content["quizzes"][0]["questions"] = list(questions)
    return content | more


def report_on(content, target="moodle_xml", language="en", quiz=""):
    return exported(BY_NAME[target], Origin(content, language), "fruit", quiz).report


@FORMATS
@LANGUAGES
def test_the_first_pack_comes_back_from_every_format_and_rests_on_the_same_claims(target, language):
    content = told_of(read_once())
    asked = {each["code"]: each for quiz in content["quizzes"] for each in quiz["questions"]}
    claims = {each["code"] for each in content["claims"]}
    made = exported(target, Origin(content, language), "h20")

    read = [target.read(raw) for raw in split(target, made.file()).raws]
    again = [content_of(each.question, language, "all", claims) for each in read]

    assert len(read) > 50
    assert tuple(each.question for each in read) == made.batch.questions
    assert [note for each in read for note in each.notes] == []
    expected = [asked[line.code] for line in made.report.written]
    is_told = Feature.EXPLANATION in target.features
    assert [each["scope"] for each in again] == [each["scope"] if is_told else None for each in expected]
    assert [each["rests_on"] for each in again] == [each["rests_on"] if is_told else [] for each in expected]
    assert [each["kind"] for each in again] == [each["kind"] for each in expected]


@FORMATS
def test_every_question_of_the_first_pack_is_told_of_once(target):
    content = told_of(read_once())
    quizzes = sorted(content["quizzes"], key=itemgetter("place"))
    codes = [each["code"] for quiz in quizzes for each in quiz["questions"]]

    report = report_on(content, target.name)

    assert [line.code for line in report.lines if line.stays is not Stays.PREDICTION] == codes
    assert len(report.staying()[Stays.PREDICTION]) == len(content["outlook"])
    assert {line.kind for line in report.staying()[Stays.EXERCISE]} == {Kind.LABELLING}
    assert {line.kind for line in report.written} <= set(target.kinds)


def test_what_a_format_does_not_hold_is_told_by_question():
    content = pack_with(
        single(
            stem=both("Which is **not** ripe?"), options=[option("a", right=True), option("b", pinned=True)]
        ),
        single(code="q2"),
    )

    report = report_on(content, "aiken")

    everywhere = (Loss.GROUNDS, Loss.EXPLANATION, Loss.CATEGORY, Loss.NAME)
    assert [line.losses for line in report.lines] == [
        tuple(loss for loss in Loss if loss in {*everywhere, Loss.PINNED, Loss.EMPHASIS}),
        tuple(loss for loss in Loss if loss in {*everywhere, Loss.FEEDBACK, Loss.LOOK}),
    ]


def test_a_question_without_grounds_explanation_and_credit_loses_none_of_them():
    content = pack_with(single(scope=None, rests_on=[], explanation=None, topic=""))

    (line,) = report_on(content, "aiken").lines

    assert line.losses == (Loss.LOOK, Loss.FEEDBACK, Loss.NAME)


def test_the_file_says_what_a_question_rests_on_and_from_whom_it_is():
    content = pack_with(single(rests_on=["C1", "C2"], credit=both("From: On apples")))

    made = exported(BY_NAME["gift"], Origin(content, "en"), "fruit")

    (found,) = made.batch.questions
    assert found.explanation.endswith(
        "From: On apples\n\n(Asked according to the article: C1, C2, digest S1 Fruit)"
    )
    assert without_grounds(found.explanation)[1] == Grounds(Scope.ARTICLE, ("C1", "C2"))
    assert Loss.CREDIT in made.report.lines[0].losses


@pytest.mark.parametrize(
    ("more", "lack"),
    [
        ({"stem": both("") | {"ja": ""}}, "The question has no words yet."),
        ({"options": [option("a"), option("b")]}, "It is not said yet what is right."),
        ({"options": [option("a", right=True)]}, "There is too little to choose from yet."),
        ({"kind": None}, "It is not said yet how the question is answered."),
        ({"options": [option("a", right=True), {"code": "b", "text": {"ja": "", "en": ""}}]},
         "Something that can be chosen has no words yet."),
    ],
)  # fmt: skip
def test_what_is_not_finished_stays_and_says_why(more, lack):
    with override("en"):
        (line,) = report_on(pack_with(single(**more))).lines

    assert line.stays is Stays.UNFINISHED
    assert lack in line.lacks


@pytest.mark.parametrize("label", ["opinion", "prediction"])
def test_a_question_that_rests_on_an_opinion_or_a_prediction_stays(label):
    content = pack_with(single(), claims=[claim("C1", "It will rain.", label=label)])

    (line,) = report_on(content).lines

    assert line.stays is Stays.OPINION


def test_predictions_are_listed_and_never_written():
    outlook = [{"claim": "P1", "prompt": both("Will it?"), "later": []}]
    content = pack_with(claims=[claim("P1", "It will rain.", label="prediction")], outlook=outlook)

    made = exported(BY_NAME["gift"], Origin(content, "en"), "fruit")

    assert made.report.lines == (Line("P1", "", "", "It will rain.", stays=Stays.PREDICTION),)
    assert made.batch.questions == ()


def test_a_kind_that_the_format_has_not_stays():
    content = pack_with(question("q1"), single(code="q2"))

    report = report_on(content, "aiken")

    assert [line.stays for line in report.lines] == [Stays.KIND, None]


def test_what_is_not_written_in_the_language_stands_in_the_other_and_is_told():
    stem = {"ja": "どれが熟していますか。", "en": ""}
    content = pack_with(single(stem=stem), single(code="q2"))

    made = exported(BY_NAME["gift"], Origin(content, "en"), "fruit")

    assert [Loss.LANGUAGE in line.losses for line in made.report.lines] == [True, False]
    assert made.batch.questions[0].stem == stem["ja"]


def test_of_several_quizzes_the_category_names_quiz_and_topic_and_of_one_the_topic():
    content = pack_with(single())
    content["quizzes"].append({**content["quizzes"][0], "slug": "other", "title": both("Berries")})
    origin = Origin(content, "en")

    of_all = exported(BY_NAME["gift"], origin, "fruit").batch
    of_one = exported(BY_NAME["gift"], origin, "fruit", "other").batch

    assert [each.category for each in of_all.questions] == ["Fruit/Fruit", "Berries/Fruit"]
    assert [each.category for each in of_one.questions] == ["Fruit"]
    assert (of_all.title, of_one.title) == ("On fruit", "Berries")


def test_what_is_left_of_another_kind_of_answer_is_not_told():
    content = pack_with(question("q1", options=[option("a", right=True, look="C2")]))

    made = exported(BY_NAME["moodle_xml"], Origin(content, "en"), "fruit")

    (found,) = made.batch.questions
    assert found == held(made.report.target, found)
    assert found.options == ()
    assert Loss.LOOK not in made.report.lines[0].losses


def test_a_number_is_written_as_readers_numbers_are_read():
    content = pack_with(question("q1", kind="numeric", answer="１,２００", tolerance="", unit="GB/s"))

    made = exported(BY_NAME["moodle_xml"], Origin(content, "en"), "fruit")

    assert [(each.answer, each.tolerance) for each in made.batch.questions] == [("1200", "0")]


def test_there_is_no_report_on_a_quiz_that_is_not_there():
    with pytest.raises(KeyError):
        report_on(pack_with(single()), quiz="other")


def test_the_report_is_data():
    content = pack_with(single(code="q1"), question("q2"))

    assert report_on(content, "aiken", quiz="fruit").data() == {
        "pack": "fruit", "quiz": "fruit", "format": "aiken", "language": "en",
        "written": [{
            "code": "q1", "quiz": "fruit", "kind": "single",
            "losses": {
                "grounds": "left_out", "look": "left_out", "explanation": "left_out", "feedback": "left_out",
                "category": "left_out", "name": "left_out",
            },
        }],
        "stays": [{"code": "q2", "quiz": "fruit", "kind": "true_false", "why": "kind", "lacks": []}],
    }  # fmt: skip


@FORMATS
@pytest.mark.parametrize("loss", Loss)
def test_every_loss_has_its_words_in_every_format(target, loss):
    assert LOST[loss, fate_of(loss, target)]


@pytest.mark.parametrize("stays", Stays)
def test_every_reason_to_stay_has_its_words(stays):
    assert STAYING[stays]
