import re

import pytest
from django.utils import timezone

from quiz.taking.models import Answer, Attempt, Correction
from quiz.taking.services.attempts import submit_attempt
from quiz.taking.services.correcting import Wanted, correct
from tests.shown import shown


@pytest.fixture
def finished(member, assign_quiz, begun, reader):
    """A finished attempt with every question of one choice answered "c"."""

    def finished(slug="policy", **rules):
        assignment = assign_quiz(slug, **rules)
        attempt = begun(assignment)
        Answer.objects.filter(attempt=attempt, question__kind="single").update(response="c", confidence=3)
        submit_attempt(reader_id=reader.pk, code=attempt.code, now=timezone.now())
        return assignment

    return finished


def place_of(assignment, kind, right=None):
    """The first place of a kind, where wanted one whose key is not this option."""
    for place in assignment.quiz.places.select_related("question"):
        answer = Answer.objects.get(question=place.question)
        if place.question.kind == kind and (right is None or answer.points == 0):
            return place
    raise LookupError(kind)


def total(assignment):
    return sum(Answer.objects.filter(points__isnull=False).values_list("points", flat=True))


def confirm(client, url, data):
    """Preview, then confirm what the preview shows."""
    words = client.post(url, data).content.decode()
    seen = re.search(r'name="confirm" value="(\w+)"', words)[1]
    return client.post(url, data | {"confirm": seen}), words


def test_one_sees_who_changes_and_then_confirms(finished, teacher_client, client_of, reader):
    assignment = finished()
    place = place_of(assignment, "single", right="c")
    before = total(assignment)
    url = f"/taking/correct/{assignment.slug}/{place.number}/"
    data = {"wanted": "key", "right": ["c"], "reason": "The passage says so."}

    answer, words = confirm(teacher_client, url, data)

    assert "1 answer is marked; of these, 1 would change." in words
    assert "1 answer: +1 points" in words
    assert "Sato" in words
    assert answer.status_code == 302
    assert total(assignment) == before + 1
    review = client_of(reader).get(f"/taking/{Attempt.objects.get().code}/review/").content.decode()
    assert "The key was changed." in review
    assert "The passage says so." in review


def test_the_preview_changes_nothing(finished, teacher_client):
    assignment = finished()
    place = place_of(assignment, "single", right="c")
    before = total(assignment)

    teacher_client.post(
        f"/taking/correct/{assignment.slug}/{place.number}/",
        {"wanted": "key", "right": ["c"], "reason": "x", "confirm": "something else"},
    )

    assert total(assignment) == before
    assert not Correction.objects.exists()


def test_a_question_that_does_not_count_leaves_score_and_statistics(
    finished, teacher_client, client_of, reader
):
    assignment = finished()
    place = place_of(assignment, "single")

    _answer, words = confirm(
        teacher_client,
        f"/taking/correct/{assignment.slug}/{place.number}/",
        {"wanted": "void", "reason": "It was ambiguous."},
    )

    assert "1 answer no longer counts" in words
    assert Answer.objects.get(question=place.question).points is None
    review = client_of(reader).get(f"/taking/{Attempt.objects.get().code}/review/")
    assert review.context["review"].total.possible == 21
    assert "The question does not count." in shown(review)
    items = teacher_client.get(f"/insight/items/{assignment.slug}/")
    assert place.number not in [line.number for line in items.context["report"].lines]
    assert "/ 21" in shown(teacher_client.get(f"/taking/results/{assignment.slug}/"))


def test_a_later_correction_lets_it_count_again(finished, teacher_client):
    assignment = finished()
    place = place_of(assignment, "single")
    url = f"/taking/correct/{assignment.slug}/{place.number}/"
    confirm(teacher_client, url, {"wanted": "void", "reason": "x"})
    key = teacher_client.get(url).context["keyed"].held.solution

    confirm(
        teacher_client, url, {"wanted": "key", "right": key["right"], "reason": "It was right after all."}
    )

    assert Answer.objects.get(question=place.question).points is not None
    assert "It was right after all." in teacher_client.get(url).content.decode()


def test_whoever_answers_later_is_marked_by_the_new_key(finished, begun, reader, teacher, now):
    assignment = finished()
    question = place_of(assignment, "single", right="c").question
    solution = {"right": ["c"], "wrong": ["a", "b", "d"]}
    correct(wanted=Wanted(question, assignment, False, solution, "x"), user=teacher, now=now)

    attempt = begun(assignment)
    Answer.objects.filter(attempt=attempt, question=question).update(response="c")
    submit_attempt(reader_id=reader.pk, code=attempt.code, now=timezone.now())

    assert Answer.objects.get(attempt=attempt, question=question).points == 1


