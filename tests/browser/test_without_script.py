import re

import pytest
from playwright.sync_api import expect

from quiz.bank.models import Quiz
from quiz.taking.models import Answer


@pytest.fixture
def browser_context_args(browser_context_args):
    return browser_context_args | {"java_script_enabled": False}


def give(page):
    if page.locator(".choice input").count():
        page.locator(".choice").first.click()
    elif page.locator(".number input").count():
        page.locator(".number input").fill("1,979")
    else:
        ordering = "順番をつけて" in page.locator("main").inner_text()
        for place, list_ in enumerate(page.locator(".given select").all(), 1):
            list_.select_option(index=place if ordering else 1)


def test_a_whole_quiz_without_script(page, site):
    page.goto(f"{site}/taking/start/policy/")
    page.get_by_role("button", name="始める").click()
    count = Quiz.objects.get(slug="policy").places.count()
    for number in range(1, count + 1):
        expect(page).to_have_url(re.compile(f"/question/{number}/$"))
        give(page)
        if number == 1:
            page.get_by_role("button", name="答え合わせをする").click()
            expect(page.get_by_text("あなたの答え")).to_be_visible()
            page.get_by_role("link", name="次へ").click()
        else:
            page.locator("main .btn-primary").click()
    page.get_by_role("button", name="提出する").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("ふりかえり")
    assert Answer.objects.exclude(response=None).count() == count


def test_all_on_one_page_without_script(page, site):
    page.goto(f"{site}/taking/start/chips/")
    page.get_by_role("button", name="1ページにまとめて表示").click()
    page.locator("[data-number='1'] .choice").first.click()
    page.locator("[data-number='2'] .choice").first.click()
    page.get_by_role("button", name="提出へ").click()

    expect(page.get_by_text("まだ答えていない設問が28問あります。")).to_be_visible()
    assert Answer.objects.exclude(response=None).count() == 2


def test_a_term_opens_and_closes_without_script(page, site):
    page.goto(f"{site}/bank/source/h20/")
    term = page.locator("#term-tflops")
    assert not term.is_visible()

    page.locator("[popovertarget=term-tflops]").click()
    assert term.is_visible()
    term.get_by_role("link", name="用語集").click()

    assert page.url == f"{site}/bank/glossary/#tflops"
