"""One walk: from a text that a teacher pastes to a reader's mark, from a wrong key to the next version."""

import re
from urllib.parse import quote

from playwright.sync_api import expect

from quiz.authoring.models import Piece
from quiz.taking.models import Answer
from tests.browser.conftest import paste
from tests.browser.test_take_a_quiz import give

ARTICLE = """# 規制の始まり

米国は2022年に輸出を制限した。狙いは軍事だとされる。

H20は性能を落としたチップだ。

# その後

規制はもっと厳しくなるだろう。"""
CLAIMS = (
    ("s1-p1", 0, "fact", "記録で確かめられる。"),
    ("s1-p1", 1, "claim", "狙いは外から確かめられない。"),
    ("s1-p2", 0, "fact", "公表されている。"),
    ("s2-p1", 0, "prediction", "これからのことを述べている。"),
)
ASKED = (("C1", "single"), ("C1", "numeric"), ("C2", "true_false"), ("C3", "multiple"), ("C3", "ordering"))
SAYS = "第1節に書かれています。そこを読んでください。"
# What a draft of each kind still needs, by the names of the fields; the last is the explanation.
CHOICES = {
    f"options-{at}-{name}.ja": words
    for at, words in enumerate(("", "H20は規制の前に出た。", "規制は2020年に終わった。"))
    for name, words in (("text", words), ("feedback", "第1節を読みましょう。"))
    if words
}
FILLED = {
    "q1": CHOICES,
    "q2": {"answer": "2021"},
    "q3": {"feedback.ja": "そう伝えられています。", "feedback_right.ja": "確かめられてはいません。"},
    "q4": CHOICES,
    "q5": {f"items-{at}-text.ja": words for at, words in enumerate(("制限", "H20の発売", "その後"))},
}
WIDE, NARROW = ({"width": width, "height": 780} for width in (1200, 360))


def mark(page, passage, number, label, reason):
    page.locator(f"#{passage} .sentence").nth(number).click()
    form = page.locator("#mark")
    form.locator(f"input[value={label}]").check()
    form.get_by_label("このラベルにする理由").fill(reason)
    form.get_by_role("button", name="印を付ける").click()
    page.wait_for_url(re.compile(r"/text/#[CP]\d"))


def ask(page, claim, kind):
    card = page.locator(f"#{claim}")
    if not card.locator(f"button[value={kind}]").is_visible():
        card.locator("summary").click()
    card.locator(f"button[value={kind}]").click()
    expect(page.get_by_text("を下書きとしてクイズに入れました。")).to_be_visible()


def write(page, values):
    """Fill in fields; done when what was typed last has been kept."""
    for name, words in values.items():
        page.locator(f"[name='{name}']").fill(words)
    with page.expect_response(lambda answer: quote(words) in (answer.request.post_data or "")):
        page.keyboard.press("Tab")


def begin_beside(page):
    """On a wide screen what one makes of a sentence stands beside it."""
    page.set_viewport_size(WIDE)
    page.locator("#s1-p1 .sentence").first.click()
    passage, form = page.locator("#s1-p1 .passage").bounding_box(), page.locator("#mark").bounding_box()
    assert passage["x"] + passage["width"] < form["x"]


def try_out_beside(page):
    """On a wide screen a question stands beside its form, and marks an answer there."""
    page.set_viewport_size(WIDE)
    seen = page.locator(".seen")
    seen.get_by_role("textbox").fill("2022")
    seen.get_by_role("button", name="この解答を採点する").click()
    expect(seen.locator("#marked")).to_contain_text("2021 年")
    form = page.locator("#piece").bounding_box()
    assert form["x"] + form["width"] < seen.bounding_box()["x"]


def publish(page, number, says):
    page.get_by_role("link", name="点検して発行する").first.click()
    expect(page.get_by_text(says)).to_be_visible()
    page.get_by_role("button", name=f"第{number}版を発行する").click()
    expect(page.get_by_text(f"第{number}版として発行しました。")).to_be_visible()


