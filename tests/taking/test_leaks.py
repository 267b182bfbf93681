"""No page shows the key before feedback is due: by canary, and by exchanging the key."""

import re

from quiz.bank.models.keys import AnswerKey

NOISE = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


def headers_of(page):
    """The headers, without the number that each request has of its own."""
    return sorted((name, value) for name, value in page.headers.items() if name != "X-Request-ID")


def pages(attempt, browser):
    yield "/"
    yield "/bank/source/h20/"
    yield f"/taking/start/{attempt.quiz.slug}/"
    yield f"/taking/{attempt.code}/sheet/"
    yield f"/taking/{attempt.code}/submit/"
    for number in range(1, attempt.answers.count() + 1):
        yield f"/taking/{attempt.code}/question/{number}/"


def everything(attempt, browser):
    shown = {}
    for url in pages(attempt, browser):
        page = browser.get(url)
        shown[url] = NOISE.sub(b"", page.content), headers_of(page)
    told = browser.post(
        f"/taking/{attempt.code}/answer/1/", {"q1-response": "1"}, headers={"accept": "application/json"}
    )
    shown["save"] = told.content, headers_of(told)
    return shown


def test_no_canary_of_the_key_is_shown_before_feedback_is_due(attempt_at, client_of, reader):
    for slug in ("chips", "policy"):
        attempt = attempt_at(slug)
        for key in AnswerKey.objects.all():
            key.explanation_en = key.explanation_ja = "CANARY"
            key.feedback = {code: {"ja": "CANARY", "en": "CANARY"} for code in key.feedback}
            key.save()

        for url, (body, headers) in everything(attempt, client_of(reader)).items():
            assert b"CANARY" not in body, url
            assert "CANARY" not in str(headers), url


def test_another_key_changes_no_byte_before_feedback_is_due(attempt_at, client_of, reader):
    attempt = attempt_at("chips")
    browser = client_of(reader)
    everything(attempt, browser)
    before = everything(attempt, browser)
    for key in AnswerKey.objects.all():
        if "right" in key.solution:
            key.solution = {"right": key.solution["wrong"], "wrong": key.solution["right"]}
        if "order" in key.solution:
            key.solution = {"order": key.solution["order"][::-1]}
        if "value" in key.solution:
            key.solution = {"value": "1", "tolerance": "0"}
        key.save()

    assert everything(attempt, browser) == before
