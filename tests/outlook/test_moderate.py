from django.utils import timezone

from quiz.outlook.models import Post, Report
from quiz.outlook.services.talking import report_post


def test_a_post_is_hidden_with_a_reason_and_shown_again_unchanged(survey, me, write, teacher_client):
    post = write(survey, me)
    url = f"/outlook/{survey.slug}/post/{post.code}/moderate/"
    assert "A thought." in teacher_client.get(url).content.decode()

    teacher_client.post(url, {"reason": "Off the topic."})
    post.refresh_from_db()
    assert (post.state, post.note, post.text) == ("hidden", "Off the topic.", "A thought.")

    teacher_client.post(url, {"wanted": "show"})
    post.refresh_from_db()
    assert (post.state, post.note, post.text) == ("shown", "", "A thought.")


def test_a_reported_post_may_stand(survey, me, people, write, teacher_client):
    post = write(survey, me)
    report_post(post=post, membership=people(1)[0].membership, reason="Rude.", now=timezone.now())

    teacher_client.post(f"/outlook/{survey.slug}/post/{post.code}/moderate/", {"wanted": "settle"})

    assert Report.objects.get().settled_at is not None
    assert Post.objects.get().state == "shown"


def test_hiding_needs_a_reason(survey, me, write, teacher_client):
    post = write(survey, me)

    page = teacher_client.post(f"/outlook/{survey.slug}/post/{post.code}/moderate/", {"reason": ""})

    assert page.status_code == 422
    assert "Say why, in a sentence." in page.content.decode()
    assert Post.objects.get().state == "shown"


def test_others_cannot(survey, me, write, instructor_client, client_of):
    post = write(survey, me)

    for browser, status in ((instructor_client, 404), (client_of(me.reader), 302)):
        url = f"/outlook/{survey.slug}/post/{post.code}/moderate/"
        assert browser.post(url, {"reason": "x"}).status_code == status
    assert Post.objects.get().state == "shown"
