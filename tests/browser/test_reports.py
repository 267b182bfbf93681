"""What instructors see of a class, on the screen and on paper; and a key that is put right."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from quiz.taking.models import Answer, Attempt
from quiz.taking.services.attempts import submit_attempt
from tests.browser.conftest import unfold

# Of each picture what it tells who does not see it, and of each chart how many rows the table after it has.
TOLD = "all => all.map(one => one.getAttribute('aria-label') || one.querySelector('desc').textContent)"
ROWS = """all => all.map(one => {
  let next = one.nextElementSibling;
  while (next && !next.matches("details")) next = next.nextElementSibling;
  return next ? next.querySelectorAll("tbody > tr").length : 0;
})"""


@pytest.fixture
def page(page):
    page.set_viewport_size({"width": 1000, "height": 800})
    return page


@pytest.fixture
def finished(assign_quiz, finish, member, begun, reader):
    """An assignment that twelve readers and `reader` finished, with choices, confidence and times."""
    assignment = assign_quiz()
    finish(assignment, 12)
    submit_attempt(reader_id=reader.pk, code=begun(assignment).code, now=timezone.now())
    for number in range(1, 18):
        later = timezone.now() + timedelta(seconds=30 * number)
        Answer.objects.filter(number=number).update(saved_at=later, confidence=1 + number % 3)
    Answer.objects.filter(question__kind="single").update(response="a", confidence=3)
    return assignment


def reports(assignment, member):
    return (
        f"/insight/progress/{assignment.slug}/", f"/insight/scores/{assignment.slug}/",
        f"/insight/items/{assignment.slug}/", f"/insight/item/{assignment.slug}/1/",
        f"/insight/report/{assignment.slug}/", f"/insight/reader/{member.pk}/", "/insight/quiz/policy/",
        f"/taking/correct/{assignment.slug}/1/", "/taking/corrections/policy/", "/about/",
    )  # fmt: skip


def test_axe_finds_nothing_on_the_reports(page, site, look, be, teacher, accessible, finished, member):
    be(teacher)
    for url in reports(finished, member):
        page.goto(site + url)
        accessible()


def test_every_picture_has_its_words_and_every_chart_its_table(page, site, be, teacher, finished, member):
    be(teacher)
    seen = 0
    for url in reports(finished, member):
        page.goto(site + url)
        for told in page.locator("main svg").evaluate_all(TOLD):
            assert any(sign.isdigit() for sign in told), (url, told)
            seen += 1
        rows = page.locator("main svg[role=img]:not(.groups)").evaluate_all(ROWS)
        assert min(rows, default=3) >= 3, url
    assert seen > 100


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_chart_is_cut_on_a_phone(
    page, site, be, teacher, reader, finished, member, whole_charts, language
):
    page.context.add_cookies([{"name": "django_language", "value": language, "url": site}])
    be(teacher)
    be(reader)
    code = Attempt.objects.get(reader=reader).code
    seen = {}
    for url in (*reports(finished, member), "/bank/source/h20/", f"/taking/{code}/review/"):
        page.goto(site + url)
        unfold(page)
        seen[url] = whole_charts(page)
    drawn = ("scores", "items", "item/", "report", "source", "review")
    assert [url for url, many in seen.items() if not many and any(name in url for name in drawn)] == []
    assert sum(seen.values()) > 100


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_report_prints_with_everything_open(page, site, be, teacher, finished, language):
    page.context.add_cookies([{"name": "django_language", "value": language, "url": site}])
    be(teacher)
    page.goto(f"{site}/insight/report/{finished.slug}/")
    page.emulate_media(media="print")

    assert page.locator("main details:not([open])").count() == 0
    expect(page.locator("header.bar")).to_be_hidden()
    expect(page.locator(".no-print").first).to_be_hidden()
    expect(page.locator("section#q16 dl")).to_be_visible()
    paper = page.pdf(format="A4")
    assert paper.startswith(b"%PDF")


def test_a_key_is_put_right_and_the_reader_sees_it(page, site, be, teacher, client_of, finished, reader):
    before = Answer.objects.get(attempt__reader=reader, number=1).points
    be(teacher)
    page.goto(f"{site}/insight/items/{finished.slug}/")
    page.locator("#q1").get_by_role("link", name="正解を訂正する").click()
    page.get_by_label("この設問を採点の対象から外します").check()
    page.get_by_role("button", name="だれの得点が変わるかを見る").click()
    expect(page.locator(".invalid-feedback")).to_be_visible()
    page.wrong.clear()
    expect(page.get_by_label("この設問を採点の対象から外します")).to_be_checked()
    page.get_by_label("理由").fill("二通りに読めました。")
    page.get_by_role("button", name="だれの得点が変わるかを見る").click()
    expect(page.locator("#preview tbody tr")).to_have_count(13)
    assert Answer.objects.get(attempt__reader=reader, number=1).points == before

    page.get_by_role("button", name="訂正して採点し直す").click()

    expect(page.get_by_text("訂正を適用し")).to_be_visible()
    expect(page.locator("#q1")).to_have_count(0)
    assert Answer.objects.get(attempt__reader=reader, number=1).points is None
    code = Attempt.objects.get(reader=reader).code
    assert "The question does not count." in client_of(reader).get(f"/taking/{code}/review/").content.decode()
