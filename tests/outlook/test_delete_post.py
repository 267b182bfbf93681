from quiz.outlook.models import Post


def test_ones_own_words_are_taken_back(press, survey, me, cast, write, client_of):
    cast(survey, me)
    post = write(survey, me)

    page = press(client_of(me.reader), f"/outlook/{survey.slug}/post/{post.code}/delete/", follow=True)

    assert "Your words were deleted." in page.content.decode()
    assert Post.objects.get().text == ""


def test_only_by_its_author(survey, me, people, write, client_of, teacher_client):
    post = write(survey, me)

    for browser in (client_of(people(1)[0].reader), teacher_client):
        assert browser.post(f"/outlook/{survey.slug}/post/{post.code}/delete/").status_code == 404
    assert Post.objects.get().text == "A thought."
