from quiz.outlook.models import Disclosure


def test_a_name_is_shown_only_with_a_reason_on_record(survey, me, cast, write, teacher_client, client_of):
    post = write(survey, me)
    cast(survey, me)
    url = f"/outlook/{survey.slug}/post/{post.code}/disclose/"
    assert "Sato" not in teacher_client.get(url).content.decode()
    assert teacher_client.post(url, {"reason": ""}).status_code == 422

    words = teacher_client.post(url, {"reason": "A threat."}, follow=True).content.decode()

    assert '<bdi class="typed">Sato</bdi> wrote it.' in words
    assert "A threat." in words
    assert Disclosure.objects.count() == 1
    assert (
        'shown to you: <bdi class="typed">Sato</bdi>'
        in teacher_client.get(f"/outlook/{survey.slug}/P1/discussion/").content.decode()
    )
    own = client_of(me.reader).get(f"/outlook/{survey.slug}/").content.decode()
    assert '<bdi class="typed">mori@example.org</bdi>: A threat.' in own


def test_behind_the_reason_of_a_ballot_or_an_instructors_post_there_is_nothing(
    survey, people, cast, write, teacher, teacher_client
):
    for voter in people(5):
        reason = cast(survey, voter, reason="Because.").reason
    post = write(survey, teacher)

    for code in (reason.code, post.code):
        assert (
            teacher_client.post(f"/outlook/{survey.slug}/post/{code}/disclose/", {"reason": "x"}).status_code
            == 404
        )
    assert not Disclosure.objects.exists()


def test_others_cannot(survey, me, write, instructor_client, client_of):
    post = write(survey, me)

    for browser, status in ((instructor_client, 404), (client_of(me.reader), 302)):
        url = f"/outlook/{survey.slug}/post/{post.code}/disclose/"
        assert browser.post(url, {"reason": "x"}).status_code == status
    assert not Disclosure.objects.exists()
