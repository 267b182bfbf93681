from datetime import timedelta

from django.utils import timezone

from quiz.outlook.models import Post


def test_words_are_changed(survey, me, write, client_of):
    post = write(survey, me)
    browser, url = client_of(me.reader), f"/outlook/{survey.slug}/post/{post.code}/edit/"
    assert "A thought." in browser.get(url).content.decode()

    page = browser.post(url, {"text": "A better one."})

    assert page.url.endswith(f"#post-{post.code}")
    assert Post.objects.get().text == "A better one."


def test_after_ten_minutes_it_says_so_and_keeps_what_was_typed(survey, me, write, client_of):
    post = write(survey, me)
    Post.objects.update(written_at=timezone.now() - timedelta(minutes=11))
    browser, url = client_of(me.reader), f"/outlook/{survey.slug}/post/{post.code}/edit/"
    assert "It can no longer be changed" in browser.get(url).content.decode()

    page = browser.post(url, {"text": "Too late."})

    assert page.status_code == 422
    assert "Ten minutes are over" in page.content.decode()
    assert "Too late." in page.content.decode()
    assert Post.objects.get().text == "A thought."


def test_empty_words_are_named(survey, me, write, client_of):
    post = write(survey, me)

    page = client_of(me.reader).post(f"/outlook/{survey.slug}/post/{post.code}/edit/", {"text": ""})

    assert page.status_code == 422
    assert "Write something first." in page.content.decode()


def test_only_its_author_finds_it(survey, me, people, write, client_of, teacher_client, stranger):
    post = write(survey, me)
    url = f"/outlook/{survey.slug}/post/{post.code}/edit/"

    for browser in (client_of(people(1)[0].reader), client_of(stranger), teacher_client):
        assert browser.post(url, {"text": "Not mine."}).status_code == 404
    assert Post.objects.get().text == "A thought."
