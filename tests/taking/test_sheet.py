from datetime import timedelta

from django.utils import timezone


def test_shows_all_questions_for_two_queries(attempt_at, client_of, reader, django_assert_num_queries):
    url = f"/taking/{attempt_at('chips').code}/sheet/"
    client_of(reader).get(url)

    with django_assert_num_queries(2):
        page = client_of(reader).get(url)

    assert page.content.decode().count("data-number=") == 30


def test_sending_it_saves_all_without_script(attempt_at, client_of, reader):
    attempt = attempt_at("chips")

    page = client_of(reader).post(
        f"/taking/{attempt.code}/sheet/", {"q1-response": "1", "q2-response": "2", "go": "submit"}
    )

    assert page.url == f"/taking/{attempt.code}/submit/"
    assert attempt.answers.exclude(response=None).count() == 2


def test_one_mistake_keeps_the_others_and_what_was_typed(attempt_at, client_of, reader):
    attempt = attempt_at("chips")
    number = attempt.answers.filter(question__kind="numeric").first().number

    page = client_of(reader).post(
        f"/taking/{attempt.code}/sheet/", {"q1-response": "1", f"q{number}-response": "many"}
    )

    assert page.status_code == 422
    assert 'value="many"' in page.content.decode()
    assert attempt.answers.get(number=1).is_given


def test_a_stranger_does_not_find_it(attempt_at, client_of, stranger):
    assert client_of(stranger).get(f"/taking/{attempt_at('chips').code}/sheet/").status_code == 404


def test_what_is_sent_after_the_time_is_not_saved_and_the_next_page_says_so(
    assign_quiz, member, begun, client_of, reader
):
    attempt = begun(assign_quiz(minutes=1), timezone.now() - timedelta(minutes=2))
    browser = client_of(reader)

    page = browser.post(f"/taking/{attempt.code}/sheet/", {"q1-response": "1", "go": "submit"}, follow=True)

    assert not attempt.answers.exclude(response=None).exists()
    assert "The time was over." in page.content.decode()
