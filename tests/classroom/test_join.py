import pytest

from quiz.classroom.models import Membership, Miss
from quiz.classroom.services.members import MISSES_PER_CLIENT


def test_by_code_then_a_name_one_is_in(classroom, client):
    asked = client.post("/classroom/join/", {"code": f" {classroom.join_code.lower()} "})
    assert "Class 3B" in asked.content.decode()

    done = client.post("/classroom/join/", {"code": classroom.join_code, "name": "佐藤"})

    assert done.url == f"/room/{classroom.slug}/"
    assert done.cookies["django_language"].value == "en"
    words = client.get(done.url).content.decode()
    assert "You are 佐藤 here." in words
    assert "Your return code:" in words
    assert "Your return code:" not in client.get(done.url).content.decode()


def test_by_link_only_the_name_is_asked(classroom, client):
    words = client.get(f"/classroom/join/{classroom.join_code}/").content.decode()

    assert 'name="name"' in words
    assert not Membership.objects.exists()


def test_the_second_of_a_name_is_told(classroom, member, client):
    done = client.post("/classroom/join/", {"code": classroom.join_code, "name": "sato"}, follow=True)

    assert "Another reader has this name, so you are sato (2)." in done.content.decode()


@pytest.mark.parametrize("state", ["unknown", "closed"])
def test_a_code_that_does_not_hold_reveals_nothing(classroom, client, state):
    code = "ACDEFG" if state == "unknown" else classroom.join_code
    classroom.is_joinable = state != "closed"
    classroom.save()

    page = client.post("/classroom/join/", {"code": code}, headers={"accept-language": "en"})

    assert page.status_code == 422
    assert "No class takes readers by this code" in page.content.decode()
    assert "Class 3B" not in page.content.decode()


@pytest.mark.parametrize("code", ["", "？！", "x" * 300])
def test_what_is_no_code_is_told_and_not_counted(client, db, code):
    assert client.post("/classroom/join/", {"code": code}).status_code == 422
    assert not Miss.objects.exists()


def test_a_name_must_be_given_and_not_too_long(classroom, client):
    for name in ("", " ", "x" * 61):
        page = client.post("/classroom/join/", {"code": classroom.join_code, "name": name})
        assert page.status_code == 422
    assert not Membership.objects.exists()


def test_after_many_wrong_codes_one_has_to_wait_whatever_header_one_sends(classroom, client):
    for number in range(MISSES_PER_CLIENT):
        client.post("/classroom/join/", {"code": "ACDEFG"}, headers={"x-forwarded-for": f"10.0.0.{number}"})

    page = client.post("/classroom/join/", {"code": classroom.join_code})

    assert page.status_code == 429
    assert page["Retry-After"]


def test_a_trusted_proxy_tells_clients_apart(classroom, client, settings):
    settings.PROXIES = 1
    for _number in range(MISSES_PER_CLIENT):
        client.post("/classroom/join/", {"code": "ACDEFG"}, headers={"x-forwarded-for": "6.6.6.6, 10.0.0.1"})

    def ask(client_address):
        return client.post(
            "/classroom/join/", {"code": classroom.join_code}, headers={"x-forwarded-for": client_address}
        ).status_code

    assert (ask("6.6.6.6, 10.0.0.1"), ask("10.0.0.2")) == (429, 200)


def test_an_account_needs_no_return_code(classroom, teacher, teacher_client):
    teacher_client.post("/classroom/join/", {"code": classroom.join_code, "name": "Mori"})
    teacher_client.cookies.pop("reader")

    assert teacher_client.get(f"/room/{classroom.slug}/").status_code == 200
