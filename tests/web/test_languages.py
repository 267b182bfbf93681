import pytest


@pytest.mark.parametrize(
    ("asks", "cookie", "speaks"),
    [
        ("", "", "ja"),
        ("*", "", "ja"),
        ("ja", "", "ja"),
        ("ja-JP,ja;q=0.9,en;q=0.5", "", "ja"),
        ("en-GB,en;q=0.9", "", "en"),
        ("fr-FR,fr;q=0.9", "", "en"),
        ("fr,*;q=0.1", "", "en"),
        ("fr;q=0.9,ja;q=0.1", "", "ja"),
        ("fr;q=0.9,en;q=0.1", "", "en"),
        ("zh-TW", "", "en"),
        ("fr", "ja", "ja"),
        ("ja", "en", "en"),
        ("fr", "fr", "en"),
        ("\u0000;;q=x", "", "ja"),
    ],
)
def test_speaks_what_one_reads_and_english_to_those_who_read_neither(client, db, asks, cookie, speaks):
    if cookie:
        client.cookies["django_language"] = cookie

    page = client.get("/about/", headers={"accept-language": asks} if asks else {})

    assert f'<html lang="{speaks}"' in page.content.decode()
    assert "Accept-Language" in page["Vary"]