def give_to_class(page, classroom, quiz="規制の話"):
    page.get_by_role("link", name="クラスに出す").click()
    page.get_by_role("link", name=classroom.name).click()
    page.get_by_role("link", name="クイズを課題にする").click()
    page.get_by_label("クイズ").select_option(label=quiz)
    page.get_by_role("button", name="課題にする").click()
    expect(page.get_by_text("から公開中です。")).to_be_visible()


def take(page, which, right):
    """Take the assignment of this place with 2022 as the year, and be told that it was this one."""
    page.get_by_role("link", name="規制の話").nth(which).click()
    page.get_by_role("button", name="始める").click()
    for number in range(1, len(ASKED) + 1):
        page.wait_for_url(re.compile(f"/question/{number}/"))
        give(page)
        if number == 2:
            page.locator(".number input").fill("2022")
            page.locator(".number input").blur()
        expect(page.locator(".saved")).to_contain_text("保存しました")
        page.locator("main .btn-primary").click()
    page.get_by_role("button", name="提出する").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ふりかえり")
    expect(page.locator("main")).to_contain_text(f"{right} 年")


def test_a_text_becomes_a_quiz_that_a_class_takes_and_its_key_is_put_right(
    writer, phone, join, site, own_class, accessible
):
    accessible()
    paste(writer, ARTICLE)
    accessible()
    begin_beside(writer)
    accessible()
    writer.set_viewport_size(NARROW)
    for claim in CLAIMS:
        mark(writer, *claim)
    for claim, kind in ASKED:
        ask(writer, claim, kind)
    accessible()
    writer.get_by_role("link", name="設問", exact=True).click()
    expect(writer.locator(".pieces li")).to_have_count(len(ASKED))
    accessible()
    draft = writer.url.removesuffix("questions/")

    # Each question by what is said to be missing.
    for code, values in FILLED.items():
        writer.get_by_role("link", name=code).click()
        if code in {"q1", "q4"}:
            writer.locator("#options [data-row]").last.get_by_role("button", name="取り除く").click()
            writer.locator("[name='options-0-feedback.ja']").fill("2022年のことです。")
        write(writer, values | {"explanation.ja": SAYS})
        if code == "q2":
            try_out_beside(writer)
            accessible()
            writer.set_viewport_size(NARROW)
        writer.get_by_role("link", name="設問", exact=True).first.click()
    writer.get_by_role("link", name="点検して発行する").click()
    expect(writer.get_by_role("heading", level=1)).to_have_text("発行する")
    accessible()
    writer.get_by_role("link", name="記事 › 内容の紹介").click()
    write(writer, {"about.ja": "輸出規制の話です。", "written.ja": "2025年"})
    # What only a whole draft shows is told once the rest is there.
    writer.get_by_role("link", name="点検して発行する").click()
    writer.get_by_role("link", name="主張 P1").click()
    write(writer, {"certainty.ja": "だろう"})
    publish(writer, 1, "読者にとって新しいもの")
    accessible()
    give_to_class(writer, own_class)

    reader = phone()
    join(reader, own_class, "さとう")
    take(reader, 0, right=2021)

    writer.goto(f"{draft}questions/q2/")
    write(writer, {"answer": "2022"})
    publish(writer, 2, "既に使われているため")
    expect(writer.get_by_text("もう一度クイズを課題にしてください。")).to_be_visible()
    accessible()
    give_to_class(writer, own_class)
    reader.goto(f"{site}/room/{own_class.slug}/")
    take(reader, 1, right=2022)

    assert Piece.objects.filter(kind="claims").count() == len(CLAIMS)
    years = Answer.objects.filter(question__kind="numeric").order_by("attempt__started_at")
    found = [(each.attempt.quiz.version, each.question.version, each.points) for each in years]
    assert found == [(1, 1, 0), (2, 2, 1)]
