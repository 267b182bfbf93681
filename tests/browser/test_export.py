"""Questions go to another program: what is lost is said before, and the file comes back."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.drafts import make_draft


def test_a_teacher_takes_a_draft_out_and_brings_it_back(writer, teacher, now, site, accessible):
    page, draft = writer, make_draft(teacher, now)
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(f"{site}/authoring/{draft.slug}/")
    page.get_by_role("link", name="書き出す").click()
    page.get_by_label("形式").select_option("aiken")
    page.get_by_role("button", name="ファイルの内容を見る").click()
    expect(page.locator("main")).to_contain_text("このファイルに入れられる設問がありません。")
    page.locator("details summary").first.click()
    accessible()

    page.get_by_label("形式").select_option("gift")
    page.get_by_role("button", name="ファイルの内容を見る").click()
    page.get_by_text("ファイルの初めの部分").click()
    expect(page.locator("pre")).to_contain_text("::q1::")
    accessible()
    with page.expect_download() as found:
        page.get_by_role("link", name="ダウンロード", exact=True).click()
    file = Path(found.value.path())

    page.goto(f"{site}/exchange/")
    page.get_by_label("ファイル").set_input_files(
        {"name": found.value.suggested_filename, "mimeType": "text/plain", "buffer": file.read_bytes()}
    )
    page.get_by_role("button", name="読み込んで確かめる").click()
    page.wait_for_url(re.compile("/exchange/."))
    expect(page.locator("#n1")).to_contain_text("この設問はすでにあります")
    page.get_by_role("button", name="すべてに印を付ける").click()
    page.get_by_role("button", name="取り込み先を選ぶ").first.click()
    page.get_by_label("どのクイズに").select_option(f"{draft.slug} ")
    # These words are English in either language, and the file does not say which it is.
    page.locator("input[name=language][value=ja]").check()
    page.get_by_role("button", name="取り込む").click()
    expect(page.get_by_role("status")).to_contain_text("1 問を取り込みました。")

    asked = draft.pieces.filter(kind="questions")
    before, after = asked.get(key="q1").content, asked.exclude(key="q1").get().content
    assert [after[name] for name in ("kind", "scope", "rests_on", "answer")] == [
        before[name] for name in ("kind", "scope", "rests_on", "answer")
    ]
    for name in ("stem", "explanation", "feedback", "feedback_right"):
        assert after[name]["ja"] == before[name]["ja"]
