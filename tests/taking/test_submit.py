def test_warns_about_what_is_open_then_hands_in(attempt_at, client_of, reader):
    attempt = attempt_at("chips")
    browser = client_of(reader)
    browser.post(f"/taking/{attempt.code}/answer/1/", {"q1-response": "1", "q1-is_flagged": "on"})

    words = browser.get(f"/taking/{attempt.code}/submit/").content.decode()
    done = browser.post(f"/taking/{attempt.code}/submit/")

    assert "23 questions are not answered yet." in words
    assert "Flagged to look at again" in words
    assert "Answered without saying how sure you are" in words
    assert done.url == f"/taking/{attempt.code}/review/"
    assert browser.get(f"/taking/{attempt.code}/submit/").url == done.url
    assert browser.get(f"/taking/{attempt.code}/question/1/").url == done.url


def test_a_stranger_cannot_hand_it_in(attempt_at, client_of, stranger):
    attempt = attempt_at("chips")

    assert client_of(stranger).post(f"/taking/{attempt.code}/submit/").status_code == 404
    attempt.refresh_from_db()
    assert attempt.is_open
