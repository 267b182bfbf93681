"""A class from the sign-up of its instructor to a reader's return on another device."""

import re

from django.core import mail
from playwright.sync_api import expect

from quiz.classroom.models import Classroom
from quiz.taking.models import Attempt


def sign_up(page, site):
    page.goto(f"{site}/accounts/signup/")
    page.locator("input[name=email]").fill("mori@example.org")
    for field in ("password1", "password2"):
        page.locator(f"input[name={field}]").fill("a-long-word-1")
    page.locator("main button[type=submit]").click()
    page.wait_for_url(re.compile("confirm-email"))
    code = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", mail.outbox[-1].body)[0]
    page.locator("input[name=code]").fill(code)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url(re.compile("/desk/"))


def set_up(page):
    page.get_by_role("link", name="クラス", exact=True).click()
    page.get_by_role("link", name="クラスを作る").click()
    page.get_by_label("名前").fill("3年B組")
    page.get_by_role("button", name="作る").click()
    page.get_by_role("link", name="クイズを課題にする").click()
    page.get_by_label("クイズ").select_option(label="政策の流れ")
    page.get_by_role("button", name="課題にする").click()
    expect(page.get_by_text("から公開中です。")).to_be_visible()
    return Classroom.objects.get()


def test_an_instructor_and_two_readers(wide, phone, site, join):
    sign_up(wide, site)
    classroom = set_up(wide)
    first, second = phone(), phone()
    code = join(first, classroom, "さとう")
    join(second, classroom, "さとう")
    expect(second.get_by_text(re.compile("「\u2068?さとう \\(2\\)\u2069?」になりました"))).to_be_visible()

    first.get_by_role("link", name="政策の流れ").click()
    first.get_by_role("button", name="始める").click()
    first.wait_for_load_state("load")
    first.locator(".choice").first.click()
    expect(first.locator(".saved")).to_contain_text("保存しました")
    first.context.close()

    again = phone()
    again.goto(f"{site}/classroom/come_back/")
    again.locator("form[method=post] input[name=code]").first.fill(code)
    again.get_by_role("button", name="続きから").click()
    again.get_by_role("link", name="政策の流れ").click()
    again.get_by_role("button", name="続きから").click()
    again.wait_for_load_state("load")
    expect(again.locator(".choice input:checked")).to_have_count(1)
    attempt = Attempt.objects.get()
    again.goto(f"{site}/taking/{attempt.code}/submit/")
    again.get_by_role("button", name="提出する").click()
    expect(again.get_by_role("heading", level=1)).to_contain_text("ふりかえり")

    wide.goto(f"{site}/insight/classroom/{classroom.slug}/")
    wide.get_by_role("link", name="政策の流れ", exact=True).click()
    rows = wide.locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("に終了")
    expect(rows.nth(1)).to_contain_text("未着手")


def test_progress_moves_without_reload_while_a_reader_answers(
    wide, phone, site, sign_in, classroom, assign_quiz, join
):
    given = assign_quiz()
    sign_in(wide)
    wide.goto(f"{site}/insight/progress/{given.slug}/")
    expect(wide.get_by_text("まだだれも参加していません。")).to_be_visible()

    reader = phone()
    join(reader, classroom, "さとう")
    reader.get_by_role("link", name="Policy timeline").or_(
        reader.get_by_role("link", name="政策の流れ")
    ).click()
    reader.locator("main form button").first.click()
    reader.wait_for_load_state("load")
    reader.locator(".choice").first.click()
    expect(reader.locator(".saved")).to_contain_text(re.compile("保存しました|Saved"))

    expect(wide.get_by_text("1 / 23")).to_be_visible(timeout=15000)
    expect(wide.locator(".figures b").nth(1)).to_have_text("1")
    wide.get_by_label("名前を隠す").check()
    assert "blur" in wide.locator(".who").first.evaluate("node => getComputedStyle(node).filter")


def test_axe_finds_nothing_on_the_pages_of_a_class(
    page, site, look, accessible, be, teacher, classroom, member, assign_quiz
):
    given = assign_quiz(minutes=20)
    for url in (
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/classroom/join/",
        "/classroom/come_back/",
    ):
        page.goto(site + url)
        accessible()
    page.goto(f"{site}/classroom/join/{classroom.join_code}/")
    accessible()
    page.get_by_role("textbox").first.fill("Abe")
    page.locator("main form button").first.click()
    page.wait_for_url(re.compile("/room/"))
    accessible()
    page.goto(f"{site}/taking/begin/{given.slug}/")
    accessible()
    page.goto(f"{site}/people/account/")
    accessible()
    be(teacher)
    own = f"/classroom/{classroom.slug}/"
    for url in (
        "/desk/", "/classroom/", "/classroom/open_class/", f"/insight/classroom/{classroom.slug}/",
        f"/insight/reader/{member.pk}/", f"{own}board/", f"{own}edit/", f"{own}delete/",
        f"{own}assign/", f"/classroom/assignment/{given.slug}/", f"/taking/results/{given.slug}/",
        f"/classroom/assignment/{given.slug}/extend/{member.pk}/", f"/taking/people/{classroom.slug}/",
        f"/taking/member/{member.pk}/", f"/insight/items/{given.slug}/",
        f"/insight/progress/{given.slug}/", "/accounts/email/", "/accounts/2fa/",
    ):  # fmt: skip
        page.goto(site + url)
        accessible()
