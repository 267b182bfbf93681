import pytest
from django.urls import reverse

from quiz.authoring.services.opening import open_pack
from tests.drafts import publish_private

URL = reverse("authoring:packs")


def test_who_has_made_nothing_is_led_in(teacher_client):
    page = teacher_client.get(URL).content.decode()

    assert "Paste the text: it is cut into passages." in page
    assert reverse("authoring:open_pack") in page


def test_one_finds_ones_own_and_those_that_are_shared_with_one(
    teacher_client, stranger_client, share, draft, now
):
    stranger = stranger_client.get(URL).wsgi_request.user
    theirs = publish_private(stranger, now)

    assert draft.slug in teacher_client.get(URL).content.decode()
    assert theirs.slug not in teacher_client.get(URL).content.decode()
    assert draft.slug not in stranger_client.get(URL).content.decode()

    share(stranger)
    page = stranger_client.get(URL).content.decode()
    assert reverse("authoring:pack", args=[draft.slug]) in page
    assert "shared with you" in page


def test_what_is_shared_to_be_read_has_no_way_into_the_editor(stranger_client, share, draft):
    share(stranger_client.get(URL).wsgi_request.user, may_edit=False)

    page = stranger_client.get(URL).content.decode()

    assert "On fruit" in page
    assert f'href="{reverse("authoring:pack", args=[draft.slug])}"' not in page


def test_the_sites_pack_is_for_its_staff(teacher_client, teacher, pack):
    assert "H20" not in teacher_client.get(URL).content.decode()

    teacher.is_staff = True
    teacher.save()

    page = teacher_client.get(URL).content.decode()
    assert reverse("authoring:pack", args=["h20"]) in page
    assert "The H20 and export controls on China" in page


@pytest.mark.parametrize("packs", [1, 5])
def test_costs_the_same_however_many_packs(teacher_client, teacher, now, packs, django_assert_num_queries):
    for number in range(packs):
        open_pack(user=teacher, title={"en": f"On fruit {number}", "ja": ""}, now=now)

    with django_assert_num_queries(6):
        teacher_client.get(URL)
