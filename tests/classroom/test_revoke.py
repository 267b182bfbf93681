from django.utils import timezone

from quiz.classroom.models import Invitation
from quiz.classroom.services.classes import invite


def test_an_invitation_is_taken_back(press, teacher_client, instructor_client, classroom):
    kept, gone = (invite(classroom=classroom, now=timezone.now()) for _time in range(2))

    page = press(teacher_client, f"/classroom/{classroom.slug}/revoke/{gone.pk}/", follow=True)

    assert "The link no longer works." in page.content.decode()
    assert list(Invitation.objects.all()) == [kept]
    assert instructor_client.post(f"/classroom/accept/{gone.token}/").status_code == 404


def test_only_by_those_who_teach_the_class(instructor_client, classroom):
    made = invite(classroom=classroom, now=timezone.now())

    assert (
        instructor_client.post(f"/classroom/{classroom.slug}/revoke/{made.pk}/", {"sure": "1"}).status_code
        == 404
    )
    assert Invitation.objects.count() == 1
