import pytest

from quiz.people.models import User


@pytest.fixture
def teacher(db):
    return User.objects.create_user("teacher", password="a-long-word")


def test_an_instructor_signs_in_and_out(teacher, client):
    done = client.post("/people/sign_in/", {"username": "teacher", "password": "a-long-word"})

    assert done.url == "/desk/"
    assert client.post("/people/sign_out/").url == "/"


def test_after_five_wrong_tries_one_has_to_wait(teacher, client):
    for _number in range(5):
        page = client.post("/people/sign_in/", {"username": "teacher", "password": "wrong"})

    assert page.status_code == 429
    assert page["Retry-After"] == "900"
    assert "試した回数が多すぎます" in page.content.decode()
