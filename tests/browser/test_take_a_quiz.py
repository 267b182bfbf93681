import re

from playwright.sync_api import Error, expect

from quiz.bank.models import Quiz
from quiz.domain.kinds import Kind
from quiz.taking.models import Answer, Attempt


def begin(page, site, slug="chips"):
    page.goto(f"{site}/taking/start/{slug}/")
    page.get_by_role("button", name="始める").click()
    ready(page)


def ready(page):
    """Wait until the question and its script are there."""
    page.wait_for_url(re.compile("/question/"))
    page.wait_for_load_state("load")


def give(page):
    """Answer whatever kind of question this is, by mouse or touch."""
    ready(page)
    if page.locator(".choice input").count():
        page.locator(".choice").first.click()
    elif page.locator(".number input").count():
        page.locator(".number input").fill("７２")
        page.locator(".number input").blur()
    elif page.locator(".movable").count():
        page.get_by_role("button", name=re.compile("^下へ")).first.click()
    else:
        for list_ in page.locator(".given select").all():
            list_.select_option(index=1)
    if page.locator(".steps").count():
        page.locator(".steps label").nth(2).click()


def emptied(page):
    """Whether nothing waits any more within 15 s.

    Asked again and again: Playwright's own waiting evaluates text in the page, which its policy forbids.
    """
    for _try in range(60):
        try:
            if page.evaluate("localStorage.length") == 0:
                return True
        except Error:  # the page is just going on to the next one
            pass
        page.wait_for_timeout(250)
    return False


def test_a_whole_quiz_by_mouse_on_a_phone(page, site, accessible):
    begin(page, site, "policy")  # in which every kind of question is
    kinds = list(Quiz.objects.get(slug="policy").places.values_list("question__kind", flat=True))
    for number, kind in enumerate(kinds, 1):
        expect(page).to_have_url(re.compile(f"/question/{number}/$"))
        give(page)
        expect(page.locator(".saved")).to_contain_text("保存しました")
        if kind not in kinds[: number - 1]:  # the pages of one kind differ in their words only
            accessible()
        page.locator("main .btn-primary").click()
    expect(page.get_by_text("すべての設問に答えています。")).to_be_visible()
    page.get_by_role("button", name="提出する").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("ふりかえり")
    accessible()
    assert Answer.objects.exclude(response=None).count() == len(kinds)
    assert Answer.objects.exclude(points=None).count() == len(kinds) - kinds.count(Kind.LABELLING)


def test_a_whole_quiz_by_keyboard_alone(page, site):
    page.goto(f"{site}/taking/start/before/")
    press_until(page, "始める")
    page.keyboard.press("Enter")
    for number in range(1, Quiz.objects.get(slug="before").places.count() + 1):
        expect(page).to_have_url(re.compile(f"/question/{number}/$"))
        ready(page)
        focus_the_answer(page)
        expect(page.locator(".saved")).to_contain_text("保存しました")
        press_until(page, "次へ", "提出へ")
        page.keyboard.press("Enter")
    expect(page.get_by_text("すべての設問に答えています。")).to_be_visible()
    press_until(page, "提出する")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("ふりかえり")


def press_until(page, *names):
    """Tab until the focus is on the button with one of these names."""
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") in names:
            return
    raise AssertionError(f"Tab does not reach {names}")


def focus_the_answer(page):
    """Answer with Tab, arrows, space and digits."""
    for _press in range(60):
        page.keyboard.press("Tab")
        kind = page.evaluate(
            "(() => { const e = document.activeElement;"
            " if (!e.closest('[data-number]') || e.closest('.flagbox')) return '';"
            " return e.closest('.tools') ? 'move' : e.tagName + (e.type || ''); })()"
        )
        if kind in ("INPUTradio", "INPUTcheckbox"):
            page.keyboard.press("Space")
            return
        if kind == "INPUTtext":
            page.keyboard.type("80")
            return
        if kind == "move":
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
            return
        if kind == "SELECTselect-one":
            page.keyboard.press("ArrowDown")
            return
    raise AssertionError("Tab does not reach an answer")


