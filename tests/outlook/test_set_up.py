from quiz.classroom.models import Assignment
from quiz.outlook.models import Survey

VALUES = {
    "start": "later",
    "opens_at": "2026-11-01T09:00",
    "reveal": "second",
    "min_shown": "5",
    "moderation": "none",
}


def test_a_class_is_given_the_outlook_of_a_source(pack, classroom, teacher_client):
    page = teacher_client.get(f"/outlook/set_up/{classroom.slug}/")
    assert "after the reader&#x27;s second ballot" in page.content.decode()

    done = teacher_client.post(
        f"/outlook/set_up/{classroom.slug}/", VALUES | {"source": pack.pk, "words": "lunch"}
    )

    assert done.url == f"/insight/classroom/{classroom.slug}/"
    made = Survey.objects.get()
    assert (made.assignment.classroom, made.source, made.words) == (classroom, pack, "lunch")
    assert made.assignment.opens_at.isoformat() == "2026-11-01T00:00:00+00:00"
    words = teacher_client.get(f"/insight/classroom/{classroom.slug}/").content.decode()
    assert f"/outlook/{made.slug}/lead/" in words


def test_bad_input_is_named_and_kept(pack, classroom, teacher_client):
    sent = VALUES | {"source": pack.pk, "min_shown": "4", "closes_at": "2026-10-01T09:00", "words": "lunch"}

    page = teacher_client.post(f"/outlook/set_up/{classroom.slug}/", sent)

    words = page.content.decode()
    assert page.status_code == 422
    assert "greater than or equal to 5" in words
    assert "It must close after it opens." in words
    assert "lunch" in words
    assert not Assignment.objects.exists()


def test_without_a_source_it_says_so(no_pack, classroom, teacher_client):
    words = teacher_client.get(f"/outlook/set_up/{classroom.slug}/").content.decode()

    assert "There is no source with predictions yet." in words


def test_others_do_not_find_it(pack, classroom, instructor_client):
    assert instructor_client.get(f"/outlook/set_up/{classroom.slug}/").status_code == 404
