import re

import pytest
from django.test import Client

from quiz.people.models import User
from quiz.web.places import safe_place

HERE = ("/", "/about/", "/bank/source/h20/?page=2#C13", "/q/%E3%81%82/", "/あ/")
NOWHERE = (
    None, "", "0", "about", "people:account", "//evil.example", "///evil.example", "/\\evil.example",
    "\\/evil.example", "https://evil.example/", "https:evil.example", "javascript:alert(1)",
    "/\t/evil.example", "/\r\nX: 1", "/\x00", "/\x1b[31m", "/\u202e", "/\ud800", "//[", "http://[", "/ /",
    "/" * 3000, " /about/", "/a" * 1500, "data:,x", "?x", "#x", ["/"],
)  # fmt: skip


def test_a_page_of_this_site_is_gone_back_to():
    assert [safe_place(wanted) for wanted in HERE] == list(HERE)


def test_anything_else_leads_to_the_page_that_is_meant_otherwise():
    assert {safe_place(wanted, "/desk/") for wanted in NOWHERE} == {"/desk/"}


@pytest.mark.parametrize("address", ["/people/theme/", "/language/", "/accounts/login/"])
def test_every_form_that_leads_on_leads_to_this_site_only(db, client, address):
    User.objects.create_user("mori", password="quiet-river-88")
    fields = {"theme": "dark", "language": "en", "login": "mori", "password": "quiet-river-88"}
    for wanted in set(NOWHERE[:-1]) - {"/\ud800"}:  # which no form can send
        given = {} if wanted is None else {"next": wanted}
        found = client.post(address, fields | given)
        client.logout()
        assert found.status_code == 302, wanted
        assert found.url in {"/", "/desk/", "/accounts/confirm-email/"}, wanted


def test_a_page_that_answers_a_form_leads_to_one_that_can_be_opened(
    member, reader, stranger, teacher_client, client_of
):
    """Language and colours are changed on it too, and its own address may take forms only."""
    room, code = f"/classroom/{member.classroom.slug}", member.classroom.join_code
    pages = [
        (client_of(reader), "/forget/", {}), (client_of(reader, stranger), "/forget/", {}),
        (teacher_client, f"{room}/archive/", {}), (teacher_client, f"{room}/copy/", {"name": ""}),
        (client_of(stranger), "/classroom/join/", {"code": code, "name": "…"}),
    ]  # fmt: skip
    for browser, address, fields in pages:
        page = browser.post(address, fields).content.decode()
        (back,) = re.findall(r'name="next" value="([^"]*)"', page)
        assert browser.get(back).status_code == 200, (address, back)
    assert back == f"/classroom/join/{code}/"


@pytest.mark.parametrize("address", ["/people/theme/", "/language/"])
def test_looks_are_changed_from_our_own_pages_only(db, address):
    """They take forms without a token, or no page would be the same for everybody."""
    browser, fields = Client(enforce_csrf_checks=True), {"theme": "dark", "language": "en"}
    ours = (
        {},
        {"sec-fetch-site": "same-origin"},
        {"origin": "http://testserver"},
        {"referer": "http://testserver/a/"},
    )
    others = (
        {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "https://evil.example"},
        {"origin": "null"}, {"referer": "https://evil.example/testserver/"},
    )  # fmt: skip

    assert [browser.post(address, fields, headers=each).status_code for each in ours] == [302] * len(ours)
    assert [browser.post(address, fields, headers=each).status_code for each in others] == [403] * len(others)
