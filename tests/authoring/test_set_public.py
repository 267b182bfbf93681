"""Everybody sees a pack, or only its people: its owner says so, after being asked."""

from quiz.web.keeping import forget_all
from tests.drafts import OWN_WORDS


def test_after_asking_everybody_reads_it_and_then_nobody_else_again(
    teacher_client, client_of, published, press
):
    at, reading = f"/authoring/{published.slug}/people/set_public/", f"/bank/source/{published.slug}/"
    asked = teacher_client.post(at, {"wanted": "public"}).content.decode()
    assert "sees its feedback, even if a class is to see it later or never" in asked
    assert client_of().get(reading).status_code == 404

    press(teacher_client, at, {"wanted": "public"})

    assert OWN_WORDS in client_of().get(reading).content.decode()
    assert client_of().get("/taking/start/draft-fruit/").status_code == 200

    press(teacher_client, at, {"wanted": "private"})
    # A page that was the same for everybody is ten seconds old at most.
    forget_all()

    assert client_of().get(reading).status_code == 404
    assert client_of().get("/taking/start/draft-fruit/").status_code == 404


def test_what_was_never_published_is_not_made_public(teacher_client, draft, press):
    done = press(teacher_client, f"/authoring/{draft.slug}/people/set_public/", {"wanted": "public"})

    draft.refresh_from_db()
    assert done.url == f"/authoring/{draft.slug}/people/"
    assert not draft.is_public


def test_only_its_owner_can(colleague, colleague_client, client_of, published, share):
    at = f"/authoring/{published.slug}/people/set_public/"
    assert colleague_client.post(at, {"wanted": "public", "sure": "1"}).status_code == 404
    share(colleague)

    assert colleague_client.post(at, {"wanted": "public", "sure": "1"}).status_code == 404
    assert client_of().post(at, {"wanted": "public", "sure": "1"}).status_code == 302
    published.refresh_from_db()
    assert not published.is_public
