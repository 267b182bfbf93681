"""Questions of another program: a file with faults, what of it can be kept, and its way into a draft."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from quiz.bank.models import Pack
from tests.browser.test_author_to_reader import give_to_class
from tests.browser.test_take_a_quiz import give
from tests.drafts import make_draft

# Three faults, in lines 5, 9 and 17; the rest can be read, and of one question a picture cannot be kept.
FILE = """$CATEGORY: 半導体/メモリー

::memory:: H20のメモリーは何GBですか？ {#96:0}

::open:: 閉じられていない設問です。 { =はい ~いいえ

::rule:: 輸出の規制が始まったのは2022年です。 {T#2022年に始まりました。#その通りです。}

::essay:: 規制のねらいを説明してください。 {}

::map:: <img src="map.png"> <b>帯域幅</b>が最も広いのはどれですか？ {
 =HBM3 #正解です。
 ~GDDR6 #グラフィックス用のメモリーです。
}

::none:: 正解のない設問です。 {
 ~一つ
 ~二つ
}
"""
# Whole questions that say what they rest on, as our own exports do.
WHOLE = """
::harvest::キウイが多く作られているのはどこですか？ {
 =愛媛 #その通りです。
 ~札幌 #記事は愛媛について述べています。
 ####第1節にあります。もう一度読みましょう。\\n\\n（記事による設問：C1）
}
"""
FAULTS = {
    2: ("5 行目", "閉じられていません"),
    4: ("9 行目", "使えません"),
    6: ("17 行目", "どの答えが正しいか"),
}


@pytest.fixture
def importer(writer, accessible):
    """The teacher on a phone, on the page where files are uploaded."""
    writer.set_viewport_size({"width": 360, "height": 780})
    writer.get_by_role("link", name="設問を取り込む").click()
    accessible()
    return writer


def upload(page, text, name="memory.gift"):
    page.get_by_label("ファイル").set_input_files(
        {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
    )
    page.get_by_role("button", name="読み込んで確かめる").click()
    page.wait_for_url(re.compile("/exchange/."))


def look_through(page, ticked=3):
    """Each fault is named by its line; what can be read is ticked, and shown with its key."""
    for number, (line, words) in FAULTS.items():
        expect(page.locator(f"#n{number} .told")).to_contain_text(words)
        expect(page.locator(f"#n{number} .told")).to_contain_text(line)
        expect(page.locator(f"#n{number} input[type=checkbox]")).to_have_count(0)
    expect(page.locator("input[name=tick]:checked")).to_have_count(ticked)
    expect(page.locator("#n5 .told")).to_contain_text("画像は取り込みません：map.png")
    expect(page.locator("#n5 .answers .key")).to_contain_text("HBM3")


def take_in(page, title):
    """All that is ticked goes into a new pack of this title, whose address this is."""
    page.get_by_role("button", name="取り込み先を選ぶ").first.click()
    page.get_by_label("新しいパックの題名").fill(title)
    page.get_by_role("button", name="取り込む").click()
    expect(page.get_by_role("status")).to_contain_text("3 問を取り込みました。")
    return Pack.objects.latest("pk")


def test_of_a_file_with_three_faults_each_is_named_by_its_line_and_the_rest_goes_into_a_draft(
    importer, accessible
):
    upload(importer, FILE)
    look_through(importer)
    importer.locator("#n3 details summary").click()
    accessible()
    importer.get_by_role("button", name="取り込み先を選ぶ").first.click()
    accessible()
    importer.get_by_role("link", name="見直す").click()
    pack = take_in(importer, "メモリーの話")
    accessible()

    importer.get_by_role("link", name="設問の一覧へ").click()
    expect(importer.locator(".pieces li")).to_have_count(3)
    assert list(pack.pieces.filter(kind="questions").values_list("key", flat=True)) == [
        "memory",
        "rule",
        "map",
    ]
    topics = pack.pieces.get(kind="quizzes").content["topics"]
    assert [topic["name"]["ja"] for topic in topics] == ["半導体/メモリー"]


@pytest.fixture
def draft(teacher, now):
    return make_draft(teacher, now)


def test_what_was_imported_is_assigned_and_taken_and_goes_out_and_in_again(
    draft, importer, phone, join, site, own_class
):
    upload(importer, FILE + WHOLE)
    look_through(importer, ticked=4)
    importer.get_by_role("button", name="すべての印を外す").click()
    importer.locator("#n7 input[type=checkbox]").check()
    importer.get_by_role("button", name="取り込み先を選ぶ").first.click()
    importer.get_by_label("どのクイズに").select_option(f"{draft.slug} draft-fruit")
    importer.get_by_role("button", name="取り込む").click()
    expect(importer.get_by_role("status")).to_contain_text("1 問を取り込みました。")

    importer.goto(f"{site}/authoring/{draft.slug}/publish/")
    importer.get_by_role("button", name="第1版を発行する").click()
    give_to_class(importer, own_class, "Fruit (ja)")
    reader = phone()
    join(reader, own_class, "さとう")
    reader.get_by_role("link", name=re.compile("^Fruit")).first.click()
    reader.get_by_role("button", name="始める").click()
    for number in (1, 2):
        reader.wait_for_url(re.compile(f"/question/{number}/"))
        give(reader)
        expect(reader.locator(".saved")).to_contain_text("保存しました")
        reader.locator("main .btn-primary").click()
    reader.get_by_role("button", name="提出する").click()
    expect(reader.locator("main")).to_contain_text("キウイが多く作られているのはどこですか？")

    importer.goto(f"{site}/exchange/export/{draft.slug}/")
    importer.get_by_label("形式").select_option("gift")
    importer.get_by_role("button", name="ファイルの内容を見る").click()
    with importer.expect_download() as found:
        importer.get_by_role("link", name="ダウンロード", exact=True).click()
    importer.goto(f"{site}/exchange/")
    upload(importer, Path(found.value.path()).read_text("utf-8"), "again.gift")
    for number in (1, 2):
        expect(importer.locator(f"#n{number}")).to_contain_text("この設問はすでにあります")


def test_what_is_there_already_is_not_taken_twice(importer, accessible):
    upload(importer, FILE)
    take_in(importer, "メモリーの話")
    importer.get_by_role("link", name="設問を取り込む").first.click()

    upload(importer, FILE)

    expect(importer.locator("input[name=tick]:checked")).to_have_count(0)
    expect(importer.locator("#n1")).to_contain_text("この設問はすでにあります")
    importer.get_by_role("button", name="すべてに印を付ける").click()
    expect(importer.locator("input[name=tick]:checked")).to_have_count(3)
    importer.get_by_role("button", name="破棄する").click()
    accessible()
    importer.get_by_role("button", name="破棄する").click()
    expect(importer.get_by_role("status")).to_contain_text("取り込みを破棄しました。")


def test_a_large_file_is_read_on_by_itself(importer, monkeypatch):
    monkeypatch.setattr("quiz.exchange.services.reading.SLICE", 0.0)

    upload(importer, "\n\n".join(f"H20 は {number} 番目ですか？ {{T}}" for number in range(6)))

    expect(importer.locator(".figures")).to_contain_text("6")
    expect(importer.locator("input[name=tick]:checked")).to_have_count(6)


def test_what_is_no_file_of_questions_is_refused_in_words(importer, accessible):
    page = importer
    page.get_by_label("ファイル").set_input_files(
        {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff\x00"}
    )
    page.get_by_role("button", name="読み込んで確かめる").click()

    expect(page.get_by_role("alert")).to_contain_text("photo.jpg")
    expect(page.get_by_role("alert")).to_contain_text("ここで読み取れる形式ではない")
    accessible()
    page.wrong[:] = [line for line in page.wrong if "422" not in line]
