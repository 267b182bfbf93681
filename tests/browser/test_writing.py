"""A piece of a draft in a browser: it saves itself, and nothing that was typed is lost or overwritten."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from quiz.authoring.models import Piece
from tests.drafts import make_draft

SAVED = "保存しました"


@pytest.fixture
def draft(site, teacher):
    return make_draft(teacher, timezone.now())


@pytest.fixture
def writer(page, be, teacher, site, draft):
    """The teacher at a question of the draft."""
    Piece.objects.filter(key="q1").update(content={"kind": "single", "stem": {"ja": "何が？", "en": ""}})
    be(teacher)
    page.set_extra_http_headers({"accept-language": "ja"})
    page.goto(f"{site}/authoring/{draft.slug}/questions/q1/")
    return page


def held():
    return Piece.objects.get(key="q1")


def save(page):
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press("Tab")


def test_a_question_saves_itself_with_options_that_are_added_sorted_and_removed(writer, accessible):
    accessible()
    rows = writer.locator("#options [data-row]")
    writer.get_by_role("button", name="一つ追加する").click()
    expect(rows).to_have_count(5)
    for place, words in ((0, "一"), (1, "二"), (4, "五")):
        rows.nth(place).locator("textarea").first.fill(words)
    save(writer)
    expect(writer.locator("[data-state]")).to_contain_text(SAVED)
    assert [option["text"]["ja"] for option in held().content["options"]] == ["一", "二", "五"]

    rows.nth(1).get_by_role("button", name="上へ").click()
    rows.nth(1).get_by_role("button", name="取り除く").click()
    writer.get_by_role("button", name="元に戻す").click()
    rows.nth(1).get_by_role("button", name="取り除く").click()
    rows.nth(0).get_by_role("checkbox").first.check()
    save(writer)

    expect(writer.locator("[data-summary] b")).not_to_have_text("0")
    assert [(option["code"], option["text"]["ja"]) for option in held().content["options"]] == [
        ("b", "二"),
        ("c", "五"),
    ]
    accessible()


def test_who_saves_while_it_saves_itself_is_not_compared_with_themselves(writer):
    stem, held_back = writer.locator("[name='stem.ja']"), []

    def hold_back(route):
        if held_back or route.request.method != "POST":
            route.continue_()
        else:
            held_back.append(route)

    writer.route("**/questions/q1/", hold_back)
    with writer.expect_request(lambda request: request.method == "POST"):
        stem.fill("だれが？")
        writer.keyboard.press("Tab")
    stem.fill("いつ？")
    writer.get_by_role("button", name="保存する").click()
    with writer.expect_navigation():
        held_back[0].continue_()

    expect(writer.locator(".differing")).to_have_count(0)
    assert held().content["stem"]["ja"] == "いつ？"


def test_what_could_not_be_sent_is_there_after_the_browser_was_closed(writer):
    rows = writer.locator("#options [data-row]")
    writer.context.set_offline(True)
    writer.get_by_role("button", name="一つ追加する").click()
    rows.nth(4).locator("textarea").first.fill("五")
    expect(writer.locator("[data-state]")).to_contain_text("このブラウザーに残っています")
    writer.context.set_offline(False)

    with writer.expect_response(lambda answer: answer.request.method == "POST"):
        writer.reload()
        expect(rows.nth(4).locator("textarea").first).to_have_value("五")

    assert [option["text"]["ja"] for option in held().content["options"]] == ["五"]
    writer.wrong[:] = [line for line in writer.wrong if "ERR_INTERNET_DISCONNECTED" not in line]


def test_what_somebody_else_saved_is_compared_before_it_is_replaced(writer, accessible):
    stem = writer.locator("[name='stem.ja']")
    Piece.objects.filter(key="q1").update(
        content={"kind": "single", "stem": {"ja": "だれが？", "en": ""}}, revision=2
    )
    stem.fill("いつ？")
    save(writer)
    writer.get_by_role("button", name="両方を比べる").wait_for()
    assert held().content["stem"]["ja"] == "だれが？"

    # Also after the browser was closed: what was typed is there, and still of the revision that was seen.
    writer.reload()
    expect(stem).to_have_value("いつ？")
    writer.get_by_role("button", name="両方を比べる").click()
    expect(writer.locator(".differing")).to_contain_text("だれが？")
    accessible()
    writer.get_by_role("button", name="自分の版を残す").click()
    expect(writer.locator("[data-state]")).to_contain_text(SAVED)

    assert held().content["stem"]["ja"] == "いつ？"
    writer.wrong[:] = [line for line in writer.wrong if "409" not in line]
