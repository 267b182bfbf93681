"""In a class, before feedback is due, another key changes no byte of what a reader gets, wherever it is."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from quiz.bank.models.keys import AnswerKey
from quiz.classroom.models import Release
from quiz.classroom.queries import given
from quiz.classroom.services.members import join
from quiz.people.models import Reader
from quiz.taking.models import Answer
from quiz.taking.services.attempts import start_assigned, submit_attempt
from quiz.web.keeping import forget_all
from tests.house.test_access import MATRIX, address, world
from tests.taking.test_leaks import headers_of

__all__ = ["world"]
LINK = re.compile(r'(?:href|src|action|hx-get)="(/[^"#]*)')
# Made anew each time: the token, the moment in which a file was made, the number of a request.
NOISE = re.compile(
    rb'name="csrfmiddlewaretoken" value="\w+"|"made_at": "[^"]+"|<span class="code small">[0-9a-f]{16}</span>'
)
MOST = 400
# Files, the sign-in package, the admin; and the page that makes tokens.
ELSEWHERE = ("/static/", "/accounts/", "/admin/", "/people/token/")


@pytest.fixture
def clock(monkeypatch):
    """The time stands still."""
    at = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: at)
    return at


def exchange_keys():
    """Whatever was right is wrong, and the reverse."""
    for key in AnswerKey.objects.all():
        solution = key.solution
        if "right" in solution:
            key.solution = {"right": solution["wrong"], "wrong": solution["right"]}
        if "order" in solution:
            key.solution = {"order": solution["order"][::-1]}
        if "value" in solution:
            key.solution = {"value": "1", "tolerance": "0"}
        if "pairs" in solution:
            names, given_to = list(solution["pairs"]), list(solution["pairs"].values())
            key.solution = {"pairs": dict(zip(names, given_to[1:] + given_to[:1], strict=True))}
        key.explanation_en = key.explanation_ja = "CANARY" + key.explanation_en[::-1]
        key.feedback = {code: {"ja": "CANARY", "en": "CANARY"} for code in key.feedback}
        key.save()


def everything(browser, places):
    """What every address answers that this reader knows of or is led to: status, headers, body."""
    forget_all()
    cache.clear()
    shown, wanted = {}, [*places]
    while wanted and len(shown) < MOST:
        url = wanted.pop(0)
        if url in shown or url.startswith(ELSEWHERE):
            continue
        page = browser.get(url)
        body = NOISE.sub(b"", b"".join(page.streaming_content) if page.streaming else page.content)
        shown[url] = page.status_code, headers_of(page), body
        wanted += [found.replace("&amp;", "&") for found in LINK.findall(body.decode(errors="replace"))]
    return shown


@pytest.mark.one_database
def test_another_key_changes_nothing_for_a_reader_of_a_class(world, client_of, assign_quiz, clock):
    """Others have finished, by either key; what they came to must not shine through either."""
    closes = clock + timedelta(days=2)
    waits = assign_quiz("chips", feedback=Release.CLOSE, closes_at=closes)
    never = assign_quiz("says-so", feedback=Release.NEVER)
    last = assign_quiz("figures", feedback=Release.LAST, attempts_allowed=2)
    reader = world["readers"]["reader"]
    for assignment in (waits, never, last):
        for name in ("Abe", "Baba", "Chiba"):
            other = Reader.objects.create(since=clock)
            join(classroom=assignment.classroom, reader=other, name=name + assignment.slug, now=clock)
            attempt = start_assigned(given=given(other.pk, assignment.slug), now=clock)
            submit_attempt(reader_id=other.pk, code=attempt.code, now=clock)
    done = [start_assigned(given=given(reader.pk, each.slug), now=clock) for each in (waits, last)]
    for attempt in done:
        submit_attempt(reader_id=reader.pk, code=attempt.code, now=clock)
    begun = start_assigned(given=given(reader.pk, never.slug), now=clock)
    browser = client_of(reader)
    places = [address(name, world["names"]) for name in MATRIX]
    places += [f"/insight/own/{assignment.slug}/" for assignment in (waits, never, last)]
    for attempt in (begun, *done):
        places += [f"/taking/{attempt.code}/{page}/" for page in ("sheet", "submit", "review")]
        numbers = range(1, attempt.answers.count() + 1)
        places += [f"/taking/{attempt.code}/question/{number}/" for number in numbers]

    # What a reader has seen is noted at the first time.
    for url in places:
        browser.get(url)
    before = everything(browser, places)
    exchange_keys()
    # As if they had been marked by that key from the start.
    Answer.objects.exclude(points=None).update(points=1.0)
    after = everything(browser, places)

    assert len(before) > 100
    assert {url for url in before if before[url] != after.get(url)} == set()
    assert b"CANARY" not in b"".join(
        body + str(headers).encode() for _status, headers, body in after.values()
    )
