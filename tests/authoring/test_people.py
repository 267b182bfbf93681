"""Who sees a pack and who changes it: its owner says so."""

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from quiz.bank.models import Quiz, Share
from quiz.classroom.services.assignments import assign
from quiz.classroom.services.classes import open_classroom
from quiz.people.models import User
from tests.drafts import OWN_KEY, OWN_WORDS


def address(pack):
    return f"/authoring/{pack.slug}/people/"


def test_its_owner_shares_it_by_an_address_and_changes_what_they_may(teacher_client, draft, colleague):
    told = teacher_client.post(address(draft), {"email": "ITO@example.org", "may": "see"}, follow=True)

    assert "ito@example.org" in told.content.decode().lower()
    assert [(row.user, row.may_edit) for row in draft.shares.all()] == [(colleague, False)]

    teacher_client.post(address(draft), {"email": "ito@example.org", "may": "edit"})

    assert [(row.user, row.may_edit) for row in draft.shares.all()] == [(colleague, True)]


def test_an_address_that_nobody_has_shown_to_be_theirs_is_refused(teacher_client, draft):
    claimed = User.objects.create_user("eve", email="boss@example.org")
    EmailAddress.objects.create(user=claimed, email="boss@example.org", verified=False)

    for email in ("boss@example.org", "nobody@example.org", "no address", ""):
        refused = teacher_client.post(address(draft), {"email": email, "may": "edit"})
        assert refused.status_code == 422
        assert f'value="{email}"' in refused.content.decode() or not email
    own = teacher_client.post(address(draft), {"email": "mori@example.org", "may": "see"})

    assert own.status_code == 422
    assert not Share.objects.exists()

    EmailAddress.objects.update(verified=True)
    assert teacher_client.post(address(draft), {"email": "boss@example.org", "may": "see"}).status_code == 302


def test_nobody_finds_out_by_trying_who_has_an_account(teacher_client, draft, colleague):
    for number in range(10):
        teacher_client.post(address(draft), {"email": f"a{number}@example.org", "may": "see"})

    assert teacher_client.post(address(draft), {"email": "ito@example.org", "may": "see"}).status_code == 429
    assert not Share.objects.exists()


def test_whoever_it_is_shared_with_for_editing_sees_the_people_and_changes_none(
    colleague_client, colleague, draft, share
):
    share(colleague)

    page = colleague_client.get(address(draft)).content.decode()

    assert "mori@example.org" in page
    assert 'name="email"' not in page
    assert "Leave it" in page
    assert colleague_client.post(address(draft), {"email": "mori@example.org"}).status_code == 404


def test_the_sites_own_is_shared_by_those_who_run_it(teacher, teacher_client, draft, colleague):
    draft.owner = None
    draft.save()
    assert teacher_client.get(address(draft)).status_code == 404
    User.objects.filter(pk=teacher.pk).update(is_staff=True)

    assert "Those who run this site" in teacher_client.get(address(draft)).content.decode()
    assert teacher_client.post(address(draft), {"email": colleague.email, "may": "edit"}).status_code == 302


@pytest.fixture
def classroom_of(colleague):
    values = {"name": "2C", "language": "en", "time_zone": "Asia/Tokyo", "retention_days": 400}
    return open_classroom(user=colleague, values=values, now=timezone.now())


def test_who_only_sees_it_reads_takes_and_gives_it_and_sees_keys_once_their_class_has_it(
    colleague_client, colleague, published, share, classroom_of
):
    assert colleague_client.get(f"/bank/source/{published.slug}/").status_code == 404
    share(colleague, may_edit=False)

    assert OWN_WORDS in colleague_client.get(f"/bank/source/{published.slug}/").content.decode()
    assert colleague_client.get("/taking/start/draft-fruit/").status_code == 200
    giving = colleague_client.get(f"/classroom/{classroom_of.slug}/assign/").content.decode()
    quiz = Quiz.objects.get(slug="draft-fruit")
    assert f'value="{quiz.pk}"' in giving
    assert colleague_client.get("/classroom/answers/draft-fruit/").status_code == 404
    for page in ("", "publish/", "history/", "people/", "text/", "claims/"):
        assert colleague_client.get(f"/authoring/{published.slug}/{page}").status_code == 404, page

    assign(classroom=classroom_of, values={"quiz": quiz, "opens_at": None}, now=timezone.now())

    assert OWN_KEY in colleague_client.get("/classroom/answers/draft-fruit/").content.decode()


def test_a_stranger_does_not_find_it(colleague_client, client_of, draft):
    assert colleague_client.get(address(draft)).status_code == 404
    assert colleague_client.post(address(draft), {"email": "mori@example.org"}).status_code == 404
    assert client_of().get(address(draft)).status_code == 302
