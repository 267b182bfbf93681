import re

from django.test import Client
from django.utils import timezone

from quiz.classroom.models import LogEntry, Renewal
from quiz.classroom.services.members import join

CODE = re.compile(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}")


def come_by(page):
    """A browser that comes by the code which this page tells."""
    browser = Client(headers={"accept-language": "en"})
    browser.post("/classroom/come_back/", {"code": CODE.search(page.content.decode())[0]})
    return browser


def test_whoever_comes_by_it_goes_on_with_what_was_begun(
    press, member, classroom, teacher_client, assign_quiz, begun, client_of, reader
):
    attempt = begun(assign_quiz())

    page = press(teacher_client, f"/new_code/{member.pk}/", follow=True)

    browser = come_by(page)
    assert browser.get(f"/room/{classroom.slug}/").context["room"].now[0].attempts == (attempt,)
    assert browser.get(f"/taking/{attempt.code}/question/1/").status_code == 200
    assert client_of(reader).get(f"/taking/{attempt.code}/question/1/").status_code == 404


def test_both_browsers_are_told_and_the_word_goes_once_it_was_read(
    press, member, classroom, teacher_client, client_of, reader
):
    browser = come_by(press(teacher_client, f"/new_code/{member.pk}/", follow=True))
    room = f"/room/{classroom.slug}/"

    assert "Since then this browser no longer opens the class" in client_of(reader).get(room).content.decode()
    assert "An instructor made the return code" in browser.get(room).content.decode()

    browser.post(f"/classroom/{classroom.slug}/noted/")

    assert "An instructor made the return code" not in browser.get(room).content.decode()
    assert Renewal.objects.get().read_at


def test_a_browser_with_somebody_else_of_the_class_goes_on_as_them(
    press, member, classroom, teacher_client, client_of, reader, stranger
):
    join(classroom=classroom, reader=stranger, name="Abe", now=timezone.now())
    press(teacher_client, f"/new_code/{member.pk}/")

    page = client_of(reader, stranger).get(f"/room/{classroom.slug}/")

    assert page.context["room"].membership.name == "Abe"


def test_the_member_is_another_reader_and_it_is_in_the_log(press, member, teacher_client):
    old = member.reader_id

    press(teacher_client, f"/new_code/{member.pk}/")

    member.refresh_from_db()
    assert member.reader_id != old
    assert LogEntry.objects.get().membership == member


def test_others_cannot(member, instructor_client, client_of, reader):
    for browser, status in ((instructor_client, 404), (client_of(reader), 302)):
        assert browser.post(f"/new_code/{member.pk}/", {"sure": "1"}).status_code == status
    assert not LogEntry.objects.exists()
