from quiz.classroom.models import Classroom

FIELDS = {"name": "Class 3B", "language": "ja", "time_zone": "Asia/Tokyo", "retention_days": "400"}


def test_sets_up_a_class(teacher_client, teacher):
    done = teacher_client.post("/classroom/open_class/", FIELDS)

    made = Classroom.objects.taught_by(teacher).get()
    assert done.url == f"/insight/classroom/{made.slug}/"
    assert len(made.join_code) == 6


def test_bad_input_is_told_and_kept(teacher_client):
    page = teacher_client.post(
        "/classroom/open_class/", FIELDS | {"name": "", "retention_days": "3", "time_zone": "Mars/Olympus"}
    ).content.decode()

    assert "This field is required." in page
    assert "greater than or equal to 30" in page
    assert "Mars/Olympus is not one of the available choices" in page
    assert 'value="3"' in page
    assert not Classroom.objects.exists()


def test_time_zones_are_looked_for_once(teacher_client, monkeypatch):
    """To find them reads six hundred files, which each page with this form did, twice where it was sent."""
    teacher_client.get("/classroom/open_class/")
    monkeypatch.delattr("quiz.classroom.forms.available_timezones")

    assert "America/New York" in teacher_client.get("/classroom/open_class/").content.decode()
    assert teacher_client.post("/classroom/open_class/", FIELDS).status_code == 302
