from quiz.bank.models import Quiz
from quiz.people.models import User


def test_who_teaches_a_class_that_was_given_the_quiz_sees_the_key_also_of_a_draft(
    assign_quiz, teacher_client, django_assert_num_queries
):
    assign_quiz("chips", opens_at=None)

    with django_assert_num_queries(11):
        page = teacher_client.get("/classroom/answers/chips/")

    assert "choice right" in page.content.decode()


def test_a_reader_does_not_find_the_key(pack, client_of, reader):
    assert client_of(reader).get("/classroom/answers/chips/").status_code == 302
    assert client_of(None).get("/classroom/answers/chips/").status_code == 302


def test_a_fresh_account_finds_no_key_of_any_quiz(assign_quiz, classroom, instructor_client, teacher_client):
    assign_quiz("policy")

    for url in ("/classroom/answers/policy/", "/insight/quiz/policy/", "/classroom/lesson/h20/"):
        assert instructor_client.get(url).status_code == 404
    for url in ("/classroom/answers/chips/", "/insight/quiz/chips/", "/classroom/lesson/h20/"):
        assert teacher_client.get(url).status_code == 404


def test_another_version_of_a_quiz_is_the_same_quiz(assign_quiz, teacher_client):
    given = assign_quiz("chips")
    Quiz.objects.filter(pk=given.quiz_id).update(version=2)
    given.quiz.pk, given.quiz.version = None, 3
    given.quiz.save()

    assert teacher_client.get("/classroom/answers/chips/").status_code == 200


def test_staff_see_every_key(pack, instructor_client):
    User.objects.update(is_staff=True)

    assert instructor_client.get("/classroom/answers/chips/").status_code == 200
