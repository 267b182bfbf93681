"""A teacher's own text, and what of it becomes a claim."""

from playwright.sync_api import expect

from tests.browser.conftest import paste

ARTICLE = """# 規制の始まり

米国は2022年に輸出を制限した。狙いは軍事だとされる。

H20は性能を落としたチップだ。筆者は「難しい賭けだ。」と見る。

# その後

規制はもっと厳しくなるだろう。"""


def test_words_that_are_selected_become_the_claim(writer):
    paste(writer, ARTICLE)
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
    paste(writer, ARTICLE)
    reason = writer.locator("#mark textarea[name=label_reason]")
    writer.locator("#s1-p1 .sentence").nth(0).click()
    reason.fill("記録で確かめられる。")

    writer.locator("#s1-p1 .sentence").nth(1).click()
    expect(writer.locator("#mark blockquote")).to_have_text("狙いは軍事だとされる。")
    expect(reason).to_have_value("")

    writer.locator("#s1-p1 .sentence").nth(0).click()
    expect(reason).to_have_value("記録で確かめられる。")
