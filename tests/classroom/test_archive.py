def test_an_archived_class_can_be_read_and_not_begun(
    press, teacher_client, classroom, member, assign_quiz, client_of, reader
):
    given = assign_quiz()
    press(teacher_client, f"/classroom/{classroom.slug}/archive/")

    browser = client_of(reader)
    assert browser.get(f"/room/{classroom.slug}/").status_code == 200
    assert browser.post(f"/taking/begin/{given.slug}/").url == f"/taking/begin/{given.slug}/"
    assert not given.attempts.exists()
    assert "/assign/" not in teacher_client.get(f"/insight/classroom/{classroom.slug}/").content.decode()

    press(teacher_client, f"/classroom/{classroom.slug}/archive/")
    assert "/question/1/" in browser.post(f"/taking/begin/{given.slug}/").url