def test_one_leaves_and_comes_back_where_one_was(page, site):
    begin(page, site)
    give(page)
    expect(page.locator(".saved")).to_contain_text("保存しました")
    order = page.locator(".choice").all_inner_texts()
    page.goto(site)

    page.goto(f"{site}/desk/")
    page.locator("main").get_by_role("link", name="チップの違い").click()
    page.get_by_role("button", name="続きから").click()

    assert page.locator(".choice").all_inner_texts() == order
    expect(page.locator(".choice input").first).to_be_checked()
    expect(page.locator(".steps input").nth(2)).to_be_checked()


def test_what_is_given_without_a_connection_waits_is_counted_and_is_sent(page, site):
    begin(page, site)
    page.context.set_offline(True)
    give(page)
    expect(page.locator("#waiting")).to_contain_text("1件")
    page.locator("main .btn-primary").click()
    expect(page.locator(".problem")).to_contain_text("接続がありません")
    assert not Answer.objects.exclude(response=None).exists()

    page.context.set_offline(False)

    # The page may go on to the next question by itself now, since that was asked for: both pages count.
    assert emptied(page)
    ready(page)
    expect(page.locator("#waiting")).to_be_empty()
    assert Answer.objects.exclude(response=None).count() == 1
    page.wrong[:] = [line for line in page.wrong if "ERR_INTERNET_DISCONNECTED" not in line]


def test_two_tabs_do_no_harm_and_the_page_says_so(page, site):
    begin(page, site)
    other = page.context.new_page()
    other.goto(page.url)
    page.locator(".choice").nth(0).click()
    expect(page.locator(".saved")).to_contain_text("保存しました")

    other.locator(".choice").nth(1).click()

    expect(other.locator(".problem")).to_contain_text("置き換えました")
    assert Answer.objects.get(number=1).revision == 2


def test_ordering_works_by_dragging(page, site):
    begin(page, site)
    number = Answer.objects.get(question__code="chips-compute-order").number
    page.goto(page.url.replace("question/1/", f"question/{number}/"))
    first = page.locator(".given li label").first.inner_text()
    start, end = (
        page.locator(".handle").nth(0).bounding_box(),
        page.locator(".given li").nth(2).bounding_box(),
    )

    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(end["x"] + 20, end["y"] + end["height"] / 2, steps=12)
    page.mouse.up()

    expect(page.locator(".saved")).to_contain_text("保存しました")
    assert page.locator(".given li label").nth(2).inner_text() == first
    page.reload()
    assert page.locator(".given li label").nth(2).inner_text() == first


def test_enter_during_conversion_does_not_send(page, site):
    begin(page, site)
    number = Answer.objects.filter(question__kind="numeric").first().number
    page.goto(page.url.replace("question/1/", f"question/{number}/"))
    sent = []
    page.on("request", lambda request: request.is_navigation_request() and sent.append(request.url))

    stopped = page.locator(".number input").evaluate(
        "e => !e.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))"
    )

    assert stopped
    assert sent == []


def test_a_cold_visit_is_light(page, site):
    begin(page, site)
    requests = []
    page.context.clear_cookies(name="theme")
    page.on("request", lambda request: requests.append(request.url))

    page.reload()

    assert len(requests) <= 8, requests
    assert Attempt.objects.count() == 1


def test_ordering_works_by_touch(page, site):
    begin(page, site)
    number = Answer.objects.get(question__code="chips-compute-order").number
    page.goto(page.url.replace("question/1/", f"question/{number}/"))
    page.locator(".handle").first.scroll_into_view_if_needed()
    first = page.locator(".given li label").first.inner_text()
    start, end = (
        page.locator(".handle").nth(0).bounding_box(),
        page.locator(".given li").nth(1).bounding_box(),
    )
    touch = page.context.new_cdp_session(page)

    def point(kind, *places):
        touch.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in places]}
        )

    x, y, down = start["x"] + 8, start["y"] + 8, end["y"] + end["height"] / 2
    point("touchStart", (x, y))
    for step in range(1, 9):
        point("touchMove", (x, y + (down - y) * step / 8))
    point("touchEnd")

    expect(page.locator(".saved")).to_contain_text("保存しました")
    assert page.locator(".given li label").nth(1).inner_text() == first
