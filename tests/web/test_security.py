import pytest

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
