"""A pack is no longer shared with somebody."""


def test_after_asking_they_no_longer_find_it(
    teacher_client, colleague_client, colleague, published, share, press
):
    row = share(colleague)
    at = f"/authoring/{published.slug}/people/{row.pk}/take_back/"
    assert "ito@example.org" in teacher_client.post(at).content.decode()
    assert colleague_client.get(f"/authoring/{published.slug}/").status_code == 200

    press(teacher_client, at)

    assert colleague_client.get(f"/authoring/{published.slug}/").status_code == 404
    assert teacher_client.post(at, {"sure": "1"}).status_code == 404


def test_only_its_owner_can(colleague, colleague_client, client_of, draft, share):
    row = share(colleague)
    at = f"/authoring/{draft.slug}/people/{row.pk}/take_back/"

    assert colleague_client.post(at, {"sure": "1"}).status_code == 404
    assert client_of().post(at, {"sure": "1"}).status_code == 302
    assert draft.shares.count() == 1
