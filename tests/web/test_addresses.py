import pytest


@pytest.mark.parametrize(
    "address", ["/about/%00", "/classroom/join/%0a/", "/%1b/", "/%7f", "/?page=%00", "/?%00=1"]
)
def test_nothing_is_at_an_address_that_nobody_can_type(db, client, address):
    assert client.get(address).status_code == 404


def test_a_form_refuses_such_a_sign_itself(db, client):
    for typed in ("A\x00B", "A\r\nB"):
        assert client.post("/classroom/join/", {"code": typed}).status_code == 422
