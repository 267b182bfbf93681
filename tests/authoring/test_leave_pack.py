"""Whoever a pack is shared with can leave it."""

import pytest


@pytest.mark.parametrize("may_edit", [False, True])
def test_after_asking_one_no_longer_finds_it(
    colleague, colleague_client, published, share, press, *, may_edit
):
    share(colleague, may_edit=may_edit)
    at = f"/authoring/{published.slug}/leave/"
    assert at in colleague_client.get("/authoring/").content.decode()
    assert "Leave this pack?" in colleague_client.post(at).content.decode()

    done = press(colleague_client, at, follow=True)

    assert "You left the pack." in done.content.decode()
    assert colleague_client.get(f"/bank/source/{published.slug}/").status_code == 404


def test_its_owner_and_strangers_have_nothing_to_leave(
    teacher_client, colleague_client, client_of, published
):
    at = f"/authoring/{published.slug}/leave/"

    assert teacher_client.post(at, {"sure": "1"}).status_code == 404
    assert colleague_client.post(at, {"sure": "1"}).status_code == 404
    assert client_of().post(at, {"sure": "1"}).status_code == 302
