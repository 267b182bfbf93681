from quiz.classroom.models import Assignment


def test_what_nobody_began_is_taken_back(press, teacher_client, assign_quiz):
    press(teacher_client, f"/classroom/assignment/{assign_quiz().slug}/withdraw/")

    assert not Assignment.objects.exists()


def test_what_was_begun_stays(press, teacher_client, member, assign_quiz, begun):
    given = assign_quiz()
    begun(given)

    page = press(teacher_client, f"/classroom/assignment/{given.slug}/withdraw/", follow=True)

    assert "Readers have begun this, so it stays." in page.content.decode()
    assert Assignment.objects.exists()
