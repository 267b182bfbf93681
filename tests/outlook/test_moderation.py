import pytest
from django.utils import timezone

from quiz.outlook.models import Post
from quiz.outlook.services.talking import report_post


def test_what_waits_what_was_reported_and_what_is_hidden(survey, me, people, write, teacher_client):
    for text, state, note in (
        ("Waits.", "held", "rule"),
        ("Hidden.", "hidden", "Why."),
        ("Fine.", "shown", ""),
    ):
        write(survey, me, text)
        Post.objects.filter(text=text).update(state=state, note=note)
    reported = write(survey, me, "Reported.")
    report_post(post=reported, membership=people(1)[0].membership, reason="Rude.", now=timezone.now())

    page = teacher_client.get(f"/outlook/{survey.slug}/moderation/")

    queue = page.context["queue"]
    assert [each.post.text for each in queue.held] == ["Waits."]
    assert [each.post.text for each in queue.hidden] == ["Hidden."]
    assert [(each.post.text, [row.reason for row in rows]) for each, rows in queue.reported] == [
        ("Reported.", ["Rude."])
    ]
    assert "Fine." not in page.content.decode()
    assert "(2)" in teacher_client.get(f"/outlook/{survey.slug}/lead/").content.decode()


def test_when_nothing_waits_it_says_so(survey, teacher_client):
    words = teacher_client.get(f"/outlook/{survey.slug}/moderation/").content.decode()

    assert "Nothing waits." in words
    assert "Nothing was reported." in words
    assert "Nothing is hidden." in words


def test_others_do_not_find_it(survey, instructor_client, client_of, reader, member):
    assert instructor_client.get(f"/outlook/{survey.slug}/moderation/").status_code == 404
    assert client_of(reader).get(f"/outlook/{survey.slug}/moderation/").status_code == 302


@pytest.mark.parametrize("posts", [3, 60])
def test_costs_the_same_with_many_posts(
    survey, me, teacher_client, many_posts, django_assert_num_queries, posts
):
    many_posts(survey, me, posts)
    Post.objects.update(state="held", note="rule")

    with django_assert_num_queries(11):
        teacher_client.get(f"/outlook/{survey.slug}/moderation/")
