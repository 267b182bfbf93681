"""The question bank of an instructor."""

import re

import pytest

from quiz.bank.models import Pack, Place, Question, Quiz
from quiz.bank.pack import PackPart
from quiz.bank.services.loading import load_pack
from quiz.people.models import User
from quiz.taking.services.attempts import start_attempt, submit_attempt
from tests.drafts import OWN_KEY, both, make_draft, publish_private, question, small_pack

ADDRESS = "/insight/questions/"


def found(client, **asked):
    page = client.get(ADDRESS, asked).content.decode()
    return int(re.search(r"(\d+) questions? (?:was|were) found", page)[1]), page


def test_an_instructor_looks_through_public_questions_without_any_key(pack, teacher_client):
    count, page = found(teacher_client)

    assert count == Place.objects.count()
    assert page.count('<section class="sheet">') == 25
    assert "/authoring/pick/" not in page
    assert "/classroom/answers/" not in page
    assert "Facility" not in page


def test_one_s_own_private_questions_are_there_with_ways_on_and_nobody_else_s(teacher, teacher_client, now):
    publish_private(teacher, now)
    publish_private(User.objects.create_user("other"), now, slug="others", quiz="others-quiz")

    count, page = found(teacher_client, words="kiwifruit")

    assert count == 1
    assert "/authoring/pick/own-fruit/q1/" in page
    assert "/authoring/retire/own-fruit/q1/" in page
    assert OWN_KEY not in page


@pytest.mark.parametrize("words", ["KIWIFRUIT grows", "ｋｉｗｉｆｒｕｉｔ", "ehime (JA)"])
def test_words_are_found_in_both_languages_whatever_their_case_and_width(teacher, teacher_client, now, words):
    publish_private(teacher, now)

    assert found(teacher_client, words=words)[0] == 1
    assert found(teacher_client, words=f"{words} pineapple")[0] == 0


def test_what_is_chosen_narrows_what_is_found(pack, teacher, teacher_client, now):
    publish_private(teacher, now)
    all_there = found(teacher_client)[0]

    assert found(teacher_client, source="own-fruit")[0] == 1
    assert found(teacher_client, source="own-fruit", topic="all", kind="true_false", label="fact")[0] == 1
    assert found(teacher_client, source="own-fruit", label="analogy")[0] == 0
    assert found(teacher_client, kind="labelling")[0] == Question.objects.filter(kind="labelling").count()
    assert 0 < found(teacher_client, scope="fact")[0] < all_there
    assert found(teacher_client, kind="essay")[0] == 0
    assert found(teacher_client, sort="worst", page="x", label="opinion")[0] == all_there


def test_a_quiz_that_one_s_class_was_given_can_be_picked_from_and_not_retired(
    pack, teacher_client, assign_quiz
):
    assign_quiz("policy")

    _count, page = found(
        teacher_client, source="h20", words=Quiz.objects.get(slug="policy").questions.first().code
    )

    assert "/authoring/pick/h20/" in page
    assert "/authoring/retire/" not in page


def test_facility_counts_one_s_classes_and_orders_what_is_found(pack, teacher_client, assign_quiz, finish):
    finish(assign_quiz("policy"), 3)

    _count, page = found(teacher_client, sort="hard")
    _count, easy = found(teacher_client, sort="easy")

    shares = [int(share) for share in re.findall(r"Facility so far: (\d+)% \(n = 3\)", page)]
    assert shares
    assert shares == sorted(shares)
    shares = [int(share) for share in re.findall(r"Facility so far: (\d+)% \(n = 3\)", easy)]
    assert shares == sorted(shares, reverse=True)


def test_facility_counts_what_was_taken_outside_classes(pack, teacher, teacher_client, reader, now):
    quiz = Quiz.objects.get(slug="chips")
    attempt = start_attempt(reader=reader, quiz=quiz, now=now)
    submit_attempt(reader_id=reader.pk, code=attempt.code, now=now)
    Pack.objects.update(owner=teacher)
    teacher_client.get("/insight/quiz/chips/")

    _count, page = found(teacher_client, sort="hard")

    assert "Facility so far: 0% (n = 1)" in page


def test_what_was_retired_is_not_found(teacher, teacher_client, now):
    publish_private(teacher, now)
    Quiz.objects.filter(slug="own-fruit-quiz").update(retired_at=now)

    assert found(teacher_client)[0] == Place.objects.filter(quiz__source__pack__is_public=True).count()


@pytest.mark.parametrize("count", [5, 400])
@pytest.mark.parametrize("sort", ["", "hard"])
def test_costs_the_same_with_many_questions(
    no_pack, teacher, teacher_client, now, count, sort, django_assert_num_queries
):
    content = small_pack("many", "many-quiz")
    content["quizzes"][0]["questions"] = [
        question(f"q{number}", stem=both(f"Question {number}? " + "漢字で書かれた長めの設問です。" * 4))
        for number in range(count)
    ]
    load_pack(pack=PackPart(digest="many", **content), now=now, owner=teacher)
    make_draft(teacher, now)

    with django_assert_num_queries(9):
        page = teacher_client.get(ADDRESS, {"sort": sort})

    assert len(page.content) < 60_000
    assert page.content.decode().count('<section class="sheet">') == min(count, 25)


def test_who_is_signed_out_signs_in_first(client_of, reader):
    assert client_of(reader).get(ADDRESS).status_code == 302
