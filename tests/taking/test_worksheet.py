import re
from html import unescape

import pytest

from quiz.bank.models import Option
from quiz.bank.models.keys import AnswerKey
from tests.shown import shown

STRONG = '<strong class="stress">'


def plain(text):
    return text.replace("**", "")


def test_has_every_question_with_its_options_and_an_answer_sheet(assign_quiz, teacher_client):
    assignment = assign_quiz()

    page = teacher_client.get(f"/taking/worksheet/{assignment.slug}/")

    words = plain(unescape(shown(page)).replace(STRONG, "").replace("</strong>", ""))
    items = page.context["items"]
    assert [item.number for item in items] == list(range(1, len(items) + 1))
    assert [item.question.stem_en for item in items if plain(item.question.stem_en) not in words] == []
    assert words.count('class="item"') == words.count('class="line-number"') == len(items)
    assert 'class="answer-sheet"' in words
    assert words.count('class="name-line"') == 2
    assert words.count("Score, of 22") == 2
    assert words.count('class="how-sure"') == len(items)
    assert "style=" not in words


def test_says_nothing_of_the_key(assign_quiz, teacher_client):
    assignment = assign_quiz()
    url = f"/taking/worksheet/{assignment.slug}/"
    before = re.sub(r'value="[\w-]{60,}"', "", teacher_client.get(url).content.decode())
    for key in AnswerKey.objects.all():
        key.explanation_en = key.explanation_ja = "CANARY"
        key.feedback = {code: {"ja": "CANARY", "en": "CANARY"} for code in key.feedback}
        if "right" in key.solution:
            key.solution = {"right": key.solution["wrong"], "wrong": key.solution["right"]}
        if "order" in key.solution:
            key.solution = {"order": key.solution["order"][::-1]}
        key.save()

    after = re.sub(r'value="[\w-]{60,}"', "", teacher_client.get(url).content.decode())

    assert "CANARY" not in after
    assert after == before


def test_what_is_to_be_put_in_order_is_not_in_order(assign_quiz, teacher_client):
    assignment = assign_quiz()

    page = teacher_client.get(f"/taking/worksheet/{assignment.slug}/")

    orders = [item for item in page.context["items"] if item.style == "order"]
    keys = AnswerKey.objects.in_bulk([item.question.pk for item in orders])
    printed = [[each.code for each in item.left] for item in orders]
    assert printed
    assert printed != [keys[item.question.pk].solution["order"] for item in orders]
    again = teacher_client.get(f"/taking/worksheet/{assignment.slug}/")
    assert [
        [each.code for each in item.left] for item in again.context["items"] if item.style == "order"
    ] == printed


def test_what_stays_last_stays_last_on_paper(assign_quiz, teacher_client):
    assignment = assign_quiz()
    question = assignment.quiz.places.get(number=1).question
    Option.objects.filter(question=question, code="a").update(is_pinned=True)

    page = teacher_client.get(f"/taking/worksheet/{assignment.slug}/")

    assert page.context["items"][0].left[-1].code == "a"


def test_one_column_or_two(assign_quiz, teacher_client):
    url = f"/taking/worksheet/{assign_quiz().slug}/"

    for query, columns in (("", 1), ("?columns=2", 2), ("?columns=rubbish", 1)):
        assert f'class="items columns-{columns}"' in teacher_client.get(url + query).content.decode()


def test_stands_in_the_language_of_the_page(assign_quiz, teacher_client):
    assignment = assign_quiz()
    question = assignment.quiz.places.get(number=1).question

    words = teacher_client.get(
        f"/taking/worksheet/{assignment.slug}/", headers={"accept-language": "ja"}
    ).content.decode()

    assert question.stem_ja in words
    assert "解答用紙" in words


def test_does_not_ask_how_sure_one_is_where_the_class_does_not(assign_quiz, teacher_client):
    words = teacher_client.get(
        f"/taking/worksheet/{assign_quiz(asks_confidence=False).slug}/"
    ).content.decode()

    assert "how-sure" not in words
    assert "How sure are you?" not in words


def test_an_exercise_that_is_not_graded_has_no_score(assign_quiz, teacher_client):
    page = teacher_client.get(f"/taking/worksheet/{assign_quiz('sentences').slug}/")

    assert "Score, of" not in page.content.decode()
    assert [each.sign for each in page.context["items"][0].right] == ["A", "B", "C", "D"]
    assert page.context["items"][0].boxes[:3] == ("1", "2", "3")


def test_a_draft_can_be_printed_before_the_lesson(assign_quiz, teacher_client):
    assert teacher_client.get(f"/taking/worksheet/{assign_quiz(opens_at=None).slug}/").status_code == 200


def test_the_pages_of_the_assignment_lead_there(assign_quiz, teacher_client):
    slug = assign_quiz().slug

    for page in (f"/taking/results/{slug}/", f"/classroom/assignment/{slug}/"):
        words = teacher_client.get(page).content.decode()
        assert f'href="/taking/worksheet/{slug}/"' in words
        assert f'href="/taking/worksheet_key/{slug}/"' in words


def test_others_do_not_find_it(assign_quiz, instructor_client, client_of, reader, member):
    slug = assign_quiz().slug

    for name in ("worksheet", "worksheet_key"):
        assert instructor_client.get(f"/taking/{name}/{slug}/").status_code == 404
        assert client_of(reader).get(f"/taking/{name}/{slug}/").status_code == 302


@pytest.mark.parametrize("slug", ["after", "chips"])
def test_costs_the_same_however_many_questions(assign_quiz, teacher_client, django_assert_num_queries, slug):
    url = f"/taking/worksheet/{assign_quiz(slug).slug}/"

    with django_assert_num_queries(5):
        teacher_client.get(url)
