from quiz.classroom.models import Classroom


def test_copies_a_class(teacher_client, classroom, assign_quiz):
    assign_quiz()

    done = teacher_client.post(f"/classroom/{classroom.slug}/copy/", {"name": "Next term"})

    made = Classroom.objects.get(name="Next term")
    assert done.url == f"/insight/classroom/{made.slug}/"
    assert "readers do not see it" in teacher_client.get(done.url).content.decode()


def test_a_copy_needs_a_name(teacher_client, classroom):
    assert teacher_client.post(f"/classroom/{classroom.slug}/copy/", {"name": " "}).status_code == 422
    assert Classroom.objects.count() == 1
