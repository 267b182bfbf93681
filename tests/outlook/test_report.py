from quiz.outlook.models import Report


def test_a_report_reaches_the_instructors_without_a_name(
    survey, me, people, cast, write, client_of, teacher_client
):
    post = write(survey, people(1)[0], "Bad words.")
    cast(survey, me)
    browser, url = client_of(me.reader), f"/outlook/{survey.slug}/post/{post.code}/report/"
    assert "Bad words." in browser.get(url).content.decode()

    browser.post(url, {"reason": "It is rude."})
    browser.post(url, {"reason": "It is very rude."})

    assert Report.objects.get().reason == "It is very rude."
    words = teacher_client.get(f"/outlook/{survey.slug}/moderation/").content.decode()
    assert "It is very rude." in words
    assert "Sato" not in words
    assert "reported" in browser.get(f"/outlook/{survey.slug}/P1/discussion/").content.decode()


def test_a_reason_is_needed(survey, me, people, cast, write, client_of):
    post = write(survey, people(1)[0])
    cast(survey, me)

    page = client_of(me.reader).post(f"/outlook/{survey.slug}/post/{post.code}/report/", {"reason": ""})

    assert page.status_code == 422
    assert "Say why, in a sentence." in page.content.decode()


def test_nobody_reports_their_own_before_voting_or_from_outside(
    survey, me, people, cast, write, client_of, stranger
):
    other = people(1)[0]
    post = write(survey, other)
    cast(survey, other)

    for voter in (me.reader, other.reader, stranger):
        url = f"/outlook/{survey.slug}/post/{post.code}/report/"
        assert client_of(voter).post(url, {"reason": "x"}).status_code == 404
    assert not Report.objects.exists()
