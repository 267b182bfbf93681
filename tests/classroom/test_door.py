def test_a_new_code_voids_the_old_one(press, teacher_client, classroom, client):
    press(teacher_client, f"/classroom/{classroom.slug}/door/", {"wanted": "renew"})

    old = classroom.join_code
    classroom.refresh_from_db()
    assert classroom.join_code != old
    assert client.get(f"/classroom/join/{old}/").status_code == 422


def test_it_closes_and_opens(press, teacher_client, classroom):
    press(teacher_client, f"/classroom/{classroom.slug}/door/", {"wanted": "close"})
    classroom.refresh_from_db()
    assert not classroom.takes_readers

    press(teacher_client, f"/classroom/{classroom.slug}/door/", {"wanted": "open"})
    classroom.refresh_from_db()
    assert classroom.takes_readers
