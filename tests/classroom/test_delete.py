from quiz.classroom.models import Classroom


def test_only_the_typed_name_deletes(teacher_client, classroom, member):
    url = f"/classroom/{classroom.slug}/delete/"

    assert "the name of 1 reader" in teacher_client.get(url).content.decode()
    assert "Nothing was deleted" in teacher_client.post(url, {"name": "Class 3"}).content.decode()
    assert Classroom.objects.exists()

    assert teacher_client.post(url, {"name": "Class 3B"}).url == "/classroom/"
    assert not Classroom.objects.exists()
