"""What was typed comes back where a form is refused for a reason that can be cured."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client

from quiz.classroom.models import Classroom
from quiz.classroom.services.members import new_return_code
from quiz.people.limits import FORMS
from quiz.web.again import LARGEST, Sent

OURS = {"sec-fetch-site": "same-origin", "accept-language": "en"}
VALUES = {"name": '3年B組 "<b>"', "language": "en", "time_zone": "Asia/Tokyo", "retention_days": "400"}
CLASS = "/classroom/open_class/"


@pytest.fixture
def strict(teacher):
    """A browser in which tokens count, with the instructor in it."""
    teacher.set_password("a-long-word")
    teacher.save()
    teacher.emailaddress_set.create(email=teacher.email, verified=True, primary=True)
    browser = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    browser.force_login(teacher, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def token(browser):
    return browser.get("/people/token/").json()["token"]


def form_of(page):
    """The form of the page that sends it again: its address, and its fields as a browser would send them."""
    form = re.search(r'<form method="post" action="([^"]*)" class="sheet" data-unsettled>(.*?)</form>',
                     page.content.decode(), re.DOTALL)  # fmt: skip
    fields = re.findall(r'<input[^>]* name="([^"]*)"[^>]* value="([^"]*)"', form[2])
    fields += re.findall(r'<textarea[^>]* name="([^"]*)"[^>]*>\n(.*?)</textarea>', form[2], re.DOTALL)
    return form[1], {name: unescape(value) for name, value in fields}


def sign_in(browser, url, word="a-long-word"):
    fields = {"login": "mori@example.org", "password": word, "csrfmiddlewaretoken": token(browser)}
    return browser.post(url, fields)


def test_a_form_with_an_old_token_comes_back_and_is_sent_again(strict):
    page = strict.post(CLASS, VALUES | {"csrfmiddlewaretoken": "old"}, headers=OURS)
    url, fields = form_of(page)
    done = strict.post(url, fields, headers=OURS)

    assert page.status_code == 403
    assert "What you typed is here; send it again." in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert fields.keys() == VALUES.keys() | {"csrfmiddlewaretoken"}
    assert done.status_code == 302
    assert Classroom.objects.get().name == VALUES["name"]


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "referer": "http://testserver/"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null", "referer": "http://testserver/"},
        {"referer": "http://testserver.example/"},
        {},
    ],
)
def test_what_another_site_sends_is_refused_without_being_shown(strict, headers):
    page = strict.post(CLASS, VALUES, headers=headers)

    assert page.status_code == 403
    assert "<b>" not in unescape(page.content.decode())


@pytest.mark.parametrize(
    "headers", [{"origin": "http://testserver"}, {"referer": "http://testserver/about/"}]
)
def test_a_browser_that_says_less_is_believed_by_its_origin(strict, headers):
    page = strict.post(CLASS, VALUES | {"csrfmiddlewaretoken": "old"}, headers=headers)

    assert form_of(page)[1]["name"] == VALUES["name"]


def test_a_password_never_comes_back(strict, client):
    other = strict.post(CLASS, VALUES | {"password1": "a-long-word"}, headers=OURS)
    strict.logout()
    headers = OURS | {"referer": "http://testserver/accounts/login/?next=/classroom/"}
    page = strict.post("/accounts/login/", {"login": "mori", "password": "a-long-word"}, headers=headers)
    form = strict.get(page.url)

    assert page.url == "/accounts/login/?next=/classroom/"
    assert "had grown old" in form.content.decode()
    assert "a-long-word" not in form.content.decode()
    assert "data-unsettled" in other.content.decode()
    assert "a-long-word" not in other.content.decode()


def test_a_script_is_told_that_sending_it_later_may_help(strict):
    data = OURS | {"accept": "application/json"}
    refused = strict.post(CLASS, VALUES, headers=data)
    strict.logout()
    signed_out = strict.get(CLASS, headers=data)
    missing = strict.get("/nothing/", headers=data)

    assert (refused.status_code, refused.json()) == (403, {"error": "This was not accepted.", "final": False})
    assert (signed_out.status_code, signed_out.json()) == (
        401,
        {"error": "You are signed out.", "final": False},
    )
    assert missing.status_code == 404
    assert missing.json()["final"] is False


def test_an_instructor_signs_in_and_is_back_whether_or_not_the_class_exists(client, classroom):
    there = client.get(f"/classroom/{classroom.slug}/edit/")
    nowhere = client.get("/classroom/none-such/edit/")

    assert there.url == f"/accounts/login/?next=/classroom/{classroom.slug}/edit/"
    assert nowhere.url == "/accounts/login/?next=/classroom/none-such/edit/"


def test_what_was_sent_signed_out_waits_until_its_writer_is_signed_in(strict):
    strict.logout()
    out = strict.post(CLASS, VALUES | {"csrfmiddlewaretoken": token(strict)}, headers=OURS)
    missed = sign_in(strict, out.url, "wrong")
    back = sign_in(strict, out.url)
    page = strict.get(back.url)
    url, fields = form_of(page)
    done = strict.post(url, fields, headers=OURS)

    assert out.url == "/accounts/login/?next=/classroom/open_class/"
    assert missed.status_code == 200
    assert back.url == CLASS
    assert "You are back. What you typed is here; send it again." in page.content.decode()
    assert done.status_code == 302
    assert Classroom.objects.get().name == VALUES["name"]
    assert "data-unsettled" not in strict.get(CLASS).content.decode()


def test_whoever_would_rather_not_send_it_is_back_at_the_page(strict):
    strict.logout()
    headers = OURS | {"referer": "http://testserver/classroom/"}
    out = strict.post(CLASS, VALUES | {"csrfmiddlewaretoken": token(strict)}, headers=headers)
    sign_in(strict, out.url)

    gone = strict.get(f"{CLASS}?unsent")

    assert gone.url == "/classroom/"
    assert "data-unsettled" not in strict.get(CLASS).content.decode()
    assert Classroom.objects.count() == 0


def test_a_button_pressed_signed_out_is_offered_again_without_talk_of_typing(strict, classroom):
    strict.logout()
    url = f"/classroom/{classroom.slug}/archive/"
    out = strict.post(url, {"csrfmiddlewaretoken": token(strict)}, headers=OURS)
    page = strict.get(sign_in(strict, out.url).url)

    assert form_of(page)[0] == url
    assert "You are back. Nothing is lost; send it again." in page.content.decode()


def test_a_stranger_cannot_fill_the_sessions(db, client):
    headers = OURS | {"referer": "http://testserver/classroom/"}
    long = client.post(CLASS, VALUES | {"name": "あ" * LARGEST}, headers=headers)
    foreign = client.post(CLASS, VALUES, headers={"sec-fetch-site": "cross-site"})

    assert long.url == "/accounts/login/?next=/classroom/"
    assert foreign.url == "/accounts/login/?next=/"
    assert client.session.get("again", {}) == {}


def test_what_was_written_is_shown_and_what_was_chosen_goes_along():
    fields = [
        ("name", "3B"),
        ("P1-reason", "Because."),
        ("note", "Two words"),
        ("likelihood", "70"),
        ("url", ""),
    ]
    form = Sent("/", fields, 0, "/")

    assert [(name, value) for name, value, _label in form.typed] == [
        ("name", "3B"), ("P1-reason", "Because."), ("note", "Two words"),
    ]  # fmt: skip
    assert sorted(form.rest + [field[:2] for field in form.typed]) == sorted(fields)


def test_what_a_browser_that_knows_nobody_sends_waits_for_the_code(client_of, member, assign_quiz, begun):
    attempt = begun(assign_quiz())
    code = new_return_code(membership=member)
    browser = client_of(None)
    url = f"/taking/{attempt.code}/answer/1/"
    out = browser.post(url, {"q1-is_flagged": "on", "go": "2"}, headers=OURS)
    back = browser.post("/classroom/come_back/", {"code": code, "next": url})
    page = browser.get(back.url)
    again, fields = form_of(page)

    done = browser.post(again, fields, headers=OURS)

    assert out.url == f"/classroom/come_back/?{urlencode({'next': url})}"
    assert back.url == url
    assert done.url == f"/taking/{attempt.code}/question/2/"
    assert attempt.answers.get(number=1).is_flagged


def test_one_address_cannot_make_the_site_keep_more_and_more(db, client):
    places = [
        client.post(f"/outlook/x/P{number}/vote/", headers=OURS).url for number in range(FORMS.free + 1)
    ]

    assert places[-1] == f"/classroom/come_back/?{urlencode({'next': f'/outlook/x/P{FORMS.free}/vote/'})}"
    assert len(client.session["again"]) == FORMS.free
