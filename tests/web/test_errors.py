import pytest
from django.core.handlers.exception import convert_exception_to_response
from django.db import OperationalError
from django.test import Client

from quiz.web import errors


def test_a_missing_page_has_our_looks(db, client):
    page = client.get("/nothing/")

    assert page.status_code == 404
    assert "ページが見つかりません" in page.content.decode()


def test_a_form_without_its_token_is_refused_with_our_looks(db):
    page = Client(enforce_csrf_checks=True).post("/classroom/join/", {"code": "23456789"})

    assert page.status_code == 403
    assert "受け付けられませんでした" in page.content.decode()


def test_our_own_fault_and_a_bad_request_have_our_looks(db, rf):
    assert "こちらの不具合" in errors.server_error(rf.get("/")).content.decode()
    told = errors.server_error(rf.get("/", headers={"accept": "application/json"}))
    assert (told.status_code, told.content) == (500, b'{"error": "", "final": false}')
    request = rf.get("/")
    request.user = None
    assert errors.bad_request(request).status_code == 400


def test_the_language_can_be_switched_on_an_error_page(db, client):
    assert 'name="next" value="/"' in client.get("/nothing/").content.decode()
    assert client.post("/language/", {"language": "en", "next": "/about/"}).url == "/about/"
    assert "How this works" in client.get("/about/").content.decode()


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_database_that_cannot_be_reached_is_told_as_such(db, rf, accept):
    def broken(_request):
        raise OperationalError

    page = convert_exception_to_response(broken)(rf.get("/", headers={"accept": accept}))

    assert page.status_code == 503
    assert page["Retry-After"] == "5"
    assert page["Content-Type"].startswith(accept)
