from quiz.classroom.models import Membership
from quiz.people.models import Reader
from quiz.taking.models import Answer, Attempt, Save


def test_forgetting_deletes_everything_of_this_reader_only(press, attempt_at, client_of, reader, stranger):
    attempt = attempt_at("chips")
    browser = client_of(reader)
    browser.post(f"/taking/{attempt.code}/answer/1/", {"q1-response": "1"})

    press(browser, "/forget/")

    assert list(Reader.objects.all()) == [stranger]
    assert not Attempt.objects.exists()
    assert not Answer.objects.exists()
    assert not Save.objects.exists()


def test_nobody_else_can_ask_for_it(db, client_of):
    assert client_of(None).post("/forget/").status_code == 404


def test_it_takes_the_names_in_classes_and_the_attempts_there(
    press, member, assign_quiz, begun, client_of, reader
):
    begun(assign_quiz())

    press(client_of(reader), "/forget/")

    assert not Membership.objects.exists()
    assert not Attempt.objects.exists()
