def test_shows_code_link_and_qr_large(teacher_client, classroom):
    words = teacher_client.get(f"/classroom/{classroom.slug}/board/").content.decode()

    assert classroom.join_code in words
    assert f"http://testserver/classroom/join/{classroom.join_code}/" in words
    assert "<svg" in words
    assert "style=" not in words


def test_a_closed_class_shows_no_code(teacher_client, classroom):
    classroom.is_joinable = False
    classroom.save()

    words = teacher_client.get(f"/classroom/{classroom.slug}/board/").content.decode()

    assert "Nobody can join at present." in words
    assert classroom.join_code not in words
