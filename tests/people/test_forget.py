from quiz.people.models import Reader
from quiz.taking.models import Answer, Attempt, Save


def test_forgetting_deletes_everything_of_this_reader_only(attempt_at, client_of, reader, stranger):
    attempt = attempt_at("chips")
    browser = client_of(reader)
    browser.post(f"/taking/{attempt.code}/answer/1/", {"q1-response": "1"})

    browser.post("/people/forget/")

    assert list(Reader.objects.all()) == [stranger]
    assert not Attempt.objects.exists()
    assert not Answer.objects.exists()
    assert not Save.objects.exists()


def test_nobody_else_can_ask_for_it(db, client_of):
    assert client_of(None).post("/people/forget/").status_code == 404
