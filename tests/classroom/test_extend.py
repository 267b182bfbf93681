from quiz.classroom.models import Extension
from quiz.classroom.services.classes import open_classroom
from quiz.classroom.services.members import join


def test_gives_one_reader_more_time(teacher_client, member, assign_quiz):
    given = assign_quiz(minutes=10)

    teacher_client.post(f"/classroom/assignment/{given.slug}/extend/{member.pk}/", {"minutes": "5"})

    assert Extension.objects.get().minutes == 5


def test_bad_input_is_told(teacher_client, member, assign_quiz):
    given = assign_quiz(minutes=10)

    page = teacher_client.post(f"/classroom/assignment/{given.slug}/extend/{member.pk}/", {"minutes": "-5"})

    assert page.status_code == 422
    assert not Extension.objects.exists()


def test_a_reader_of_another_class_is_not_found(teacher, teacher_client, assign_quiz, stranger, now):
    other = open_classroom(user=teacher, values={"name": "Other"}, now=now)
    foreign = join(classroom=other, reader=stranger, name="Abe", now=now).membership

    url = f"/classroom/assignment/{assign_quiz().slug}/extend/{foreign.pk}/"

    assert teacher_client.get(url).status_code == 404
