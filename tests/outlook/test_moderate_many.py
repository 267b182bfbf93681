from datetime import timedelta

import pytest
from django.utils import timezone

from quiz.classroom.services.classes import open_classroom
from quiz.outlook.models import Post, Report
from quiz.outlook.services.talking import report_post, show_post


@pytest.fixture
def held(survey, me, write):
    """So many posts that wait."""

    def held(count):
        posts = [write(survey, me, f"Post {number}.") for number in range(count)]
        Post.objects.filter(pk__in=[post.pk for post in posts]).update(state="held", note="rule")
        return posts

    return held


@pytest.fixture
def judge(survey, teacher_client):
    """Send a list's form: all that are named there are selected. The second press too, where one is asked."""

    def judge(posts, wanted, part="held", **more):
        url, fields = f"/outlook/{survey.slug}/moderate_many/", {"seen": timezone.now().isoformat()}
        fields |= {"part": part, "wanted": wanted, "post": [post.code for post in posts]} | more
        return teacher_client.post(url, fields, follow=True)

    return judge


def states():
    return sorted(Post.objects.values_list("state", "note"))


def test_all_selected_are_shown_at_once(held, judge):
    posts = held(3)

    page = judge(posts[:2], "show")

    assert states() == [("held", "rule"), ("shown", ""), ("shown", "")]
    assert "2 posts are shown now." in page.content.decode()


def test_all_selected_are_hidden_with_one_reason(held, judge):
    page = judge(held(2), "hide", reason="Off the topic.")

    assert states() == [("hidden", "Off the topic.")] * 2
    assert "2 posts are hidden. Their authors see your reason" in page.content.decode()

    judge(Post.objects.all(), "show", part="hidden")
    assert states() == [("shown", "")] * 2


def test_hiding_needs_a_reason_and_keeps_what_was_selected(held, judge):
    posts = held(3)

    page = judge(posts[:2], "hide")

    assert page.status_code == 422
    assert "Say why, in a sentence." in page.content.decode()
    assert [row.is_selected for row in page.context["queue"].held.rows] == [True, True, False]
    assert states() == [("held", "rule")] * 3


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"post": []}, "Select at least one post."),
        ({"post": "Ünsinn!"}, "Select at least one post."),
        ({"wanted": "settle"}, "That cannot be done here."),
        ({"part": "rubbish"}, ""),
        ({"seen": "yesterday"}, ""),
        ({"wanted": "burn"}, ""),
    ],
)
def test_what_makes_no_sense_changes_nothing(held, judge, change, told):
    page = judge(held(1), **({"wanted": "show"} | change))

    assert page.status_code == 422
    assert told in page.content.decode()
    assert states() == [("held", "rule")]


def test_what_a_colleague_handled_meanwhile_is_left_as_it_is(held, judge, now):
    posts = held(3)
    show_post(post=posts[0], now=now)

    page = judge(posts, "hide", reason="Rude.")

    assert states() == [("hidden", "Rude."), ("hidden", "Rude."), ("shown", "")]
    assert "1 post was left as it is: a colleague handled it meanwhile" in page.content.decode()


def test_words_that_nobody_has_read_are_not_shown(held, judge):
    """An author changes a post that waits while the instructor looks at the page."""
    posts, seen = held(2), timezone.now()
    Post.objects.filter(pk=posts[0].pk).update(text="Other.", edited_at=seen + timedelta(seconds=1))

    judge(posts, "show", seen=seen.isoformat())

    assert dict(Post.objects.values_list("text", "state")) == {"Other.": "held", "Post 1.": "shown"}


def test_letting_reported_posts_stand_asks_first_and_leaves_later_reports(
    survey, me, people, write, teacher_client, judge, press
):
    post, voters, seen = write(survey, me), people(2), timezone.now()
    report_post(post=post, membership=voters[0].membership, reason="Rude.", now=seen)
    report_post(post=post, membership=voters[1].membership, reason="New.", now=seen + timedelta(seconds=1))

    asked = judge([post], "settle", part="reported", seen=seen.isoformat())
    assert "The reports on 1 post go from this page" in asked.content.decode()
    assert Report.objects.filter(settled_at=None).count() == 2

    teacher_client.post(f"/outlook/{survey.slug}/moderate_many/", asked.context["fields"])
    assert [report.reason for report in Report.objects.filter(settled_at=None)] == ["New."]
    assert Post.objects.get().state == "shown"


def test_twice_is_as_once(held, judge):
    posts = held(2)
    judge(posts, "hide", reason="Rude.")

    page = judge(posts, "hide", reason="Other words.")

    assert states() == [("hidden", "Rude.")] * 2
    assert "2 posts were left as they are" in page.content.decode()


def test_posts_of_another_class_and_deleted_ones_are_not_touched(
    teacher, survey, survey_of, held, judge, me, write
):
    values = {"name": "4C", "language": "en", "time_zone": "Asia/Tokyo", "retention_days": 400}
    other = survey_of(open_classroom(user=teacher, values=values, now=timezone.now()))
    posts = held(2)
    Post.objects.filter(pk=posts[0].pk).update(survey=other)
    Post.objects.filter(pk=posts[1].pk).update(deleted_at=timezone.now())

    page = judge(posts, "show")

    assert states() == [("held", "rule")] * 2
    assert "2 posts were left as they are" in page.content.decode()


def test_others_cannot(survey, held, instructor_client, client_of, me):
    post = held(1)[0]
    fields = {"part": "held", "wanted": "show", "post": post.code, "seen": timezone.now().isoformat()}

    for browser, status in ((instructor_client, 404), (client_of(me.reader), 302)):
        assert browser.post(f"/outlook/{survey.slug}/moderate_many/", fields).status_code == status
    assert states() == [("held", "rule")]


@pytest.mark.parametrize("posts", [3, 60])
def test_costs_the_same_with_many_posts(
    survey, me, teacher_client, many_posts, django_assert_num_queries, posts
):
    many_posts(survey, me, posts)
    Post.objects.update(state="held", note="rule")
    fields = {"part": "held", "wanted": "show", "seen": timezone.now().isoformat()}
    fields["post"] = list(Post.objects.values_list("code", flat=True))

    with django_assert_num_queries(11):
        teacher_client.post(f"/outlook/{survey.slug}/moderate_many/", fields)
    assert set(Post.objects.values_list("state", flat=True)) == {"shown"}
