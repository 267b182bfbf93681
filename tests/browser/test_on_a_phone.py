"""The page of a question at 360 × 640: what is in sight, the time that is left, the way on."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from quiz.bank.models import Quiz
from quiz.classroom import queries as classroom
from quiz.taking.models import Answer, Attempt
from quiz.taking.services.attempts import start_assigned, start_attempt

OVER = "時間が過ぎています"
SIGHT = """() => {
  const low = (one) => one && one.getBoundingClientRect().bottom;
  const bar = document.querySelector(".thumb").getBoundingClientRect();
  const targets = [...document.querySelectorAll(
    ".thumb .btn, .choice, .steps label, .fold > summary, .flagbox")];
  return {
    stem: low(document.querySelector("h1")),
    first: low(document.querySelector(".choice, .number input, .given li")),
    fold: bar.top,
    bottom: bar.bottom,
    small: targets.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.className),
    wide: document.documentElement.scrollWidth,
  };
}"""


@pytest.fixture
def page(page):
    page.set_viewport_size({"width": 360, "height": 640})
    return page


@pytest.mark.parametrize("language", ["ja", "en"])
def test_stem_and_first_option_of_every_question_are_in_sight(page, site, reader, now, be, language):
    be(reader)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": site}])
    wrong = {}
    for quiz in Quiz.objects.filter(places__isnull=False).distinct():
        attempt = start_attempt(reader=reader, quiz=quiz, now=now)
        for answer in attempt.answers.select_related("question"):
            page.goto(f"{site}/taking/{attempt.code}/question/{answer.number}/", wait_until="commit")
            page.wait_for_load_state("load")
            seen = page.evaluate(SIGHT)
            fits = seen["stem"] < seen["first"] <= seen["fold"] and seen["bottom"] <= 640
            if not fits or seen["small"] or seen["wide"] > 360:
                wrong[answer.question.code] = seen
    assert wrong == {}


def begun_ago(assignment, reader, **ago):
    given = classroom.given(reader.pk, assignment.slug)
    return start_assigned(given=given, now=timezone.now() - timedelta(**ago))


@pytest.mark.parametrize("layout", ["question/5", "sheet"])
def test_a_minute_comes_to_its_end(page, site, assign_quiz, reader, member, be, layout):
    be(reader)
    attempt = begun_ago(assign_quiz("chips", minutes=1), reader, seconds=52)
    number = attempt.answers.filter(question__kind="numeric").first().number
    layout = layout.replace("5", str(number))
    page.goto(f"{site}/taking/{attempt.code}/{layout}/")
    expect(page.get_by_role("timer")).to_contain_text(re.compile(r"^\s*残り 0:0\d\s*$"))
    other = page.context.new_page()
    other.goto(f"{site}/taking/{attempt.code}/question/{number}/")

    page.locator(f"#id_q{number}-response").press_sequentially("72")  # no blur: still being typed

    page.wait_for_url(re.compile("/review/"), timeout=20_000)
    other.wait_for_url(re.compile("/review/"), timeout=20_000)
    said = [tab.locator("main").inner_text().count(OVER) for tab in (page, other)]
    # Both tabs have one cookie of messages: where they ask at the same moment, each says it, and once.
    assert 1 in said
    assert max(said) == 1
    page.reload()
    assert OVER not in page.locator("main").inner_text()
    assert Answer.objects.get(attempt=attempt, number=number).response == "72"
    assert not Attempt.objects.get().is_open
    # What one tab repeats after the other handed in is refused as it should be.
    page.wrong[:] = [line for line in page.wrong if "409" not in line]


def test_the_time_is_said_at_five_minutes_and_at_one_and_only_there(
    page, site, assign_quiz, reader, member, be
):
    be(reader)
    attempt = begun_ago(assign_quiz("chips", minutes=10), reader, seconds=10)
    page.clock.install()
    page.goto(f"{site}/taking/{attempt.code}/question/1/")
    told, clock = page.locator("#told"), page.get_by_role("timer")
    heard = []
    for minutes in (1, 3.5, 0.5, 3.5, 0.5, 0.5):
        page.clock.run_for(int(minutes * 60_000))
        heard.append(told.inner_text())

    assert heard[:2] == ["", ""]
    assert "約5分" in heard[2]
    assert heard[3] == heard[2]
    assert "あと1分" in heard[4]
    assert heard[5] == heard[4]
    expect(clock).to_have_class(re.compile("soon"))
    assert clock.get_attribute("aria-live") is None
    # What the browser's clock says does not end it: the server still has nine minutes.
    page.clock.run_for(60_000)
    page.wait_for_load_state("load")
    expect(clock).to_contain_text(re.compile(r"残り 9:"))
    assert Attempt.objects.get().is_open


def test_without_a_connection_the_end_is_said_and_the_answers_are_kept(
    page, site, assign_quiz, reader, member, be
):
    be(reader)
    attempt = begun_ago(assign_quiz("chips", minutes=1), reader, seconds=54)
    number = attempt.answers.filter(question__kind="single").first().number
    page.goto(f"{site}/taking/{attempt.code}/question/{number}/")
    page.context.set_offline(True)
    page.locator(".choice").first.click()
    expect(page.locator("#told")).to_contain_text("接続がありません", timeout=15_000)
    assert page.evaluate("localStorage.length") == 1

    page.context.set_offline(False)

    page.wait_for_url(re.compile("/review/"), timeout=20_000)
    assert page.locator("main").inner_text().count(OVER) == 1
    page.wrong[:] = [line for line in page.wrong if "ERR_" not in line]


def test_untimed_work_shows_no_time(page, site, reader, now, be):
    be(reader)
    attempt = start_attempt(reader=reader, quiz=Quiz.objects.get(slug="chips"), now=now)

    page.goto(f"{site}/taking/{attempt.code}/question/1/")

    expect(page.locator(".left-time")).to_have_count(0)
    page.locator(".fold > summary").press("Enter")
    assert "時刻" not in page.locator("main").inner_text()
    page.keyboard.press("Escape")
    expect(page.locator(".fold-body")).not_to_be_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_ordering_shows_places_says_each_move_and_stops_at_the_ends(page, site, reader, now, be, accessible):
    be(reader)
    attempt = start_attempt(reader=reader, quiz=Quiz.objects.get(slug="chips"), now=now)
    answer = attempt.answers.get(question__code="chips-compute-order")
    page.goto(f"{site}/taking/{attempt.code}/question/{answer.number}/")
    items = page.locator(".movable li")
    names = items.locator("label").all_inner_texts()
    expect(items.locator(".position")).to_have_text([str(place) for place in range(1, len(names) + 1)])
    expect(items.first.get_by_role("button", name="上へ")).to_be_disabled()
    expect(items.last.get_by_role("button", name="下へ")).to_be_disabled()
    accessible()

    items.nth(1).get_by_role("button", name="上へ").focus()
    page.keyboard.press("Enter")

    said = page.locator(".movable ~ [role=status]")
    expect(said).to_have_text(f"{len(names)}個中1番目：{names[1]}")
    assert items.locator("label").all_inner_texts()[:2] == [names[1], names[0]]
    focused = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert focused == f"下へ：{names[1]}"
    page.keyboard.press("Enter")
    expect(said).to_have_text(f"{len(names)}個中2番目：{names[1]}")
    expect(page.locator(".saved")).to_contain_text("保存しました")
    answer.refresh_from_db()
    assert len(answer.response) == len(names)


NAMED = {
    '<button aria-label="Close">Shut</button>': 1,
    '<a href="/" aria-label="Question 3">3</a>': 0,
    '<button>Go<span aria-hidden="true"> on</span></button>': 1,
    '<button><span aria-hidden="true">⚑</span> Flag</button>': 0,
    '<label for="a">Name</label><input id="a" aria-label="Code">': 1,
    '<label for="a">Name</label><input id="a">': 0,
    "<input>": 1,
}


def test_what_is_written_on_a_control_must_be_in_its_name(page, mismatched):
    for markup, many in NAMED.items():
        page.set_content(markup)

        assert len(mismatched()) == many, markup
