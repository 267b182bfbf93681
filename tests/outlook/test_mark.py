from quiz.outlook.models import Mark


def test_a_mark_is_set_counted_and_taken_back(survey, me, people, cast, write, client_of):
    post = write(survey, people(1)[0])
    cast(survey, me)
    browser, url = client_of(me.reader), f"/outlook/{survey.slug}/post/{post.code}/mark/"

    page = browser.post(url, {"kind": "good", "page": "2"})
    assert page.url == f"/outlook/{survey.slug}/P1/discussion/?page=2#post-{post.code}"
    browser.post(url, {"kind": "moved"})
    words = browser.get(f"/outlook/{survey.slug}/P1/discussion/").content.decode()
    assert "good point 1" in words
    assert words.count('aria-pressed="true"') == 2

    browser.post(url, {"kind": "good"})
    browser.post(url, {"kind": "nonsense"})

    assert [mark.kind for mark in Mark.objects.all()] == ["moved"]


def test_nobody_marks_before_voting_nor_from_outside(
    survey, me, people, write, client_of, stranger, teacher_client
):
    post = write(survey, people(1)[0])

    for browser in (client_of(me.reader), client_of(stranger), teacher_client):
        assert (
            browser.post(f"/outlook/{survey.slug}/post/{post.code}/mark/", {"kind": "good"}).status_code
            == 404
        )
    assert not Mark.objects.exists()
