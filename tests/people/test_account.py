def test_says_what_is_stored(db, client_of, reader):
    assert "Delete everything about me" in client_of(reader).get("/people/account/").content.decode()
    assert "Nothing is stored about this browser" in client_of(None).get("/people/account/").content.decode()
