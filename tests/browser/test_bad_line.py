"""What was typed survives a bad line, an old page and a sign-out elsewhere; on a phone of 360 px."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from quiz.bank.models import Quiz
from quiz.taking.models import Answer, Attempt
from quiz.taking.services.attempts import start_attempt, submit_attempt

SAVE = re.compile(r"/answer/\d+/$")


@pytest.fixture
def attempt(site, reader, now):
    return start_attempt(reader=reader, quiz=Quiz.objects.get(slug="chips"), now=now)


@pytest.fixture
def question(page, site, attempt, reader, be):
    """The first question of an attempt that has choices."""
    be(reader)
    number = attempt.answers.filter(question__kind="single").first().number
    page.goto(f"{site}/taking/{attempt.code}/question/{number}/")
    return number


def saved(page):
    expect(page.locator(".saved")).to_contain_text("保存しました")
    expect(page.locator("#waiting")).to_be_empty()


def kept(page, why):
    expect(page.locator(".problem")).to_contain_text(why)
    expect(page.locator("#waiting")).to_contain_text("1件")


def forgive(page, *signs):
    """These lines of the browser's console were meant."""
    page.wrong[:] = [line for line in page.wrong if not any(sign in line for sign in signs)]


def test_an_old_token_is_changed_for_a_fresh_one_and_the_answer_is_saved(page, question):
    page.context.clear_cookies(name="csrftoken")

    page.locator(".choice").first.click()

    saved(page)
    assert Answer.objects.get(number=question).response is not None
    page.locator("main .btn-primary").click()
    page.wait_for_url(re.compile("/question/"))
    forgive(page, "403")


def refuse(page, status, headers):
    page.route(SAVE, lambda route: route.fulfill(
        status=status, content_type="text/html", body="<h1>No</h1>", headers=headers))  # fmt: skip


def test_a_refusal_that_is_not_final_keeps_the_answer_until_it_is_taken(page, question):
    page.clock.install()
    for place, status in enumerate((401, 403, 404, 413, 429, 500, 503)):
        headers = {"Retry-After": "30"} if status in (429, 503) else {}
        refuse(page, status, headers)
        page.locator(".choice").nth(place % 2).click()
        kept(page, "ただいま混み合っています" if headers else "まだ受け付けられていません")
        page.unroute(SAVE)

        page.clock.fast_forward(20_000)
        if headers:
            expect(page.locator("#waiting")).to_contain_text("1件")
            page.clock.fast_forward(11_000)

        saved(page)
        assert Answer.objects.get(number=question).revision == place + 1
        forgive(page, str(status))


def test_a_page_that_is_loaded_again_sends_what_waited(page, question, site):
    page.route(SAVE, lambda route: route.fulfill(status=404, content_type="text/html", body="No"))
    page.locator(".choice").nth(1).click()
    kept(page, "まだ受け付けられていません")
    page.unroute(SAVE)

    page.reload()

    saved(page)
    expect(page.locator(".choice input").nth(1)).to_be_checked()
    forgive(page, "404")


def test_a_final_refusal_is_told_once_and_what_was_typed_stays(page, site, attempt, reader, be):
    be(reader)
    number = attempt.answers.filter(question__kind="numeric").first().number
    page.goto(f"{site}/taking/{attempt.code}/question/{number}/")
    page.locator(".number input").fill("many")
    page.locator(".number input").blur()
    expect(page.locator(".problem")).not_to_be_empty()
    expect(page.locator("#waiting")).to_be_empty()
    page.reload()
    expect(page.locator(".number input")).to_have_value("many")
    expect(page.locator(".problem")).not_to_be_empty()

    page.locator(".number input").fill("72")
    page.locator(".number input").blur()

    saved(page)
    expect(page.locator(".problem")).to_be_empty()
    forgive(page, "422")


