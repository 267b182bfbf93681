"""An outlook from first to last: three readers and an instructor, with and without script."""

import random
import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import expect

from quiz.bank.models import Prediction
from quiz.classroom.models import Classroom
from quiz.home.services.demo_outlook import build_outlook
from quiz.outlook.models import Post, Survey
from quiz.outlook.models.ballots import Ballot
from quiz.outlook.services.leading import move, resolve
from quiz.outlook.services.voting import Given, Voter, cast_ballot
from tests.browser.conftest import unfold
from tests.conftest import seated


@pytest.fixture
def context_of(browser):
    """A browser of somebody, with or without script."""
    contexts = []

    def context_of(*, script, width):
        contexts.append(
            browser.new_context(
                locale="ja-JP", viewport={"width": width, "height": 800}, java_script_enabled=script
            )
        )
        return contexts[-1].new_page()

    yield context_of
    for context in contexts:
        context.close()


def others(classroom, count):
    """Readers who are not at a browser, so that there are enough to show figures."""
    return [Voter(row.reader, row) for row in seated(classroom, ["R"] * count)]


def cast_all(survey, voters, base, **more):
    survey = Survey.objects.get(pk=survey.pk)
    prediction = Prediction.objects.get(claim__code="P1")
    for place, voter in enumerate(voters):
        given = Given(10 * ((place + base) % 11), place % 5 - 2, **more)
        cast_ballot(survey=survey, voter=voter, prediction=prediction, given=given, now=timezone.now())


def set_up(page, site, classroom):
    page.goto(f"{site}/insight/classroom/{classroom.slug}/")
    page.get_by_role("link", name="見通しを課題にする").click()
    page.get_by_role("button", name="課題にする").click()
    expect(page.get_by_text("から公開中です。")).to_be_visible()
    return Survey.objects.get()


def vote(page, likelihood, agreement, reason):
    page.locator(f"input[name=likelihood][value='{likelihood}']").check()
    page.locator(f"input[name=agreement][value='{agreement}']").check()
    page.locator("textarea[name=reason]").fill(reason)


def first_round(site, survey, readers):
    """An empty ballot is refused and keeps its words; then three are cast. Reasons before numbers."""
    first = readers[0]
    first.goto(f"{site}/outlook/{survey.slug}/P1/vote/")
    first.locator("textarea[name=reason]").fill("理由だけ書きました。")
    first.get_by_role("button", name="投票する").click()
    expect(first.get_by_text("まだ投票していません。")).to_be_visible()
    assert first.locator("textarea[name=reason]").input_value() == "理由だけ書きました。"
    for page, likelihood, agreement in zip(readers, (80, 50, 20), (1, 0, -1), strict=True):
        page.goto(f"{site}/outlook/{survey.slug}/P1/vote/")
        vote(page, likelihood, agreement, f"私は{likelihood}だと思います。")
        page.get_by_role("button", name="投票する").click()
        expect(page.get_by_text("投票を保存しました。")).to_be_visible()
        expect(page.get_by_text("読者ではなく、教材からの例").first).to_be_visible()
        expect(page.get_by_text("まだ投稿はありません。")).to_be_visible()
        assert "中央値" not in page.locator("main").inner_text()


def go_on(teaching, site, survey, button, stage):
    """The instructor sees who voted once the round has closed, not what, and moves on."""
    teaching.goto(f"{site}/outlook/{survey.slug}/lead/")
    if stage == "話し合い":
        expect(teaching.get_by_text("名前は、投票の回が終わると表示します。")).to_be_visible()
        assert "さとう" not in teaching.locator("main").inner_text()
    else:
        expect(teaching.get_by_text("さとう", exact=True)).to_be_visible()
    assert "私は80" not in teaching.locator("main").inner_text()
    teaching.get_by_role("button", name=button).click()
    # The page that asks says what the class will see, and has the same button once more.
    expect(teaching.get_by_role("link", name="やめておく")).to_be_visible()
    teaching.get_by_role("button", name=button).click()
    expect(teaching.locator(".stages [aria-current]")).to_have_text(stage)


def write(page, stance, text):
    page.get_by_label(stance).check()
    page.get_by_label("投稿の内容").fill(text)
    page.get_by_role("button", name="送る").click()


