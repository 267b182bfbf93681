def test_a_chosen_theme_is_kept_and_an_unknown_one_is_not(db, client):
    assert client.post("/people/theme/", {"theme": "dark", "next": "/about/"}).url == "/about/"
    assert 'data-bs-theme="dark"' in client.get("/").content.decode()
    client.post("/people/theme/", {"theme": "neon"})
    assert "data-bs-theme" not in client.get("/").content.decode()


def test_it_leads_to_no_other_site(db, client):
    assert client.post("/people/theme/", {"theme": "dark", "next": "//evil.example"}).url == "/"
