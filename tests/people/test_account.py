import pytest


def test_says_what_is_stored(db, client_of, reader):
    assert "Delete everything about me" in client_of(reader).get("/people/account/").content.decode()
    assert "Nothing is stored about this browser" in client_of(None).get("/people/account/").content.decode()


@pytest.mark.both_databases
def test_an_address_that_is_removed_after_one_was_asked_is_gone(teacher, teacher_client, press):
    for email, is_first in (("mori@example.org", True), ("old@example.org", False)):
        teacher.emailaddress_set.create(email=email, verified=True, primary=is_first)

    press(teacher_client, "/accounts/email/", {"email": "old@example.org", "action_remove": "1"})

    assert [each.email for each in teacher.emailaddress_set.all()] == ["mori@example.org"]
