import pytest
from django.urls import reverse

from quiz.domain.kinds import Kind


def url(pack, key="C1"):
    return reverse("authoring:ask", args=[pack.slug, key])


def label(draft, key, label):
    claim = draft.pieces.get(kind="claims", key=key)
    claim.content["label"] = label
    claim.save()


def test_a_stranger_asks_nothing(stranger_client, draft):
    assert stranger_client.post(url(draft), {"kind": "single"}).status_code == 404
    assert draft.pieces.filter(kind="questions").count() == 1


@pytest.mark.parametrize("kind", Kind)
def test_a_claim_becomes_a_draft_of_each_kind_with_its_grounds(teacher_client, draft, kind):
    page = teacher_client.post(url(draft), {"kind": kind.value})

    made = draft.pieces.get(kind="questions", key="q2")
    assert page.url == reverse("authoring:text", args=[draft.slug]) + "#C1"
    assert (made.parent, made.position, made.content["kind"]) == ("draft-fruit", 2, kind)
    assert made.content["topic"] == "all"
    assert made.content["stem"]["en"]
    if kind is Kind.LABELLING:
        assert made.content["sentences"] == [{"code": "s1", "claim": "C1"}]
    else:
        assert (made.content["scope"], made.content["rests_on"]) == ("article", ["C1"])


def test_the_first_draft_makes_its_quiz_called_as_the_source_is(teacher_client, draft):
    draft.pieces.filter(kind__in=["quizzes", "questions"]).delete()

    teacher_client.post(url(draft), {"kind": "single"})

    quiz = draft.pieces.get(kind="quizzes")
    assert draft.pieces.get(kind="questions").parent == quiz.key
    assert quiz.content["title"]["en"] == "On fruit"
    assert quiz.content["topics"] == [{"key": "all", "name": quiz.content["title"]}]
    assert quiz.content["intro"]["ja"]
    assert quiz.content["intro"]["en"]


def test_the_claim_is_the_right_option_and_wrong_ones_are_left_to_write(teacher_client, draft):
    teacher_client.post(url(draft), {"kind": "single"})

    options = draft.pieces.get(key="q2").content["options"]
    assert [option["right"] for option in options] == [True, False, False, False]
    assert options[0]["text"]["en"] == "Kiwifruit grows in Ehime."


@pytest.mark.parametrize(
    ("words", "stem", "answer", "unit"),
    [
        ("米国は2022年に輸出を制限した。", "米国は____年に輸出を制限した。", "2022", "年"),
        ("It sold 5,500 chips.", "It sold ____ chips.", "5500", "chips"),
        ("売上は55億ドルだった。", "売上は____億ドルだった。", "55", "億"),
        ("数字はない。", "数字はない。", "", ""),
    ],
)
def test_the_number_of_a_claim_is_what_is_asked_for(teacher_client, draft, words, stem, answer, unit):
    claim = draft.pieces.get(kind="claims", key="C1")
    claim.content["text"] = {"ja": words, "en": ""}
    claim.save()

    teacher_client.post(url(draft), {"kind": "numeric"})

    made = draft.pieces.get(key="q2").content
    assert (made["stem"]["ja"], made["answer"], made["unit"]) == (stem, answer, unit)


def test_a_fact_with_references_is_asked_in_fact(teacher_client, draft):
    claim = draft.pieces.get(kind="claims", key="C1")
    claim.content["check"]["references"] = ["r1"]
    claim.save()

    teacher_client.post(url(draft), {"kind": "true_false"})

    assert draft.pieces.get(key="q2").content["scope"] == "fact"


@pytest.mark.parametrize("kind", ["opinion", "prediction"])
def test_nobody_is_graded_on_an_opinion(teacher_client, draft, kind):
    label(draft, "C2", kind)

    page = teacher_client.post(url(draft, "C2"), {"kind": "single"}, follow=True)

    assert "Nobody is graded on an opinion" in page.content.decode()
    assert draft.pieces.filter(kind="questions").count() == 1


def test_a_second_sentence_to_sort_goes_to_the_same_exercise_once(teacher_client, draft):
    label(draft, "C2", "opinion")
    for key in ("C1", "C2", "C2"):
        teacher_client.post(url(draft, key), {"kind": "labelling"})

    exercise = draft.pieces.get(kind="questions", key="q2")
    assert [each["claim"] for each in exercise.content["sentences"]] == ["C1", "C2"]
    assert draft.pieces.filter(kind="questions").count() == 2


def test_a_prediction_gets_what_a_class_discusses_it_by_once(teacher_client, draft):
    for _press in range(2):
        page = teacher_client.post(url(draft, "C2"), {"kind": "discuss"})

    assert page.url == f"/authoring/{draft.slug}/outlook/C2/"
    assert draft.pieces.get(kind="outlook").key == "C2"


def test_an_unknown_kind_makes_nothing(teacher_client, draft):
    page = teacher_client.post(url(draft), {"kind": "riddle"}, follow=True)

    assert "Choose which kind of question" in page.content.decode()
    assert draft.pieces.filter(kind="questions").count() == 1
