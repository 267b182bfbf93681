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


def test_a_link_that_phones_cannot_open_says_so(teacher_client, classroom, settings):
    settings.ALLOWED_HOSTS = ["*"]

    def told(host):
        return (
            "Phones cannot open this link"
            in teacher_client.get(
                f"/classroom/{classroom.slug}/board/", headers={"host": host}
            ).content.decode()
        )

    assert told("127.0.0.1:8000")
    assert not told("192.168.1.5:8000")
