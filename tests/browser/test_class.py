"""A teacher at work: from the desk to a stuck reader, the gradebook on a phone, a doubt and its answer."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from quiz.taking.models import Answer, Dispute
from quiz.taking.services.attempts import submit_attempt


@pytest.fixture
def worked(assign_quiz, finish, begun, member, reader):
    """A quiz that three finished and one is stuck in, and one that is over."""
    given = assign_quiz(pass_mark=10)
    finish(given, 3)
    attempt = begun(given, timezone.now() - timedelta(minutes=10))
    answer = attempt.answers.filter(question__kind="single").first()
    option = answer.question.options.first()
    Answer.objects.filter(pk=answer.pk).update(
        response=option.code, confidence=3, saved_at=timezone.now() - timedelta(minutes=8)
    )
    return given, option


def test_from_the_desk_to_what_a_stuck_reader_answered_in_three_presses(page, site, be, teacher, worked):
    _given, option = worked
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": site}])
    be(teacher)
    page.goto(f"{site}/desk/")

    page.get_by_role("link", name="See their answers").click()
    page.get_by_role("link", name="Sato").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Sato")
    expect(page.locator("#answers")).to_contain_text(option.text_en)
    expect(page.locator("#answers")).to_contain_text("not handed in")


def test_the_gradebook_is_read_by_reader_on_a_phone(page, site, be, teacher, classroom, worked):
    page.set_viewport_size({"width": 360, "height": 740})
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": site}])
    be(teacher)
    page.goto(f"{site}/insight/classroom/{classroom.slug}/#gradebook")

    row = page.locator(".book tbody tr").filter(has_text="R2")
    cell = row.locator("td").first
    assert cell.evaluate("one => getComputedStyle(one, '::before').content") == '"Policy timeline"'
    box = row.bounding_box()
    assert box["width"] <= 360
    assert box["height"] > 60
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("link", name="Hide the names").click()
    expect(page.locator(".book")).not_to_contain_text("R2")
    expect(page.locator(".book")).to_contain_text("Reader 1")


def test_a_doubt_goes_from_the_review_to_its_answer_and_back(
    page, site, be, teacher, assign_quiz, begun, member, reader
):
    attempt = begun(assign_quiz())
    submit_attempt(reader_id=reader.pk, code=attempt.code, now=timezone.now())
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": site}])
    be(reader)
    page.goto(f"{site}/taking/{attempt.code}/review/#q1")
    page.locator("#q1").get_by_role("link", name="I think this is wrong").click()
    page.get_by_label("What do you think is wrong").fill("Section 2 says 2023.")
    page.get_by_role("button", name="Send it to my instructors").click()
    expect(page.locator("#q1")).to_contain_text("It waits for your instructors.")

    be(teacher)
    page.goto(f"{site}/desk/")
    page.get_by_role("link", name="Look at them").click()
    expect(page.locator("#q1")).to_contain_text("Section 2 says 2023.")
    page.get_by_label("Answer to those who doubt it").fill("Section 2 is about another rule.")
    page.get_by_role("button", name="The key stands").click()
    expect(page.locator("main")).to_contain_text("1 reader is answered.")

    page.goto(f"{site}/taking/{attempt.code}/review/#q1")
    expect(page.locator("#q1")).to_contain_text("Section 2 is about another rule.")


def test_axe_finds_nothing_on_the_pages_of_a_class_at_work(
    page, site, look, be, teacher, accessible, classroom, member, worked
):
    given, _option = worked
    Answer.objects.filter(number=2).update(response="a", confidence=3, points=0.0)
    answer = Answer.objects.filter(attempt__submitted_at__isnull=False).first()
    Dispute.objects.create(
        answer=answer, assignment=given, question=answer.question, reason="No.", made_at=timezone.now()
    )
    be(teacher)
    for url in (
        "/desk/", f"/insight/classroom/{classroom.slug}/", f"/insight/reader/{member.pk}/",
        f"/insight/classroom/{classroom.slug}/?names=hidden&as=percent", f"/taking/disputes/{given.slug}/",
    ):  # fmt: skip
        page.goto(site + url)
        accessible()


def test_axe_finds_nothing_on_a_readers_own_pages(
    page, site, be, accessible, classroom, assign_quiz, begun, member, reader
):
    given = assign_quiz()
    for _attempt in range(2):
        attempt = begun(given)
        submit_attempt(reader_id=reader.pk, code=attempt.code, now=timezone.now())
    be(reader)
    for url in (f"/insight/own/{classroom.slug}/", f"/taking/{attempt.code}/dispute/1/"):
        page.goto(site + url)
        accessible()