def turned(held):
    return {f"item_{code}": str(place) for place, code in enumerate(reversed(held["order"]), 1)}


def exchanged(held):
    return {f"item_{code}": list(held["pairs"].values())[-n] for n, code in enumerate(held["pairs"], 1)}


@pytest.mark.parametrize(
    ("slug", "kind", "change"),
    [
        ("chips", "true_false", lambda _held: {"right": ["true", "false"]}),
        ("figures", "numeric", lambda _held: {"value": "１２３", "tolerance": "2.5"}),
        ("chips", "multiple", lambda held: {"right": held["wrong"]}),
        ("says-so", "ordering", turned),
        ("says-so", "matching", exchanged),
    ],
)
def test_each_kind_of_key_can_be_put_right(finished, teacher_client, slug, kind, change):
    assignment = finished(slug)
    place = place_of(assignment, kind)
    url = f"/taking/correct/{assignment.slug}/{place.number}/"
    held = teacher_client.get(url).context["keyed"].held.solution

    answer, _words = confirm(teacher_client, url, {"wanted": "key", "reason": "x"} | change(held))

    assert answer.status_code == 302
    assert teacher_client.get(url).context["keyed"].held.solution != held


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"wanted": "key", "right": [], "reason": "x"}, "Tick at least one option as right"),
        ({"wanted": "void", "reason": ""}, "This field is required."),
        ({"right": ["c"], "reason": "kept"}, "This field is required."),
        ({"wanted": "key", "right": ["z"], "reason": "kept"}, "Select a valid choice."),
    ],
)
def test_what_is_wrong_is_named_and_changes_nothing(finished, teacher_client, data, words):
    assignment = finished()
    place = place_of(assignment, "single", right="c")

    page = teacher_client.post(f"/taking/correct/{assignment.slug}/{place.number}/", data)

    assert page.status_code == 422
    assert words in page.content.decode()
    assert not data["reason"] or "kept" in page.content.decode() or data["reason"] == "x"
    assert not Correction.objects.exists()


def test_the_key_that_holds_is_no_correction(finished, teacher_client):
    assignment = finished()
    place = place_of(assignment, "single")
    url = f"/taking/correct/{assignment.slug}/{place.number}/"
    right = teacher_client.get(url).context["keyed"].held.solution["right"]

    page = teacher_client.post(url, {"wanted": "key", "right": right, "reason": "x"})

    assert "nothing would change" in page.content.decode()


@pytest.mark.parametrize(
    ("value", "tolerance", "words"),
    [
        ("many", "0", "Enter a number in digits"),
        ("5", "-1", "cannot be negative"),
        ("", "0", "Nothing was entered"),
    ],
)
def test_a_number_is_read_with_care(finished, teacher_client, value, tolerance, words):
    assignment = finished("figures")
    place = place_of(assignment, "numeric")

    page = teacher_client.post(
        f"/taking/correct/{assignment.slug}/{place.number}/",
        {"wanted": "key", "value": value, "tolerance": tolerance, "reason": "x"},
    )

    assert page.status_code == 422
    assert words in page.content.decode()


def test_two_items_cannot_have_one_place(finished, teacher_client):
    assignment = finished("says-so")
    place = place_of(assignment, "ordering")
    codes = [option.code for option in place.question.options.all()]

    page = teacher_client.post(
        f"/taking/correct/{assignment.slug}/{place.number}/",
        {"wanted": "key", "reason": "x"} | {f"item_{code}": "1" for code in codes},
    )

    assert "The same place was given twice." in page.content.decode()


def test_the_exercise_has_no_key(finished, teacher_client):
    assignment = finished("sentences")

    assert teacher_client.get(f"/taking/correct/{assignment.slug}/1/").status_code == 404
    assert teacher_client.get(f"/taking/correct/{assignment.slug}/99/").status_code == 404


def test_another_instructor_does_not_find_it(finished, instructor_client):
    assignment = finished()
    url = f"/taking/correct/{assignment.slug}/1/"

    assert instructor_client.get(url).status_code == 404
    assert instructor_client.post(url, {"wanted": "void", "reason": "x"}).status_code == 404