def discuss(site, survey, readers, *, script):
    """A post, a mark, and an answer that appears by itself where there is script."""
    first, second, _third = readers
    first.goto(f"{site}/outlook/{survey.slug}/P1/discussion/")
    write(first, "異論", "許可制は禁止とは**違い**ます。")
    expect(first.locator(".post strong")).to_have_text("違い")
    second.goto(f"{site}/outlook/{survey.slug}/P1/discussion/")
    expect(second.locator(".post.top")).to_have_count(1)
    assert "さとう" not in second.locator("main").inner_text()
    second.locator(".post.top").get_by_role("button", name="考えが動いた").click()
    expect(second.locator("[aria-pressed=true]")).to_contain_text("考えが動いた 1")
    second.get_by_role("link", name="返信").click()
    write(second, "質問", "許可が出たら、外れたことになりますか。")
    expect(second.locator(".replies .post")).to_have_count(1)
    if not script:
        first.reload()
    expect(first.locator(".replies .post")).to_have_count(1, timeout=15000)


def moderate(site, survey, teaching, readers):
    """Something off the topic is reported and hidden, and its author is told."""
    first, _second, third = readers
    third.goto(f"{site}/outlook/{survey.slug}/P1/discussion/")
    write(third, "質問", "お昼は何ですか。")
    off = Post.objects.get(text="お昼は何ですか。")
    first.goto(f"{site}/outlook/{survey.slug}/post/{off.code}/report/")
    first.get_by_label("理由").fill("話題と違います。")
    first.get_by_role("button", name="報告する").click()
    teaching.goto(f"{site}/outlook/{survey.slug}/lead/")
    teaching.get_by_role("link", name="確認する投稿 (1)").click()
    teaching.get_by_role("link", name="非表示にする").click()
    teaching.get_by_label("理由").fill("話題と違うため。")
    teaching.get_by_role("button", name="非表示にする").click()
    third.goto(f"{site}/outlook/{survey.slug}/")
    expect(third.get_by_text("話題と違うため。")).to_be_visible()


def second_round(site, survey, readers):
    """The first answer as text, nothing preselected, what moved one; then the room."""
    post = Post.objects.get(reply_to=None, stance="challenges")
    for place, (page, likelihood) in enumerate(zip(readers, (50, 40, 20), strict=True)):
        page.goto(f"{site}/outlook/{survey.slug}/P1/vote/")
        expect(page.get_by_text("あなたの1回目の投票：")).to_be_visible()
        expect(page.locator("input:checked")).to_have_count(0)
        vote(page, likelihood, 0, "")
        page.locator(f"input[name=moved_by][value={'post' if place else 'nothing'}]").check()
        if place:
            page.locator("select[name=moved_post]").select_option(post.code)
        page.get_by_role("button", name="投票する").click()
        # What the class thought first; the second round is told when it has closed.
        expect(page.get_by_text("1回目の12票の集計です。")).to_be_visible()
    assert "2025-07-14" not in page.locator("main").inner_text()


def look_at_the_room(site, survey, page):
    """One of the twelve stayed away: both rounds are told over all of them."""
    page.goto(f"{site}/outlook/{survey.slug}/P1/room/")
    expect(page.get_by_text("2回とも、同じ12人の集計です。")).to_be_visible()
    expect(page.get_by_text("11人がもう一度投票しました。")).to_be_visible()
    expect(page.get_by_text("動いた 6・動かない 5")).to_be_visible()
    expect(page.locator("svg")).to_have_count(2)
    page.get_by_text("賛否がどこからどこへ動いたか").click()
    expect(page.get_by_text("1回目↓ 2回目→")).to_be_visible()


