import re
from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from quiz.bank.models import Question
from quiz.bank.queries import keys_of
from quiz.classroom.models import Extension
from quiz.classroom.queries import given
from quiz.classroom.services.classes import archive
from quiz.insight.book import book_of
from quiz.outlook.services.leading import set_up
from quiz.taking.models import Answer, Attempt, Correction
from quiz.taking.services.attempts import start_assigned, submit_attempt


def text_of(page):
    """What is read on a page."""
    return " ".join(re.sub(r"<[^>]+>|[✎◷●■▣]", " ", page).split())


def test_shows_how_to_join_and_what_is_given(teacher_client, classroom, assign_quiz):
    assign_quiz()

    words = teacher_client.get(f"/insight/classroom/{classroom.slug}/").content.decode()

    assert classroom.join_code in words
    assert "Policy timeline" in words
    assert "mori@example.org" in words


def test_times_are_those_of_the_class(teacher_client, classroom, assign_quiz, now):
    classroom.time_zone = "America/New_York"
    classroom.save()
    assign_quiz(opens_at=now)

    words = teacher_client.get(f"/insight/classroom/{classroom.slug}/").content.decode()

    assert 'since <span class="text-nowrap">2026-11-24 00:03</span>' in words


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("opens", "closes", "state", "press"),
    [
        (None, None, "Draft readers do not see it", "open_now"),
        (HOUR, None, "Not open yet opens ", "open_now"),
        (-HOUR, None, "Open since ", "close_now"),
        (-2 * HOUR, -HOUR, "Closed since ", "open_now"),
    ],
)
def test_each_assignment_says_its_state_and_what_can_be_done(
    teacher_client, classroom, assign_quiz, opens, closes, state, press
):
    now = timezone.now()
    given = assign_quiz(opens_at=opens and now + opens, closes_at=closes and now + closes)

    page = teacher_client.get(f"/insight/classroom/{classroom.slug}/").content.decode()

    assert state in text_of(page)
    assert {name for name in ("open_now", "close_now") if f"/{given.slug}/{name}/" in page} == {press}


def test_an_archived_class_lists_nothing_as_open(teacher_client, classroom, assign_quiz, pack):
    given = assign_quiz()
    values = {"opens_at": timezone.now(), "closes_at": None}
    set_up(classroom=classroom, source=pack, values=values, now=timezone.now())
    archive(classroom=classroom, is_archived=True, now=timezone.now())

    page = teacher_client.get(f"/insight/classroom/{classroom.slug}/").content.decode()

    assert text_of(page).count("Archived") == 2
    assert "state-open" not in page
    assert f"/{given.slug}/close_now/" not in page


def cells_of(client, classroom, ask=""):
    page = client.get(f"/insight/classroom/{classroom.slug}/{ask}").context["page"]
    return page, {row.member.shown_name: row.cells for _name, row in page.rows}


def test_the_gradebook_has_a_mark_or_a_seal_for_everybody(
    teacher_client, classroom, assign_quiz, finish, begun, member
):
    closes = timezone.now() + HOUR
    given = assign_quiz(pass_mark=50, closes_at=closes)
    finish(given, 3)
    begun(given)
    Extension.objects.create(assignment=given, membership=member, minutes=5)
    late = Attempt.objects.get(membership__name="R2")
    Attempt.objects.filter(pk=late.pk).update(submitted_at=closes + HOUR)
    late.answers.filter(points__isnull=False).update(points=1.0)

    page, cells = cells_of(teacher_client, classroom)

    assert list(cells) == ["R0", "R1", "R2", "Sato"]
    assert (cells["R1"][0].counted.total, cells["R1"][0].passed) == ((1.0, 22), False)
    assert (cells["R2"][0].passed, cells["R2"][0].seals) == (True, ("late",))
    assert (cells["Sato"][0].counted, cells["Sato"][0].seals) == (None, ("under_way", "extended"))
    (column,) = page.book.columns
    assert (column.finished, column.under_way, column.not_begun, column.passed) == (3, 1, 0, 1)
    words = text_of(teacher_client.get(f"/insight/classroom/{classroom.slug}/").content.decode())
    assert "3 of 4 finished" in words
    assert "1 under way, 0 not begun" in words
    assert "too few for an interval" in words


