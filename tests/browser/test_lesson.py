"""What a lesson needs of a class: the projector, paper, and posts judged with the keyboard."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from quiz.bank.models import Prediction
from quiz.classroom.services.members import join
from quiz.outlook.models import Post
from quiz.outlook.services.leading import set_up
from quiz.outlook.services.talking import Author, Words, report_post, write_post
from quiz.taking.models import Answer


@pytest.fixture
def finished(assign_quiz, finish):
    """An assignment at which a dozen readers chose a wrong option at many questions."""
    assignment = assign_quiz()
    finish(assignment, 12)
    Answer.objects.filter(question__kind="single").update(response="a", confidence=3, points=0.0)
    return assignment


@pytest.fixture
def survey(classroom, pack, member, stranger):
    """An outlook in which three posts wait, one was reported and one is hidden."""
    now = timezone.now()
    made = set_up(classroom=classroom, source=pack, values={"opens_at": now, "closes_at": None}, now=now)
    prediction = Prediction.objects.get(claim__code="P1")
    posts = [
        write_post(
            survey=made, prediction=prediction, author=Author(member), words=Words(text, "asks"), now=now
        )
        for text in ("One.", "Two at lunch.", "Three.", "Four.", "Five.")
    ]
    other = join(classroom=classroom, reader=stranger, name="Abe", now=now).membership
    report_post(post=posts[3], membership=other, reason="Rude.", now=now)
    Post.objects.filter(pk__in=[post.pk for post in posts[:3]]).update(state="held", note="words")
    Post.objects.filter(pk=posts[4].pk).update(state="hidden", note="Off the topic.")
    made.words = "lunch"
    made.save()
    return made


def pages(finished, survey):
    return (
        f"/insight/talk/{finished.slug}/", f"/insight/talk_key/{finished.slug}/1/",
        f"/taking/worksheet/{finished.slug}/?columns=2", f"/taking/worksheet_key/{finished.slug}/",
        f"/outlook/{survey.slug}/moderation/?all=held",
    )  # fmt: skip


def test_axe_finds_nothing_on_the_pages_of_a_lesson(
    page, site, look, be, teacher, accessible, finished, survey
):
    be(teacher)
    for url in pages(finished, survey):
        page.goto(site + url)
        accessible()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_question_and_its_key_stand_on_the_projector_without_scrolling(
    page, site, be, teacher, finished, language
):
    page.set_viewport_size({"width": 1280, "height": 720})
    page.context.add_cookies([{"name": "django_language", "value": language, "url": site}])
    be(teacher)
    numbers = finished.quiz.places.filter(question__kind__in=("single", "multiple", "true_false"))
    seen = 0
    for number in numbers.values_list("number", flat=True):
        for name in ("talk", "talk_key"):
            page.goto(f"{site}/insight/{name}/{finished.slug}/{number}/")
            size = page.evaluate("[document.body.scrollWidth, document.documentElement.scrollHeight]")
            assert size == [1280, 720], page.url
            seen += 1
    assert seen > 20


def test_a_remote_leads_from_the_bars_to_the_key_and_on(page, site, be, teacher, finished):
    page.set_viewport_size({"width": 1280, "height": 720})
    be(teacher)
    page.goto(f"{site}/insight/items/{finished.slug}/")
    page.get_by_role("link", name="一問ずつ、スクリーンに映す").click()
    expect(page.locator(".votes li")).to_have_count(4)
    expect(page.locator(".key")).to_have_count(0)

    for key, keys in (("ArrowRight", 1), ("PageUp", 0), ("PageDown", 1)):
        page.wait_for_load_state("load")
        page.keyboard.press(key)
        expect(page.locator(".votes .key")).to_have_count(keys)
    page.wait_for_load_state("load")
    page.keyboard.press("PageDown")
    expect(page.get_by_text("2 / 3")).to_be_visible()


def test_no_question_is_broken_over_two_pages(page, site, be, teacher, finished):
    be(teacher)
    for columns in (1, 2):
        page.goto(f"{site}/taking/worksheet/{finished.slug}/?columns={columns}")
        page.emulate_media(media="print")
        rules = page.locator(".item").evaluate_all("all => all.map(one => getComputedStyle(one).breakInside)")
        assert set(rules) == {"avoid"}
        assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") > 2
        assert not page.locator("header").is_visible()
        page.emulate_media(media="screen")


def test_posts_are_judged_with_the_keyboard(page, site, be, teacher, survey):
    # As if enough had voted: before that nobody reads what was written.
    Post.objects.update(at=timezone.now())
    page.set_viewport_size({"width": 1000, "height": 800})
    be(teacher)
    page.goto(f"{site}/outlook/{survey.slug}/moderation/")
    held = page.locator("#held")
    expect(held.locator("mark")).to_have_text("lunch")
    held.locator("input[name=post]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(held.get_by_role("status")).to_have_text("選択中： 2")
    page.keyboard.press("Control+a")
    expect(held.get_by_role("status")).to_have_text("選択中： 3")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Space")
    held.get_by_label("非表示にする理由").fill("話題と関係がないため。")
    held.get_by_role("button", name="選んだ投稿を非表示にする").click()

    expect(page.get_by_text("投稿2件を非表示にしました。")).to_be_visible()
    assert sorted(Post.objects.values_list("state", flat=True)) == [
        "held",
        "hidden",
        "hidden",
        "hidden",
        "shown",
    ]
    page.locator("#hidden [data-all]").click()
    expect(page.locator("#hidden").get_by_role("status")).to_have_text("選択中： 3")
    page.locator("#hidden").get_by_role("button", name="選んだ投稿を表示する").click()
    expect(page.get_by_text("投稿3件を表示しました。")).to_be_visible()
