"""Two people at one browser of a school: each keeps their own work, by their own return code."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import TimeoutError as TooLong
from playwright.sync_api import expect

from quiz.classroom.models import Membership
from quiz.taking.models import Answer


@pytest.fixture
def classroom(classroom):
    classroom.language = "ja"
    classroom.save()
    return classroom


def begin_and_answer(page, site, given):
    page.goto(f"{site}/taking/begin/{given.slug}/")
    page.locator("main form button").first.click()
    page.wait_for_url(re.compile("/question/1/"))
    page.locator("input[type=radio][name=q1-response], input[type=checkbox][name=q1-response]").first.check()
    expect(page.locator(".saved").first).to_contain_text("保存")
    return page.url


def be_someone_else(page, site, classroom, name):
    page.goto(f"{site}/classroom/join/{classroom.join_code}/")
    page.get_by_role("button", name="別の人です").click()
    page.get_by_label("表示名").fill(name)


def test_two_people_at_one_browser_keep_their_own_work(page, site, classroom, assign_quiz, join, accessible):
    given = assign_quiz()
    code = join(page, classroom, "佐藤")
    Membership.objects.update(name="W" * 60)
    page.goto(f"{site}/classroom/{classroom.slug}/leave/")
    accessible()
    Membership.objects.update(name="佐藤")
    page.goto(f"{site}/room/{classroom.slug}/")
    page.reload()
    expect(page.locator("#return-code")).to_have_text(code)
    accessible()
    page.get_by_role("button", name="控えました").click()
    expect(page.locator("#return-code")).to_have_count(0)
    first = begin_and_answer(page, site, given)

    be_someone_else(page, site, classroom, "阿部")
    expect(page.locator("main")).to_contain_text("復帰コードは控え済みです。")
    accessible()
    page.get_by_role("button", name="参加", exact=True).click()
    expect(page.locator("main")).to_contain_text("阿部")
    second = begin_and_answer(page, site, given)
    assert first != second
    assert page.goto(first).status == 404
    page.wrong.clear()  # the 404 that was asked for

    page.goto(f"{site}/classroom/come_back/")
    page.locator("form[data-unsettled] input[name=code]").first.fill(code)
    page.get_by_role("button", name="続きから").click()
    expect(page.locator("#return-code")).to_have_text(Membership.objects.get(name="阿部").code_to_note)
    accessible()
    page.locator("form:has([name=left]) button").click()
    page.wait_for_url(re.compile("/room/"))
    page.goto(first)
    expect(page.locator("input[name=q1-response]:checked")).to_have_count(1)

    given_answers = Answer.objects.exclude(saved_at=None).select_related("attempt__membership")
    assert sorted(row.attempt.membership.name for row in given_answers) == ["佐藤", "阿部"]


def test_who_leaves_sends_what_waits_and_leaves_nothing(page, site, classroom, assign_quiz, join, accessible):
    given = assign_quiz()
    join(page, classroom, "佐藤")
    begin_and_answer(page, site, given)
    page.route("**/answer/**", lambda route: route.abort())
    page.locator("input[name=q1-response]").nth(1).check()
    expect(page.locator("#waiting")).to_contain_text("1")
    page.goto(f"{site}/classroom/{classroom.slug}/leave/")
    accessible()

    page.locator("button[value=me]").click()
    expect(page.locator("#leaving")).not_to_be_empty()
    assert "/leave/" in page.url
    page.unroute("**/answer/**")
    # Unless what waits is sent by itself before, and the first press leads on.
    with suppress(TooLong):
        page.locator("button[value=me]").click(timeout=5000)
    page.wait_for_url(re.compile("/come_back/"))
    page.wrong.clear()  # the connections that were cut

    assert Answer.objects.exclude(saved_at=None).get().revision == 2
    kept = "Object.keys(localStorage).filter((key) => key.startsWith('yomitoki:'))"
    assert page.evaluate(kept) == []
    page.goto(f"{site}/room/{classroom.slug}/")
    expect(page).to_have_url(re.compile("/come_back/.next="))
    accessible()
