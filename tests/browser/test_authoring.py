"""A teacher's own text: pasted, its claims marked, turned into question drafts."""

import re

import pytest
from playwright.sync_api import expect

from quiz.authoring.models import Piece

ARTICLE = """# 規制の始まり

米国は2022年に輸出を制限した。狙いは軍事だとされる。

H20は性能を落としたチップだ。筆者は「難しい賭けだ。」と見る。

# その後

規制はもっと厳しくなるだろう。"""
CLAIMS = (
    ("s1-p1", 0, "fact", "記録で確かめられる。"),
    ("s1-p1", 1, "claim", "狙いは外から確かめられない。"),
    ("s1-p2", 1, "opinion", "評価の言葉がある。"),
    ("s2-p1", 0, "prediction", "これからのことを述べている。"),
)
ASKED = (("C1", "single"), ("C1", "numeric"), ("C2", "true_false"), ("C2", "matching"), ("C3", "labelling"))


@pytest.fixture
def writer(page, be, teacher, site):
    """The teacher on the page of what they write."""
    be(teacher)
    page.set_extra_http_headers({"accept-language": "ja"})
    page.goto(f"{site}/authoring/")
    return page


def begin(page):
    page.get_by_role("link", name="文章から始める").click()
    page.get_by_label("題名").fill("規制の話")
    page.get_by_label("本文").fill(ARTICLE)
    page.get_by_role("button", name="段落に分ける").click()
    expect(page.get_by_text("文章を 3 個の段落にしました。")).to_be_visible()


def test_a_text_becomes_four_claims_and_five_question_drafts(writer, accessible):
    accessible()
    begin(writer)
    accessible()
    for passage, number, label, reason in CLAIMS:
        writer.locator(f"#{passage} .sentence").nth(number).click()
        form = writer.locator("#mark")
        if label == "fact":
            accessible()
        form.locator(f"input[value={label}]").check()
        form.get_by_label("このラベルにする理由").fill(reason)
        form.get_by_role("button", name="印を付ける").click()
        writer.wait_for_url(re.compile(r"/text/#[CP]\d"))
    for claim, kind in ASKED:
        card = writer.locator(f"#{claim}")
        if not card.locator(f"button[value={kind}]").is_visible():
            card.locator("summary").click()
        card.locator(f"button[value={kind}]").click()
        expect(writer.get_by_text("を下書きとしてクイズに入れました。")).to_be_visible()
    accessible()

    writer.get_by_role("link", name="設問", exact=True).click()
    expect(writer.locator(".pieces li")).to_have_count(len(ASKED))
    accessible()
    writer.get_by_role("link", name="全体").click()
    accessible()

    kept = Piece.objects.filter(pack__owner__username="mori")
    assert list(kept.filter(kind="claims").values_list("key", flat=True)) == ["C1", "C2", "C3", "P1"]
    asked = kept.filter(kind="questions").order_by("position")
    assert [piece.content["kind"] for piece in asked] == [kind for _claim, kind in ASKED]


def test_words_that_are_selected_become_the_claim(writer):
    begin(writer)
    button = writer.get_by_role("button", name="選んだ部分を主張にする")
    expect(button).to_be_hidden()

    writer.locator("#s1-p2 .sentence").nth(1).evaluate(
        """(one) => {
          const range = document.createRange();
          range.setStart(one.firstChild, 3);
          range.setEnd(one.firstChild, 9);
          getSelection().addRange(range);
        }"""
    )
    button.click()

    expect(writer.locator("#mark textarea[name=claim_text]")).to_have_value("「難しい賭け")
    expect(writer.locator("#mark blockquote")).to_have_text("筆者は「難しい賭けだ。」と見る。")


def test_what_is_typed_about_one_sentence_comes_back_there_and_nowhere_else(writer):
    begin(writer)
    reason = writer.locator("#mark textarea[name=label_reason]")
    writer.locator("#s1-p1 .sentence").nth(0).click()
    reason.fill("記録で確かめられる。")

    writer.locator("#s1-p1 .sentence").nth(1).click()
    expect(writer.locator("#mark blockquote")).to_have_text("狙いは軍事だとされる。")
    expect(reason).to_have_value("")

    writer.locator("#s1-p1 .sentence").nth(0).click()
    expect(reason).to_have_value("記録で確かめられる。")