@pytest.mark.parametrize("fault", ["throw new DOMException('blocked', 'SecurityError')", "return null"])
def test_without_a_store_answers_are_saved_and_the_page_says_what_that_means(
    page, site, attempt, reader, be, fault
):
    be(reader)
    if fault.startswith("throw"):
        page.add_init_script(f"Object.defineProperty(window, 'localStorage', {{ get() {{ {fault} }} }})")
    else:
        page.add_init_script(
            "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
        )
    page.goto(f"{site}/taking/{attempt.code}/question/1/")
    expect(page.locator("main")).to_contain_text("このブラウザーには解答を残しておけません")
    page.route(SAVE, lambda route: route.abort())
    page.locator(".choice").first.click()
    kept(page, "このページを開いているあいだ")
    page.unroute(SAVE)

    page.locator("main .btn-primary").click()

    page.wait_for_url(re.compile("/question/2/"))
    assert Answer.objects.exclude(response=None).count() == 1
    forgive(page, "ERR_FAILED")


def test_a_save_that_hangs_says_so_at_the_button_and_one_may_go_on(page, question, accessible):
    page.clock.install()
    page.route(SAVE, lambda _route: None)
    page.locator(".choice").first.click()
    page.locator("main .btn-primary").click()
    expect(page.locator(".waits")).to_contain_text("保存しています")

    page.clock.fast_forward(10_500)

    kept(page, "サーバーから応答がありません")
    expect(page.locator(".waits")).to_contain_text("まだ保存されていません")
    accessible()
    page.get_by_role("link", name="このまま先へ進む").click()
    page.wait_for_url(re.compile(f"/question/{question + 1}/"))
    page.unroute(SAVE)
    page.clock.fast_forward(14_000)
    expect(page.locator("#waiting")).to_be_empty()
    assert Answer.objects.get(number=question).response is not None


def test_the_end_waits_for_the_answer_and_then_goes_on_by_itself(page, site, attempt, reader, be):
    be(reader)
    last = attempt.answers.count()
    page.clock.install()
    page.goto(f"{site}/taking/{attempt.code}/question/{last}/")
    page.route(SAVE, lambda _route: None)
    page.locator("main .flagbox").click()
    page.locator("main .btn-primary").click()
    page.clock.fast_forward(10_500)
    expect(page.locator(".waits")).to_contain_text("自動で先へ進みます")
    expect(page.locator(".waits a")).to_have_count(0)
    page.unroute(SAVE)

    page.clock.fast_forward(5_000)

    page.wait_for_url(re.compile("/submit/"))
    assert Answer.objects.get(number=last).is_flagged


def test_an_attempt_that_is_gone_keeps_what_was_given_and_says_so(page, question):
    Attempt.objects.all().delete()

    page.locator(".choice").first.click()

    kept(page, "まだ受け付けられていません")
    forgive(page, "404")


def test_what_waits_is_sent_before_one_finishes(page, question, site, attempt, accessible):
    page.route(SAVE, lambda route: route.fulfill(status=500, content_type="text/html", body="No"))
    page.locator(".choice").first.click()
    kept(page, "まだ受け付けられていません")
    page.goto(f"{site}/taking/{attempt.code}/submit/")
    expect(page.locator("main")).to_contain_text("まだ受け付けられていません")
    accessible()
    page.get_by_role("button", name="提出する").click()
    expect(page.locator("main")).to_contain_text("先に送信します")
    page.unroute(SAVE)

    page.reload()

    expect(page.locator(".note", has_text="まだ答えていない")).to_contain_text("29")
    assert Answer.objects.get(number=question).response is not None
    assert Attempt.objects.get().is_open
    forgive(page, "500")


def test_what_came_too_late_is_told_in_the_review(page, question, site, attempt, reader):
    def answer(route):
        # As long as the question is shown: its page may try once more at any time, and would be told there.
        if "/review/" in page.url:
            route.continue_()
        else:
            route.fulfill(status=500, content_type="text/html", body="No")

    page.route(SAVE, answer)
    page.locator(".choice").first.click()
    kept(page, "まだ受け付けられていません")
    submit_attempt(reader_id=reader.pk, code=attempt.code, now=timezone.now())

    page.reload()

    expect(page.locator("main")).to_contain_text(f"採点されない解答：設問{question}")
    assert page.evaluate("localStorage.length") == 0
    forgive(page, "500", "409")
