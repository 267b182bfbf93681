def test_the_code_stays_on_its_card_until_it_is_noted(member, classroom, client_of, reader):
    browser, room = client_of(reader), f"/room/{classroom.slug}/"
    assert member.code_to_note in browser.get(room).content.decode()
    assert member.code_to_note in browser.get(room).content.decode()

    assert browser.post(f"/classroom/{classroom.slug}/noted/").url == room

    assert member.code_to_note not in browser.get(room).content.decode()
    member.refresh_from_db()
    assert member.code_to_note == ""


def test_nobody_else_sees_it(member, classroom, client_of, reader, stranger, teacher_client):
    assert client_of(stranger).post(f"/classroom/{classroom.slug}/noted/").status_code == 404
    for page in (f"/insight/classroom/{classroom.slug}/", f"/taking/member/{member.pk}/"):
        assert member.code_to_note not in teacher_client.get(page).content.decode()
    assert member.code_to_note not in client_of(reader).get("/download/").content.decode()


def test_one_that_an_instructor_makes_is_not_kept(member, teacher_client):
    teacher_client.post(f"/new_code/{member.pk}/", {"sure": "1"})

    member.refresh_from_db()
    assert member.code_to_note == ""
