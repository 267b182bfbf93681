import gzip
from io import BytesIO

import brotli
import pytest

from quiz.web.ready import at_once, way_of

PAGES = ("/", "/about/", "/bank/", "/bank/glossary/", "/bank/source/h20/", "/bank/source/h20/1/")


@pytest.mark.parametrize("url", PAGES)
def test_a_page_that_is_the_same_for_everybody_is_rendered_once(
    pack, client_of, reader, stranger, url, django_assert_num_queries
):
    first = client_of(reader).get(url)
    with django_assert_num_queries(0):
        second = client_of(stranger).get(url)

    assert first.content == second.content
    assert b"csrfmiddlewaretoken" not in first.content
    assert not first.cookies
    assert first["ETag"] == second["ETag"]
    assert set(first["Vary"].split(", ")) >= {"Cookie", "Accept-Language", "Accept-Encoding"}


@pytest.mark.parametrize("url", PAGES)
def test_what_a_browser_has_is_not_sent_again_and_costs_no_query(
    pack, client, url, django_assert_num_queries
):
    had = client.get(url)
    with django_assert_num_queries(0):
        again = client.get(url, headers={"if-none-match": had["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert (again["ETag"], again["Cache-Control"]) == (had["ETag"], "private, no-cache")
    assert client.get(url, headers={"if-none-match": '"another"'}).status_code == 200


def test_each_language_and_each_choice_of_colours_has_a_page_of_its_own(pack, client):
    wanted = [
        ({"accept-language": "ja"}, "", 'lang="ja"', ""),
        ({"accept-language": "en"}, "", 'lang="en"', ""),
        ({"accept-language": "fr"}, "dark", 'lang="en"', 'data-bs-theme="dark"'),
        ({"accept-language": "ja"}, "light", 'lang="ja"', 'data-bs-theme="light"'),
    ]
    for _twice in range(2):
        for headers, theme, language, colours in wanted:
            client.cookies["theme"] = theme
            top = client.get("/about/", headers=headers).content.decode().partition("<head>")[0]
            assert language in top
            assert colours in top
            assert bool(colours) == ("data-bs-theme" in top)


def test_however_it_is_packed_it_is_the_same_page(pack, client):
    packed = client.get("/bank/source/h20/", headers={"accept-encoding": "gzip, deflate"})
    plain = client.get("/bank/source/h20/")
    small = client.get("/bank/source/h20/", headers={"accept-encoding": "gzip, deflate, br, zstd"})

    assert "Content-Encoding" not in plain
    assert b"<!DOCTYPE html>" in plain.content
    assert gzip.decompress(packed.content) == plain.content
    assert brotli.decompress(small.content) == plain.content
    assert (packed["Content-Encoding"], small["Content-Encoding"]) == ("gzip", "br")
    assert len(small.content) < len(packed.content) < len(plain.content) / 4


@pytest.mark.parametrize(
    ("accepted", "way"),
    [
        ("", ""),
        ("br", "br"),
        ("GZIP", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=0.5,br ; q=0.000", "gzip"),
        ("zstd", ""),
    ],
)
def test_a_page_is_packed_only_as_the_browser_takes_it(accepted, way):
    assert way_of(accepted) == way


def test_who_is_signed_in_or_has_a_message_waiting_gets_a_page_of_their_own(pack, client, teacher_client):
    client.get("/")
    own = teacher_client.get("/", headers={"accept-language": "ja"})
    client.post("/forget/")
    client.cookies["messages"] = "something"

    assert b"/accounts/logout/" in own.content
    assert "no-store" in own["Cache-Control"]
    assert "no-store" in client.get("/")["Cache-Control"]


def test_what_does_not_exist_or_is_asked_with_more_is_not_kept(pack, client):
    for url in ("/bank/source/nothing/", "/?page=2", "/bank/source/h20/?C13"):
        assert "no-store" in client.get(url)["Cache-Control"]


def test_a_host_that_is_not_ours_gets_no_page_also_where_one_lies_ready(db, client):
    client.get("/about/")

    assert client.get("/about/", headers={"host": "evil.example"}).status_code == 400


def asked(path, **more):
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", "SERVER_NAME": "testserver",
        "SERVER_PORT": "80", "HTTP_HOST": "testserver", "HTTP_ACCEPT_LANGUAGE": "ja",
        "wsgi.url_scheme": "http", "wsgi.input": BytesIO(),
    }  # fmt: skip
    return at_once(environ | more)


def test_the_gate_gets_a_page_as_it_went_out(pack, client):
    assert asked("/about/") is None
    page = client.get("/about/", headers={"accept-language": "ja"})

    status, headers, body = asked("/about/")

    assert (status, body) == (200, page.content)
    assert {name.decode(): value.decode() for name, value in headers} == {
        name.lower(): value for name, value in page.headers.items() if name != "X-Request-ID"
    }
    known = asked("/about/", HTTP_IF_NONE_MATCH=page["ETag"])
    assert (known[0], known[2]) == (304, b"")
    assert asked("/about/", REQUEST_METHOD="HEAD")[2] == b""
    for more in (
        {"REQUEST_METHOD": "POST"}, {"HTTP_HOST": "evil.example"}, {"HTTP_COOKIE": "sessionid=x"},
        {"HTTP_ACCEPT_LANGUAGE": "en"}, {"QUERY_STRING": "a=b"},
    ):  # fmt: skip
        assert asked("/about/", **more) is None


def test_where_tls_is_asked_for_nothing_goes_out_without_it(pack, client, settings):
    client.get("/about/")
    settings.HTTPS = True

    assert asked("/about/") is None
