from tests.classroom.test_open_class import FIELDS


def test_changes_the_class(teacher_client, classroom):
    teacher_client.post(f"/classroom/{classroom.slug}/edit/", FIELDS | {"name": "New name"})

    classroom.refresh_from_db()
    assert classroom.name == "New name"


def test_bad_input_changes_nothing(teacher_client, classroom):
    page = teacher_client.post(f"/classroom/{classroom.slug}/edit/", FIELDS | {"name": "x" * 101})

    classroom.refresh_from_db()
    assert "at most 100 characters" in page.content.decode()
    assert classroom.name == "Class 3B"