def afterwards(site, survey, teaching, page):
    """What became of it, and how near one was."""
    teaching.get_by_role("link", name="その後 P1").click()
    teaching.get_by_label("そうはなりませんでした。").check()
    teaching.get_by_label("出典").fill("官報、2026年1月15日")
    teaching.get_by_role("button", name="保存").click()
    teaching.get_by_role("button", name="示す").click()
    expect(teaching.get_by_role("row").filter(has_text="P1")).to_contain_text("そうはなりませんでした。")
    page.goto(f"{site}/outlook/{survey.slug}/P1/room/")
    expect(page.get_by_text("2025-07-14")).to_be_visible()
    expect(page.get_by_text("あなたのブライアスコア：0.25")).to_be_visible()
    page.goto(f"{site}/outlook/{survey.slug}/camps/")
    expect(page.get_by_text("20人以上いるときに調べます。")).to_have_count(2)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_three_readers_and_an_instructor_through_all_phases(
    site, classroom, sign_in, context_of, join, teacher, script
):
    Classroom.objects.update(language="ja")
    teaching = context_of(script=script, width=1200)
    sign_in(teaching)
    survey = set_up(teaching, site, classroom)
    readers = [context_of(script=script, width=360) for _place in range(3)]
    for page, name in zip(readers, ("さとう", "すずき", "たなか"), strict=True):
        join(page, classroom, name)
        page.get_by_role("link", name="見通し：H20と対中輸出規制").click()
        expect(page.get_by_text("事実ではなく、ここでは何も採点しません。")).to_be_visible()

    first_round(site, survey, readers)
    seated = others(classroom, 9)
    cast_all(survey, seated, 0)
    go_on(teaching, site, survey, "話し合いに進む", "話し合い")
    discuss(site, survey, readers, script=script)
    moderate(site, survey, teaching, readers)
    go_on(teaching, site, survey, "2回目の投票を始める", "2回目の投票")
    second_round(site, survey, readers)
    cast_all(survey, seated[:4], 1, moved_by="reference")
    cast_all(survey, seated[4:8], 4, moved_by="nothing")
    go_on(teaching, site, survey, "締め切って、その後の出来事を示す", "その後の出来事")
    expect(teaching.get_by_text("許可制は禁止とは違います。")).to_be_visible()
    afterwards(site, survey, teaching, readers[0])
    look_at_the_room(site, survey, readers[0])

    assert Ballot.objects.count() == 23


@pytest.fixture
@transaction.atomic
def filled(site, classroom, member, pack):
    """The demo's outlook in the class of the tests, the reader in it, one prediction resolved."""
    now = timezone.now()
    seated(classroom, ["R"] * 23)
    survey = build_outlook(classroom=classroom, luck=random.Random(3), now=now)  # noqa: S311  as in the demo
    prediction = Prediction.objects.get(claim__code="P1")
    values = {"outcome": "no", "told_by": "Gazette", "url": "https://example.org/a"}
    resolve(survey=survey, prediction=prediction, values=values, now=now)
    return survey


def test_axe_finds_nothing_on_the_pages_of_an_outlook(
    page, site, look, accessible, be, teacher, filled, classroom, member, reader, whole_charts
):
    be(reader)
    slug, own = filled.slug, Post.objects.filter(membership=member, is_reason=False).first()
    other = Post.objects.filter(is_reason=False, state="shown").exclude(membership=member).first()
    for url in (
        "",
        "P1/discussion/",
        "P1/room/",
        "camps/",
        f"post/{own.code}/edit/",
        f"post/{other.code}/report/",
    ):
        page.goto(f"{site}/outlook/{slug}/{url}")
        unfold(page)
        accessible()
        whole_charts(page)
    for url in ("/", "/outlook/h20/", "/outlook/h20/P5/vote/", f"/room/{classroom.slug}/"):
        page.goto(site + url)
        accessible()
    move(survey=filled, seen="second", now=timezone.now() + timedelta(seconds=1))
    page.goto(f"{site}/outlook/{slug}/P1/room/")
    accessible()
    assert whole_charts(page) == 2
    be(teacher)
    for url in (
        "lead/", "rules/", "moderation/", "show/", "camps/", "P1/room/", "P1/discussion/", "P1/prompt/",
        "P1/resolve/", f"post/{other.code}/moderate/", f"post/{other.code}/disclose/",
    ):  # fmt: skip
        page.goto(f"{site}/outlook/{slug}/{url}")
        unfold(page)
        accessible()
        whole_charts(page)
    for url in (f"/outlook/set_up/{classroom.slug}/", f"/classroom/{classroom.slug}/log/"):
        page.goto(site + url)
        accessible()


def test_what_is_being_typed_is_not_taken_away_by_a_new_post(page, site, filled, client_of, reader):
    cookies = client_of(reader).cookies
    page.context.add_cookies([{"name": n, "value": m.value, "url": site} for n, m in cookies.items()])
    page.goto(f"{site}/outlook/{filled.slug}/P7/discussion/")
    page.locator("textarea[name=text]").fill("Half a thought")
    count = page.locator(".post.top").count()
    prediction = Prediction.objects.get(claim__code="P7")
    now = timezone.now()
    Post.objects.create(
        survey=filled,
        prediction=prediction,
        text="New.",
        stance="asks",
        at=now,
        written_at=now,
        changed_at=now,
    )

    expect(page.locator(".post.top")).to_have_count(count + 1, timeout=15000)

    assert page.locator("textarea[name=text]").input_value() == "Half a thought"
    assert re.search("New", page.locator(".post.top").first.inner_text())
