from quiz.classroom.models import Invitation


def test_makes_a_link_for_another_instructor(teacher_client, classroom):
    teacher_client.post(f"/classroom/{classroom.slug}/invite/")

    token = Invitation.objects.get().token
    assert (
        f"/classroom/accept/{token}/"
        in teacher_client.get(f"/insight/classroom/{classroom.slug}/").content.decode()
    )
