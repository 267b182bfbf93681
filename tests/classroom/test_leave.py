import pytest


@pytest.fixture
def room(classroom):
    return f"/room/{classroom.slug}/"


@pytest.fixture
def leave(classroom):
    return f"/classroom/{classroom.slug}/leave/"


def test_it_says_what_stays_shows_the_code_and_changes_nothing(member, client_of, reader, leave, room):
    browser = client_of(reader)

    for ask in (browser.get, browser.post):
        assert member.code_to_note in ask(leave).content.decode()

    assert browser.get(room).status_code == 200


def test_one_leaves_and_the_code_leads_back(member, client_of, reader, leave, room):
    browser = client_of(reader)

    gone = browser.post(leave, {"who": "me"})

    assert gone["Clear-Site-Data"] == '"storage"'
    assert browser.get(room).status_code == 302
    assert browser.post("/classroom/come_back/", {"code": member.code_to_note}).url == room
    assert browser.get(room).status_code == 200


def test_those_who_stay_keep_what_they_typed(member, client_of, reader, stranger, attempt_at, leave, room):
    browser = client_of(stranger, reader)

    gone = browser.post(leave, {"who": "me"})

    assert "Clear-Site-Data" not in gone
    assert browser.get(room).status_code == 404
    assert browser.get("/download/").json()["reader"] == str(stranger.pk)


def test_all_can_leave_at_once(member, client_of, reader, stranger, leave, room):
    browser = client_of(stranger, reader)

    gone = browser.post(leave, {"who": "all"})

    assert gone["Clear-Site-Data"] == '"storage"'
    assert browser.get(room).status_code == browser.get("/download/").status_code == 302


def test_a_form_that_waits_for_its_reader_goes_with_them(member, client_of, reader, leave):
    browser = client_of(None)
    browser.post("/taking/none/answer/1/", {"q1-response": "72"}, headers={"sec-fetch-site": "same-origin"})
    waiting = dict(browser.session["again"])
    browser.cookies.update(client_of(reader).cookies)

    browser.post(leave, {"who": "me"})

    assert list(waiting) == ["/taking/none/answer/1/"]
    assert "again" not in browser.session