def test_it_is_sorted_and_filtered_as_one_wants(teacher_client, classroom, assign_quiz, finish):
    given = assign_quiz(pass_mark=5)
    finish(given, 3)

    def names(ask):
        return list(cells_of(teacher_client, classroom, ask)[1])

    assert names("?sort=-name") == ["R2", "R1", "R0"]
    assert names("?sort=-mean") == ["R2", "R1", "R0"]
    assert names(f"?sort={given.slug}") == ["R0", "R1", "R2"]
    assert names("?only=below") == ["R0", "R1"]
    assert names("?only=unfinished") == []
    assert names("?sort=nonsense&only=nonsense") == ["R0", "R1", "R2"]


def test_hidden_names_are_nowhere_in_it(teacher_client, classroom, assign_quiz, finish):
    finish(assign_quiz(), 3)

    page = teacher_client.get(f"/insight/classroom/{classroom.slug}/?names=hidden").content.decode()

    assert "Reader 1" in page
    assert not re.search(r"\bR[012]\b", page)
    assert "/insight/reader/" not in page


def test_an_option_that_misled_is_named_with_how_many_were_certain(
    teacher_client, classroom, assign_quiz, finish
):
    given = assign_quiz()
    finish(given, 8)
    question = given.quiz.places.get(number=1).question
    wrong = question.options.exclude(code=keys_of([question.pk])[question.pk].solution["right"][0]).first()
    rows = Answer.objects.filter(question=question)
    rows.update(response=wrong.code, confidence=3, points=0.0)

    page = teacher_client.get(f"/insight/classroom/{classroom.slug}/")

    lure = page.context["page"].works[0].lure
    assert (lure.number, lure.text, lure.certain, lure.of) == (1, wrong.text, 8, 8)
    assert "8 of 8 who were certain" in text_of(page.content.decode())
    assert sum(level.answers for level in page.context["page"].sures) == 8


def test_what_is_kept_of_it_follows_what_is_handed_in(teacher_client, classroom, assign_quiz, finish):
    given = assign_quiz()
    finish(given, 2)
    Answer.objects.filter(number=1).update(response="a", confidence=3)
    address = f"/insight/classroom/{classroom.slug}/"
    assert sum(level.answers for level in teacher_client.get(address).context["page"].sures) == 2

    finish(given, 1)
    Answer.objects.filter(number=1).update(response="a", confidence=3)

    assert sum(level.answers for level in teacher_client.get(address).context["page"].sures) == 3


def test_topics_are_pooled_over_assignments_the_weakest_first(teacher_client, classroom, assign_quiz, finish):
    for slug in ("policy", "chips"):
        finish(assign_quiz(slug), 3)
    counted = Answer.objects.filter(points__isnull=False)
    known = counted.first().question.topic
    counted.update(points=0.0)
    counted.filter(question__topic=known).update(points=1.0)

    topics = teacher_client.get(f"/insight/classroom/{classroom.slug}/").context["page"].topics

    assert sum(each.answers for each in topics) == counted.count()
    assert [each.share for each in topics] == sorted(each.share for each in topics)
    assert [each.name for each in topics if each.share] == [known.name_en]


