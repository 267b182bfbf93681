"""What is typed outside quizzes is kept until it was taken; on a phone of 360 px."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from quiz.classroom.models import Classroom
from quiz.classroom.services.members import join
from quiz.outlook.models.ballots import Ballot
from quiz.outlook.services.leading import set_up
from quiz.people.cookie import COOKIE
from quiz.people.models import Reader, User

DRAFTS = "Object.keys(localStorage).filter((key) => key.startsWith('yomitoki:draft:'))"


@pytest.fixture
def ballot(page, site, classroom, member, reader, pack, be):
    """The page of a ballot, with a reason typed into it."""
    values = {"opens_at": timezone.now() - timedelta(hours=1), "closes_at": None}
    survey = set_up(classroom=classroom, source=pack, values=values, now=timezone.now())
    be(reader)
    page.goto(f"{site}/outlook/{survey.slug}/P1/vote/")
    page.locator("[name=likelihood]").nth(7).check()
    page.locator("[name=reason]").fill("供給は続くと思うから。")
    return page.url


def restored(page, locale="ja"):
    """Whether everything that was typed is back, and is said to be."""
    line = "前に入力された内容を元に戻しました。" if locale == "ja" else "Restored what you had typed."
    expect(page.locator(".note", has_text=line)).to_be_visible()
    expect(page.locator("[name=reason]")).to_have_value("供給は続くと思うから。")
    expect(page.locator("[name=likelihood]").nth(7)).to_be_checked()


def cast(page):
    page.locator("[name=agreement]").first.check()
    page.locator("main form .btn-primary").click()


def test_a_ballot_survives_a_reload_the_other_language_and_going_back(page, ballot, accessible):
    page.reload()
    restored(page)
    accessible()
    page.get_by_role("button", name="English").click()
    restored(page, "en")
    page.goto(page.url.replace("P1/vote/", ""))
    page.go_back()
    restored(page, "en")

    cast(page)

    page.wait_for_url(re.compile(r"^((?!vote).)*$"))
    page.wait_for_load_state("networkidle")
    assert Ballot.objects.get().reason.text == "供給は続くと思うから。"
    assert page.evaluate(DRAFTS) == []


def test_a_ballot_with_an_old_token_comes_back_and_is_cast(page, ballot, accessible):
    page.context.clear_cookies(name="csrftoken")
    cast(page)
    expect(page.locator("main")).to_contain_text("ページが古くなっていました")
    expect(page.get_by_label("理由")).to_have_value("供給は続くと思うから。")
    accessible()
    assert page.evaluate(DRAFTS) != []

    page.get_by_role("button", name="もう一度送信する").click()

    page.wait_for_load_state("networkidle")
    assert Ballot.objects.get().reason.text == "供給は続くと思うから。"
    assert page.evaluate(DRAFTS) == []
    page.wrong[:] = [line for line in page.wrong if "403" not in line]


def test_a_ballot_that_does_not_arrive_is_there_when_one_comes_back(page, ballot):
    page.route(ballot, lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    cast(page)
    page.wait_for_url("chrome-error://**")
    page.unroute(ballot)

    page.goto(ballot)

    restored(page)
    assert Ballot.objects.count() == 0
    page.wrong.clear()


def test_a_draft_is_discarded_by_one_press_and_is_nobody_elses(page, ballot, classroom, be, site):
    other = Reader.objects.create(since=timezone.now())
    join(classroom=classroom, reader=other, name="Abe", now=timezone.now())
    mine = {cookie["name"]: cookie for cookie in page.context.cookies()}[COOKIE]
    be(other)
    page.reload()
    expect(page.locator("[name=reason]")).to_have_value("")
    page.context.add_cookies([mine])
    page.reload()
    restored(page)

    page.get_by_role("button", name="破棄する").click()

    expect(page.locator("[name=reason]")).to_have_value("")
    page.reload()
    expect(page.locator("[name=reason]")).to_have_value("")
    assert page.evaluate(DRAFTS) == []


def test_a_ballot_that_lacks_something_comes_back_and_keeps_its_draft(page, ballot):
    page.locator("main form .btn-primary").click()
    expect(page.locator("main")).to_contain_text("まだ投票していません")
    page.goto(ballot)
    restored(page)
    page.wrong[:] = [line for line in page.wrong if "422" not in line]


@pytest.fixture
def open_class(page, site, teacher, be):
    """The form of a new class, filled in and sent after a sign-out elsewhere; then the way in again."""
    teacher.set_password("a-long-word")
    teacher.save()
    teacher.emailaddress_set.create(email=teacher.email, verified=True, primary=True)
    be(teacher)
    page.goto(f"{site}/classroom/open_class/")

    def open_class(name):
        page.locator("[name=name]").evaluate("field => field.removeAttribute('maxlength')")
        page.locator("[name=name]").fill(name)
        Session.objects.all().delete()
        page.locator("main form .btn-primary").click()
        page.wait_for_url(re.compile("/accounts/login/"))
        page.locator("input[name=login]").fill(teacher.email)
        page.locator("input[name=password]").fill("a-long-word")
        page.locator("main button[type=submit]").click()
        page.wait_for_url(re.compile("/open_class/"))

    return open_class


def test_a_class_form_sent_after_a_sign_out_elsewhere_is_sent_after_the_sign_in(page, open_class):
    open_class("3年B組")
    expect(page.locator("main")).to_contain_text("続きに戻りました")
    expect(page.locator("[name=name]")).to_have_value("3年B組")

    page.get_by_role("button", name="もう一度送信する").click()

    page.wait_for_url(re.compile(r"/classroom/(?!open_class)"))
    page.wait_for_load_state("networkidle")
    assert Classroom.objects.get().name == "3年B組"
    assert page.evaluate(DRAFTS) == []


def test_what_is_too_long_to_be_kept_on_the_server_is_still_in_the_browser(page, open_class):
    open_class("あ" * 20_001)

    expect(page.locator(".note", has_text="前に入力された内容を元に戻しました。")).to_be_visible()
    expect(page.locator("[name=name]")).to_have_value("あ" * 20_001)


def looks_again(page, seconds):
    """Let so much time go by, and wait until the page has looked, and has set when it looks next."""
    with page.expect_response("**/progress/**") as answer:
        page.clock.fast_forward(1000 * seconds)
    answer.value.finished()
    page.evaluate("fetch('/health/').then((answer) => answer.text())")


def test_a_page_that_refreshes_itself_says_when_it_no_longer_does(page, site, teacher, assign_quiz, be):
    be(teacher)
    page.clock.install()
    page.goto(f"{site}/insight/progress/{assign_quiz().slug}/")
    main = page.locator("main")
    Session.objects.all().delete()
    looks_again(page, 5)
    expect(main).to_contain_text("ログアウトされています。")
    expect(page.locator("[data-live]")).to_be_visible()

    be(teacher)
    looks_again(page, 40)
    expect(main).not_to_contain_text("ログアウトされています。")

    be(User.objects.create_user("other"))
    looks_again(page, 40)
    expect(main).to_contain_text("更新されなくなりました")

    be(teacher)
    page.route("**/progress/**", lambda route: route.fulfill(status=503, headers={"Retry-After": "60"}))
    looks_again(page, 40)
    page.unroute("**/progress/**")
    page.clock.fast_forward(40_000)
    expect(main).to_contain_text("更新されなくなりました")
    looks_again(page, 40)
    expect(main).not_to_contain_text("更新されなくなりました")
    page.wrong[:] = [line for line in page.wrong if "404" not in line and "503" not in line]
