import os
import re
import subprocess
import sys

import pytest
from django.test import Client

from quiz.web.security import POLICY

PAGES = ["/", "/desk/", "/about/", "/bank/", "/bank/source/h20/", "/taking/start/chips/", "/people/account/",
         "/people/sign_in/", "/nothing/"]  # fmt: skip


@pytest.mark.parametrize("url", PAGES)
def test_every_page_has_a_strict_policy_and_no_cache_shows_it_unasked(pack, client, url):
    page = client.get(url)
    policy = page["Content-Security-Policy"]

    assert "script-src 'self'; style-src 'self'" in policy
    assert "unsafe" not in policy
    is_same_for_everybody = url in {"/", "/about/", "/bank/", "/bank/source/h20/"}
    assert ("private, no-cache" if is_same_for_everybody else "no-store") in page["Cache-Control"]
    assert page["X-Content-Type-Options"] == "nosniff"
    words = page.content.decode()
    assert " style=" not in words
    assert "<style" not in words
    assert "onclick" not in words
    assert words.count("<script") == words.count('<script type="module" src="/static/')
    assert not re.search(r"\bon[a-z]+=", re.sub(r">[^<]*<", "><", words))
    assert page["Referrer-Policy"] == "same-origin"
    assert page["X-Frame-Options"] == "DENY"
    assert "charset=utf-8" in page["Content-Type"]


@pytest.mark.parametrize("needed", ["default-src 'none'", "object-src 'none'", "base-uri 'none'",
                                    "frame-ancestors 'none'", "form-action 'self'"])  # fmt: skip
def test_the_policy_names_what_a_strict_one_must(needed):
    assert needed in POLICY.split("; ")
    assert "unsafe" not in POLICY
    assert "http" not in POLICY


def test_pages_of_errors_have_the_policy_too(pack, client, settings, monkeypatch):
    # From now on it lies ready, and is looked for before all else.
    client.get("/")
    lost = client.get("/nothing/")
    refused = Client(enforce_csrf_checks=True).post("/taking/start/chips/")
    bad = client.get("/", headers={"host": "evil.example"})
    monkeypatch.setattr("quiz.home.views.reading.timezone", None)
    client.raise_request_exception = False
    fault = client.get("/desk/")

    assert [page.status_code for page in (lost, refused, bad, fault)] == [404, 403, 400, 500]
    assert [page.get("Content-Security-Policy") for page in (lost, refused, bad, fault)] == [POLICY] * 4


@pytest.mark.parametrize("url", PAGES)
def test_nothing_answers_trace(pack, client, url):
    assert client.generic("TRACE", url).status_code in {404, 405}


@pytest.mark.parametrize("url", [
    "/.git/config", "/.env", "/manage.py", "/static/../manage.py", "/var/secret_key", "/static/",
    "/admin/doc/",
    "/openapi.json", "/docs/",
])  # fmt: skip
def test_nothing_of_the_house_is_served(pack, client, url):
    assert client.get(url).status_code == 404


def test_over_tls_browsers_are_told_to_stay_there_for_a_year(pack, settings):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 365 * 24 * 3600, True
    settings.SECURE_SSL_REDIRECT = True
    client = Client()

    assert client.get("/", secure=True)["Strict-Transport-Security"].startswith("max-age=31536000")
    assert client.get("/about/?x=1").url.startswith("https://")


def test_the_settings_of_a_served_copy_pass_djangos_own_look(tmp_path):
    env = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        env=env | {"HTTPS": "1", "VAR_DIR": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stdout + done.stderr) == (
        0,
        "System check identified no issues (0 silenced).\n",
    )
