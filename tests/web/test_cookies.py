import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client
from django.test.client import FakePayload

from quiz.people.models import User

SECURE = {
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "LANGUAGE_COOKIE_SECURE": True,
    "HTTPS": True,
}
WALK = (
    ("get", "/", {}), ("post", "/people/theme/", {"theme": "dark"}),
    ("post", "/language/", {"language": "en"}), ("get", "/classroom/join/", {}),
    ("post", "/taking/start/chips/", {}),
    ("get", "/accounts/login/", {}),
    ("post", "/accounts/login/", {"login": "m@example.org", "password": "quiet-river-88"}),
    ("post", "/forget/", {"sure": "1"}),
)  # fmt: skip


def test_every_cookie_goes_over_https_only_where_the_site_does(pack, classroom, settings):
    for name, value in SECURE.items():
        setattr(settings, name, value)
    user = User.objects.create_user("mori2", email="m@example.org", password="quiet-river-88")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    client = Client(headers={"accept-language": "en"})
    steps = [*WALK, ("post", f"/classroom/join/{classroom.join_code}/", {"name": "Sato"})]

    found = {}
    for method, address, fields in steps:
        response = getattr(client, method)(address, fields, secure=True)
        found |= {name: morsel for name, morsel in response.cookies.items() if morsel.value}

    guarded = {"__Host-sessionid", "__Host-csrftoken", "__Host-reader", "__Host-device"}
    assert {"theme", "django_language"} | guarded <= set(found)
    assert {"sessionid", "csrftoken", "reader", "device"}.isdisjoint(found)
    assert {(found[name]["path"], found[name]["domain"]) for name in guarded} == {("/", "")}
    assert {name for name, morsel in found.items() if not morsel["httponly"]} <= {"messages"}
    assert {name: morsel["secure"] for name, morsel in found.items()} == dict.fromkeys(found, True)
    assert {name: morsel["samesite"] for name, morsel in found.items()} == dict.fromkeys(found, "Lax")


@pytest.mark.parametrize("odd", ["x=あ", "あ=x", "x=\xff", "x", "=", 'x="', "x=[;", ";;"])
def test_one_odd_cookie_hides_no_other(odd):
    sent = f"theme=dark; {odd}; reader=abc".encode().decode("latin-1")
    request = WSGIRequest({"REQUEST_METHOD": "GET", "wsgi.input": FakePayload(b""), "HTTP_COOKIE": sent})

    assert (request.COOKIES["theme"], request.COOKIES["reader"]) == ("dark", "abc")


@pytest.fixture
def over_tls(settings):
    for name, value in SECURE.items():
        setattr(settings, name, value)
    return lambda client, address: client.get(address, secure=True)


def test_a_reader_of_before_is_still_known_and_given_the_new_name(over_tls, client_of, reader, member):
    browser, at = client_of(reader), f"/room/{member.classroom.slug}/"
    value = browser.cookies["reader"].value

    first = over_tls(browser, at)
    assert first.status_code == 200
    assert first.cookies["__Host-reader"].value == value
    assert (first.cookies["reader"].value, first.cookies["reader"]["max-age"]) == ("", 0)
    del browser.cookies["reader"]

    again = over_tls(browser, at)
    assert again.status_code == 200
    assert not again.cookies.keys() & {"reader", "__Host-reader"}


def test_what_a_neighbour_plants_beside_ones_own_cookies_counts_for_nothing(
    over_tls, client_of, reader, stranger, member, teacher_client
):
    browser = client_of(stranger)
    browser.cookies["__Host-reader"] = client_of(reader).cookies["reader"].value

    assert over_tls(browser, f"/room/{member.classroom.slug}/").status_code == 200
    # A session under the plain name: nobody is signed in by it.
    assert over_tls(teacher_client, "/classroom/").status_code == 302
    teacher_client.cookies["__Host-sessionid"] = teacher_client.cookies["sessionid"].value
    assert over_tls(teacher_client, "/classroom/").status_code == 200


def test_a_reader_who_leaves_is_forgotten_over_tls_too(over_tls, client_of, reader, member):
    browser = client_of(reader)
    browser.cookies["__Host-reader"] = browser.cookies.pop("reader").value

    left = browser.post(f"/classroom/{member.classroom.slug}/leave/", {"who": "all"}, secure=True)

    gone = left.cookies["__Host-reader"]
    assert (gone.value, gone["max-age"], gone["secure"]) == ("", 0, True)


def test_who_is_signed_in_gets_no_page_that_lies_ready_for_everybody(over_tls, pack, teacher_client):
    over_tls(Client(), "/about/")
    teacher_client.cookies["__Host-sessionid"] = teacher_client.cookies.pop("sessionid").value

    assert "no-store" in over_tls(teacher_client, "/about/")["Cache-Control"]
