from django.test import Client


def test_a_fresh_token_is_one_that_a_form_is_taken_with(db):
    browser = Client(enforce_csrf_checks=True)

    answer = browser.get("/people/token/")
    sent = browser.post(
        "/people/theme/", {"theme": "dark", "csrfmiddlewaretoken": answer.json()["token"], "next": "/about/"}
    )

    assert "no-store" in answer["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in answer
    assert sent.url == "/about/"
