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
    ("post", "/accounts/login/", {"login": "mori", "password": "quiet-river-88"}),
    ("post", "/forget/", {"sure": "1"}),
)  # fmt: skip


def test_every_cookie_goes_over_https_only_where_the_site_does(pack, classroom, settings):
    for name, value in SECURE.items():
        setattr(settings, name, value)
    User.objects.create_user("abe", password="quiet-river-88")
    client = Client(headers={"accept-language": "en"})
    steps = [*WALK, ("post", f"/classroom/join/{classroom.join_code}/", {"name": "Sato"})]

    found = {}
    for method, address, fields in steps:
        response = getattr(client, method)(address, fields, secure=True)
        found |= {name: morsel for name, morsel in response.cookies.items() if morsel.value}

    assert {"theme", "django_language", "reader", "csrftoken"} <= set(found)
    assert {name: morsel["secure"] for name, morsel in found.items()} == dict.fromkeys(found, True)
    assert {name: morsel["samesite"] for name, morsel in found.items()} == dict.fromkeys(found, "Lax")


@pytest.mark.parametrize("odd", ["x=あ", "あ=x", "x=\xff", "x", "=", 'x="', "x=[;", ";;"])
def test_one_odd_cookie_hides_no_other(odd):
    sent = f"theme=dark; {odd}; reader=abc".encode().decode("latin-1")
    request = WSGIRequest({"REQUEST_METHOD": "GET", "wsgi.input": FakePayload(b""), "HTTP_COOKIE": sent})

    assert (request.COOKIES["theme"], request.COOKIES["reader"]) == ("dark", "abc")
