import re
from datetime import timedelta

import pytest
from django.utils import timezone

from quiz.bank.queries import answer_sheet
from quiz.classroom.models import Extension
from quiz.classroom.services.members import extend
from quiz.taking.queries import attempt_page
from quiz.taking.services.attempts import submit_attempt
from tests.shown import shown

HOUR = timedelta(hours=1)


def take(browser, attempt, right):
    solutions = {line.number: line.key.solution for line in answer_sheet(attempt.quiz)}
    for sheet in attempt_page(attempt).sheets:
        codes = {code: token for token, code in sheet.codes().items()}
        targets = {code: token for token, code in sheet.targets().items()}
        solution, n = solutions[sheet.number], sheet.number
        data = {f"q{n}-confidence": "3"}
        if "right" in solution:
            data[f"q{n}-response"] = [codes[code] for code in solution["right" if right else "wrong"]][
                : None if right else 1
            ]
        elif "value" in solution:
            data[f"q{n}-response"] = solution["value"] if right else "99999"
        elif "order" in solution:
            order = solution["order"] if right else solution["order"][::-1]
            data |= {f"q{n}-item_{codes[code]}": str(place) for place, code in enumerate(order, 1)}
        elif "pairs" in solution:
            data |= {
                f"q{n}-item_{codes[left]}": targets[code] for left, code in solution["pairs"].items() if right
            }
        else:
            data |= {f"q{n}-item_{token}": "fact" for token in codes.values()}
        assert browser.post(f"/taking/{attempt.code}/answer/{n}/", data).status_code == 302
    browser.post(f"/taking/{attempt.code}/submit/")


@pytest.mark.parametrize("slug", ["chips", "policy"])
def test_all_right_is_full_marks_and_the_review_shows_why(attempt_at, client_of, reader, slug):
    attempt = attempt_at(slug)
    browser = client_of(reader)
    take(browser, attempt, right=True)

    page = browser.get(f"/taking/{attempt.code}/review/")

    review = page.context["review"]
    words = page.content.decode()
    assert review.total.earned == review.total.possible == review.article.possible + review.fact.possible
    assert sum(tally.possible for _name, tally in review.topics) == review.total.possible
    assert "says-so" in words
    assert "/bank/source/h20/1/#s" in words


def test_all_wrong_is_nothing_and_being_certain_is_told(attempt_at, client_of, reader):
    attempt = attempt_at("chips")
    browser = client_of(reader)
    take(browser, attempt, right=False)

    page = browser.get(f"/taking/{attempt.code}/review/")

    assert page.context["review"].total.earned == 0
    assert "it pays to look twice there" in page.content.decode()


def test_c13_shows_both_figures_with_precision_and_unit(attempt_at, client_of, reader):
    attempt = attempt_at("chips")
    browser = client_of(reader)
    browser.post(f"/taking/{attempt.code}/submit/")

    words = browser.get(f"/taking/{attempt.code}/review/").content.decode()

    assert "70 TFLOPS or less, some 72 TFLOPS" in words
    assert "148 TFLOPS" in words
    assert "FP16 dense; 296 in FP8 dense, 74 in TF32." in words


@pytest.mark.parametrize("others", [0, 3])
def test_costs_the_same_with_earlier_attempts(
    attempt_at, client_of, reader, django_assert_num_queries, others
):
    browser = client_of(reader)
    for _number in range(others + 1):
        attempt = attempt_at("chips")
        browser.post(f"/taking/{attempt.code}/submit/")

    browser.get(f"/taking/{attempt.code}/review/")
    with django_assert_num_queries(7):
        page = browser.get(f"/taking/{attempt.code}/review/")

    assert len(page.context["earlier"]) == others


def test_before_the_end_there_is_no_review(attempt_at, client_of, reader):
    attempt = attempt_at("chips")

    assert client_of(reader).get(f"/taking/{attempt.code}/review/").url == f"/taking/{attempt.code}/submit/"


def test_a_stranger_does_not_find_the_review(attempt_at, client_of, reader, stranger):
    attempt = attempt_at("chips")
    client_of(reader).post(f"/taking/{attempt.code}/submit/")

    assert client_of(stranger).get(f"/taking/{attempt.code}/review/").status_code == 404


def test_with_a_later_closing_of_ones_own_the_feedback_waits_for_it(
    assign_quiz, member, begun, client_of, reader
):
    now = timezone.now()
    given = assign_quiz(feedback="close", opens_at=now - 2 * HOUR, closes_at=now - HOUR)
    extend(assignment=given, membership=member, minutes=None, closes_at=now + HOUR)
    attempt = begun(given)
    submit_attempt(reader_id=reader.pk, code=attempt.code, now=now)
    url = f"/taking/{attempt.code}/review/"

    assert "You see the feedback after closing, " in client_of(reader).get(url).content.decode()

    Extension.objects.all().delete()
    assert "What the article says" in client_of(reader).get(url).content.decode()


def test_shows_only_what_was_not_right_and_the_way_to_each_question(
    attempt_at, client_of, reader, django_assert_num_queries
):
    attempt = attempt_at("chips")
    browser = client_of(reader)
    take(browser, attempt, right=True)
    missed = attempt.answers.filter(number__in=(3, 5))
    missed.update(points=0)

    whole = browser.get(f"/taking/{attempt.code}/review/").content.decode()
    with django_assert_num_queries(7):
        page = browser.get(f"/taking/{attempt.code}/review/?only=missed")

    words = page.content.decode()
    assert [item.answer.number for item in page.context["items"]] == [3, 5]
    assert words.count('<section class="sheet" id="q') == 2
    assert f'href="/taking/{attempt.code}/review/#q1"' in words
    assert 'href="#q3"' in words
    assert whole.count('<section class="sheet" id="q') == 30
    assert "Only what was not right (2)" in " ".join(whole.split())
    assert page.context["review"].states == [("right", 27), ("wrong", 2)]
    assert whole.index('href="/taking/start/chips/"') < whole.index("<h1")


def test_a_review_without_a_miss_offers_nothing_to_narrow_down(attempt_at, client_of, reader):
    attempt = attempt_at("chips")
    browser = client_of(reader)
    take(browser, attempt, right=True)

    assert "?only=missed" not in browser.get(f"/taking/{attempt.code}/review/").content.decode()


def test_a_wrong_choice_says_where_to_look_and_the_right_one_adds_something(attempt_at, client_of, reader):
    attempt = attempt_at("chips")
    browser = client_of(reader)
    tokens = {code: token for token, code in attempt_page(attempt, [1]).sheets[0].codes().items()}
    browser.post(f"/taking/{attempt.code}/answer/1/", {"q1-response": tokens["a"]})
    browser.post(f"/taking/{attempt.code}/submit/")

    first = shown(browser.get(f"/taking/{attempt.code}/review/")).partition('id="q2"')[0]

    assert "Section 7 speaks rather well of inference" in first
    assert re.search(r'#s7-p1"\s*>\s*Where to look in the digest: S7', first)
    assert first.count("Where to look") == 1
    assert "This is right. A reason is given with it" in " ".join(re.sub(r"<[^>]+>", " ", first).split())
