import pytest


@pytest.mark.parametrize(
    "address", ["/about/%00", "/classroom/join/%0a/", "/%1b/", "/%7f", "/?page=%00", "/?%00=1"]
)
def test_nothing_is_at_an_address_that_nobody_can_type(db, client, address):
    assert client.get(address).status_code == 404


def test_nor_for_a_form_with_a_sign_that_no_database_keeps(db, client):
    assert client.post("/classroom/join/", {"code": "A\x00B"}).status_code == 404
    assert client.post("/classroom/join/", {"code": "A\r\nB"}).status_code == 422
