"""The questions of a class, taken into a lesson: edited, noted, projected, printed."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from quiz.outlook.models import Note, Prompt, Survey, Wording
from quiz.outlook.services.leading import set_up
from quiz.outlook.services.prompting import By, add_prompt, keep_note, reword_packs

CODES = [f"P{number}" for number in range(1, 9)]


@pytest.fixture
def survey(classroom, pack):
    now = timezone.now()
    return set_up(classroom=classroom, source=pack, values={"opens_at": now, "closes_at": None}, now=now)


@pytest.fixture
def led(page, site, be, teacher):
    """The instructor's browser in this language and width."""

    def led(language, width, height=800):
        page.set_viewport_size({"width": width, "height": height})
        page.context.add_cookies([{"name": "django_language", "value": language, "url": site}])
        be(teacher)
        return page

    return led


@pytest.fixture
def filled(survey, pack, teacher):
    """P1 with other words for the pack's question, two of the class's own, and a note."""
    prediction = pack.claims.get(code="P1").prediction
    by = By(survey, teacher, timezone.now())
    reword_packs(by=by, prediction=prediction, said=Wording("言い換えた論点ですか。", "Other words?"))
    add_prompt(by=by, prediction=prediction, said=Wording(ja="日本語だけの論点ですか。"))
    add_prompt(by=by, prediction=prediction, said=Wording(en="In English only?"))
    keep_note(by=by, prediction=prediction, text="It was lively.", seen="")
    return survey


@pytest.mark.parametrize("width", [360, 1200])
def test_an_instructor_edits_adds_moves_notes_projects_and_prints(led, site, survey, width):
    page = led("ja", width)
    page.goto(f"{site}/outlook/{survey.slug}/lead/")
    page.get_by_role("link", name="授業シート").click()
    page.get_by_role("link", name="論点を編集する P1").click()

    page.get_by_role("link", name=re.compile("^書き換える")).click()
    page.get_by_label("日本語").fill("弱めたチップは、売ってよいでしょうか。")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("このクラス用に書き換えたもの")).to_be_visible()
    page.get_by_label("日本語").fill("だれが決めますか。")
    page.get_by_role("button", name="加える").click()
    page.get_by_role("button", name="上へ： だれが決めますか。").click()
    expect(page.locator(".prompts .asked")).to_have_text(
        ["だれが決めますか。", "弱めたチップは、売ってよいでしょうか。"]
    )

    page.get_by_role("link", name="印刷用シート").click()
    page.get_by_label("話し合いのメモ").fill("二つの班で意見が分かれた。")
    page.reload()
    expect(page.get_by_label("話し合いのメモ")).to_have_value("二つの班で意見が分かれた。")
    page.get_by_role("button", name="メモを保存する").click()
    expect(page.get_by_text("さんが")).to_be_visible()

    page.get_by_role("link", name="スクリーンに映す").click()
    page.get_by_role("link", name="両方の立場と論点 →").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".asked").first).to_have_text("だれが決めますか。")
    expect(page.get_by_text("二つの班で")).to_have_count(0)
    page.wait_for_load_state("load")
    page.keyboard.press("PageDown")
    expect(page.locator("ol .asked")).to_have_count(3)
    page.get_by_role("link", name="次の予測：P2 →").click()
    expect(page.get_by_text("予測 2 / 8")).to_be_visible()

    page.goto(f"{site}/outlook/{survey.slug}/P1/sheet/")
    page.emulate_media(media="print")
    expect(page.locator(".lesson-sheet .asked").first).to_have_text("だれが決めますか。")
    for gone in (page.locator("header"), page.locator("#note"), page.get_by_text("示すまでは講師にだけ")):
        expect(gone.first).not_to_be_visible()
    expect(page.locator(".write-lines")).to_be_visible()


def test_each_prediction_is_printed_from_a_new_page_without_a_broken_passage(led, site, filled):
    page = led("ja", 1200)
    page.goto(f"{site}/outlook/{filled.slug}/sheets/")
    page.emulate_media(media="print")
    sheets = page.locator(".lesson-sheet")
    breaks = sheets.evaluate_all("all => all.map(one => getComputedStyle(one).breakBefore)")
    assert breaks == ["auto", *["page"] * 7]
    parts = page.locator(".lesson-sheet :is(li, p, .sides, .together)")
    assert set(parts.evaluate_all("all => all.map(one => getComputedStyle(one).breakInside)")) == {"avoid"}
    # One page each, but for the longest checks.
    assert 8 <= page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") <= 9


def test_axe_finds_nothing_on_the_pages_of_prompts(page, site, look, be, teacher, filled, accessible):
    be(teacher)
    own = Prompt.objects.filter(is_packs=False).first()
    for name in ("sheets", "P1/sheet", "P1/prompt", "P1/reword", f"P1/reword/{own.pk}", "P1/note"):
        page.goto(f"{site}/outlook/{filled.slug}/{name}/")
        accessible()
    for part in ("claim", "sides", "onward"):
        page.goto(f"{site}/outlook/{filled.slug}/P1/slide/{part}/")
        accessible()
    Survey.objects.update(discussion_at=timezone.now(), second_at=timezone.now(), later_at=timezone.now())
    for name in ("P2/sheet", "P2/slide/later"):
        page.goto(f"{site}/outlook/{filled.slug}/{name}/")
        accessible()


def test_what_a_colleague_wrote_meanwhile_stands_beside_ones_own_words(
    led, site, filled, pack, teacher, accessible
):
    page = led("en", 1200)
    page.goto(f"{site}/outlook/{filled.slug}/P1/sheet/")
    kept = Note.objects.get()
    by = By(filled, teacher, timezone.now())
    keep_note(by=by, prediction=kept.prediction, text="The colleague's words.", seen=kept.stamp)
    page.get_by_label("Note of what was said").fill("My words.")
    page.get_by_role("button", name="Save the note").click()

    expect(page.get_by_text("Yours is not saved yet.")).to_be_visible()
    expect(page.get_by_text("The colleague's words.")).to_be_visible()
    expect(page.get_by_label("Note of what was said")).to_have_value("My words.")
    accessible()
    page.get_by_role("button", name="Save the note").click()
    expect(page.get_by_label("Note of what was said")).to_have_value("My words.")
    assert Note.objects.get().text == "My words."
    page.wrong[:] = [line for line in page.wrong if "422" not in line]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_screen_of_every_prediction_stands_without_scrolling(led, site, filled, language):
    page = led(language, 1280, 720)
    Survey.objects.update(discussion_at=timezone.now(), second_at=timezone.now(), later_at=timezone.now())
    wrong = {}
    for code in CODES:
        for part in ("claim", "sides", "onward", "later"):
            page.goto(f"{site}/outlook/{filled.slug}/{code}/slide/{part}/")
            size = page.evaluate("[document.body.scrollWidth, document.documentElement.scrollHeight]")
            if size != [1280, 720]:
                wrong[code, part] = size
    assert wrong == {}