def test_over_three_assignments_scores_and_confidence_have_a_trend(
    teacher_client, classroom, assign_quiz, finish
):
    address = f"/insight/classroom/{classroom.slug}/"
    taken = [assign_quiz() for _each in range(3)]
    finish(taken[0], 8)
    for each, member in product(taken[1:], classroom.memberships.all()):
        attempt = start_assigned(given=given(member.reader_id, each.slug), now=timezone.now())
        submit_attempt(reader_id=member.reader_id, code=attempt.code, now=timezone.now())
    answers = Answer.objects.filter(points__isnull=False)
    answers.update(points=0.0, response="a", confidence=3)
    page = teacher_client.get(address).context["page"]
    assert [each.direction for each in (page.way.article, page.way.fact, page.sures[2].trend)] == [0, 0, 0]

    # Of each question, so that not all readers moved by the same.
    later = answers.filter(attempt__assignment__in=taken[1:])
    for number, answer in enumerate(later.select_related("attempt")):
        Answer.objects.filter(pk=answer.pk).update(points=float(number % 7 != 0))
    for each in taken:
        finish(each, 1)

    page = teacher_client.get(address)
    way, sures = page.context["page"].way, page.context["page"].sures
    assert [each.direction for each in (way.article, way.fact, sures[2].trend)] == [1, 1, 1]
    assert sures[0].trend is None
    assert "turns only where its 95% interval" in text_of(page.content.decode())


@pytest.mark.parametrize(("readers", "quizzes"), [(2, 1), (40, 1), (2, 6), (40, 6)])
def test_costs_the_same_with_many_readers_and_many_assignments(
    teacher_client, classroom, assign_quiz, crowd, django_assert_num_queries, readers, quizzes
):
    for number in range(quizzes):
        given = assign_quiz()
        if not number:
            crowd(given, readers)
    # As whatever was begun is: it is then held in the process.
    Question.objects.update(frozen_at=timezone.now())
    address = f"/insight/classroom/{classroom.slug}/"
    teacher_client.get(address)

    with django_assert_num_queries(10):
        teacher_client.get(address)


def test_what_is_held_of_attempts_is_what_they_come_to(
    teacher_client, classroom, assign_quiz, finish, begun, member
):
    first, second = assign_quiz(), assign_quiz("chips")
    finish(first, 3)
    finish(second, 2)
    attempt = begun(second)
    cells_of(teacher_client, classroom)

    # Handed in, begun and taken back since it was looked at first.
    submit_attempt(reader_id=attempt.reader_id, code=attempt.code, now=timezone.now())
    attempt.answers.filter(points__isnull=False).update(points=1.0)
    again = begun(first)
    again.answers.filter(number=1).update(response="1")
    Attempt.objects.filter(assignment=first, membership__name="R2").delete()
    page, cells = cells_of(teacher_client, classroom)
    quizzes = [column.assignment for column in page.book.columns]
    members = [row.member for row in page.book.rows]

    counted = book_of(quizzes, members)
    assert [row.cells for row in counted.rows] == [row.cells for row in page.book.rows]
    assert cells["Sato"][quizzes.index(second)].share == 1
    assert cells["Sato"][quizzes.index(first)].open.answered == 1
    assert cells["R2"][quizzes.index(first)].counted is None


def test_a_correction_that_is_written_after_a_later_one_changes_what_is_held(
    teacher_client, classroom, assign_quiz, finish
):
    given = assign_quiz()
    finish(given, 2)
    question = Question.objects.get(places__quiz=given.quiz, places__number=1)
    values = {"question": question, "assignment": given, "is_void": False, "made_at": timezone.now()}
    Correction.objects.create(pk=2000, **values)
    _page, before = cells_of(teacher_client, classroom)

    Correction.objects.create(pk=1999, **values)
    Answer.objects.filter(attempt__assignment=given, number=1).update(points=1.0)

    _page, after = cells_of(teacher_client, classroom)
    assert before["R0"][0].counted.total[0] == 0
    assert after["R0"][0].counted.total[0] == 1


def test_only_those_who_teach_it_see_it(classroom, member, instructor_client, client_of, reader):
    address = f"/insight/classroom/{classroom.slug}/"

    assert instructor_client.get(address).status_code == 404
    assert client_of(reader).get(address).status_code == 302
