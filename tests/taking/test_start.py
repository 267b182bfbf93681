from quiz.people.models import Reader
from quiz.taking.models import Attempt


def test_the_start_page_says_what_comes_and_makes_nothing(pack, client_of):
    words = client_of(None).get("/taking/start/chips/").content.decode()

    assert "29 questions" in words
    assert "Memory and power" in words
    assert not Reader.objects.exists()


def test_starting_makes_a_reader_and_coming_back_goes_on(pack, client):
    first = client.post("/taking/start/chips/")
    again = client.post("/taking/start/chips/", {"layout": "sheet"})

    attempt = Attempt.objects.get()
    assert first.url == f"/taking/{attempt.code}/question/1/"
    assert again.url == f"/taking/{attempt.code}/sheet/"
    assert "続きから" in client.get("/taking/start/chips/").content.decode()


def test_a_damaged_or_forgotten_cookie_starts_anew(pack, client, reader, client_of):
    client.cookies["reader"] = "junk"
    assert client.post("/taking/start/chips/").status_code == 302
    browser = client_of(reader)
    reader.delete()
    assert browser.post("/taking/start/chips/").status_code == 302


def test_an_unknown_quiz_is_not_found(db, client):
    assert client.get("/taking/start/none/").status_code == 404


def test_coming_back_leads_exactly_where_one_was(pack, client):
    client.post("/taking/start/chips/")
    code = Attempt.objects.get().code
    client.get(f"/taking/{code}/question/7/")
    assert client.post("/taking/start/chips/").url == f"/taking/{code}/question/7/"

    client.get(f"/taking/{code}/sheet/")
    assert client.post("/taking/start/chips/").url == f"/taking/{code}/sheet/"

    client.post(f"/taking/{code}/submit/")
    assert client.post("/taking/start/chips/").url.endswith("/question/1/")


def test_the_start_page_costs_the_same_with_earlier_attempts(
    attempt_at, client_of, reader, django_assert_num_queries
):
    browser = client_of(reader)
    for _number in range(3):
        with django_assert_num_queries(4):
            browser.get("/taking/start/chips/")
        browser.post(f"/taking/{attempt_at('chips').code}/submit/")
