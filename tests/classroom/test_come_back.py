import pytest
from django.utils import timezone

from quiz.classroom.services.members import join, new_return_code


def test_one_goes_on_from_another_device(member, client):
    code = new_return_code(membership=member)

    done = client.post("/classroom/come_back/", {"code": code.lower().replace("-", " ")})

    assert done.url == f"/room/{member.classroom.slug}/"
    assert client.get(done.url).status_code == 200


def test_a_wrong_code_is_told(member, client):
    page = client.post("/classroom/come_back/", {"code": "ACDEFGHJKMNP"}, headers={"accept-language": "en"})

    assert page.status_code == 422
    assert "This return code is not known" in page.content.decode()


def test_one_goes_on_where_one_wanted_to(member, client):
    page = client.get("/classroom/come_back/?next=/insight/own/x/", headers={"accept-language": "en"})
    assert 'name="next" value="/insight/own/x/"' in page.content.decode()
    code = new_return_code(membership=member)

    assert client.post("/classroom/come_back/", {"code": code, "next": "/desk/"}).url == "/desk/"


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:1", ""])
def test_nobody_is_led_to_another_site(member, client, wanted):
    done = client.post("/classroom/come_back/", {"code": new_return_code(membership=member), "next": wanted})

    assert done.url == f"/room/{member.classroom.slug}/"


def test_a_code_adds_a_reader_and_the_one_who_was_here_is_asked_about_first(
    member, classroom, client_of, reader, stranger
):
    abe = join(classroom=classroom, reader=stranger, name="Abe", now=timezone.now()).membership
    browser, code = client_of(stranger), {"code": member.code_to_note}

    asked = browser.post("/classroom/come_back/", code).content.decode()
    assert abe.code_to_note in asked
    assert browser.get(f"/room/{classroom.slug}/").context["room"].membership == abe

    browser.post("/classroom/come_back/", code | {"left": abe.pk})
    assert browser.get(f"/room/{classroom.slug}/").context["room"].membership == member


def test_the_code_of_who_is_here_already_asks_nothing(member, client_of, reader):
    done = client_of(reader).post("/classroom/come_back/", {"code": member.code_to_note})

    assert done.url == f"/room/{member.classroom.slug}/"
