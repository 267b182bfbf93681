import pytest
from django.utils import timezone

from quiz.outlook.models import Post, Survey
from quiz.outlook.services.talking import report_post
from tests.shown import shown


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
    assert [row.said.post.text for row in queue.held.rows] == ["Waits."]
    assert [row.said.post.text for row in queue.hidden.rows] == ["Hidden."]
    assert [
        (row.said.post.text, [complaint.reason for complaint in row.complaints])
        for row in queue.reported.rows
    ] == [("Reported.", ["Rude."])]
    assert "Fine." not in page.content.decode()
    assert "(2)" in teacher_client.get(f"/outlook/{survey.slug}/lead/").content.decode()


def test_when_nothing_waits_it_says_so(survey, teacher_client):
    words = teacher_client.get(f"/outlook/{survey.slug}/moderation/").content.decode()

    assert "Nothing waits." in words
    assert "Nothing was reported." in words
    assert "Nothing is hidden." in words


def test_the_word_that_holds_a_post_stands_beside_it(survey_of, classroom, me, write, teacher_client):
    survey = survey_of(classroom, words="lunch, Holiday")
    write(survey, me, "After the ＨＯＬＩＤＡＹ we see.")

    words = shown(teacher_client.get(f"/outlook/{survey.slug}/moderation/"))

    assert "It has a word that is to be read by an instructor first. <mark>Holiday</mark> </p>" in words
    assert "<mark>lunch" not in words


def test_so_does_one_that_only_the_page_shows_whole(survey_of, classroom, me, write, teacher_client):
    survey = survey_of(classroom, words="lunch, holiday, 昼食")
    write(survey, me, "After the holi**day** we see, 昼・食.")

    words = shown(teacher_client.get(f"/outlook/{survey.slug}/moderation/"))

    assert "<mark>holiday</mark>" in words
    assert "<mark>昼食</mark>" in words
    assert "<mark>lunch" not in words


def test_a_word_that_was_taken_from_the_list_is_not_made_up(survey_of, classroom, me, write, teacher_client):
    survey = survey_of(classroom, words="lunch")
    write(survey, me, "After lunch.")
    Survey.objects.update(words="")

    words = shown(teacher_client.get(f"/outlook/{survey.slug}/moderation/"))

    assert "<mark>" not in words
    assert "It is no longer on the list of words." in words


def test_its_author_is_not_told_which_word(survey_of, classroom, me, cast, write, client_of):
    survey = survey_of(classroom, words="lunch")
    cast(survey, me)
    write(survey, me, "After lunch.")

    words = client_of(me.reader).get(f"/outlook/{survey.slug}/P1/discussion/").content.decode()

    assert "Not shown to others yet" in words
    assert "<mark>" not in words


def test_all_of_a_list_are_selected_by_a_link(survey, me, write, teacher_client):
    for text, state in (("One.", "held"), ("Two.", "held"), ("Three.", "hidden")):
        Post.objects.filter(pk=write(survey, me, text).pk).update(state=state, note="rule")

    def selected(query=""):
        page = teacher_client.get(f"/outlook/{survey.slug}/moderation/{query}")
        queue = page.context["queue"]
        return queue.held.selected, queue.hidden.selected, page.content.decode().count("checked")

    assert selected() == (0, 0, 0)
    assert selected("?all=held") == (2, 0, 2)
    assert selected("?all=rubbish") == (0, 0, 0)
    assert "?all=held#held" in teacher_client.get(f"/outlook/{survey.slug}/moderation/").content.decode()


def test_more_than_one_reads_in_a_sitting_follow(survey, me, many_posts, teacher_client):
    many_posts(survey, me, 203)
    Post.objects.update(state="held", note="rule")

    page = teacher_client.get(f"/outlook/{survey.slug}/moderation/")

    assert len(page.context["queue"].held.rows) == 200
    assert "3 more follow when these are done." in shown(page)


def test_others_do_not_find_it(survey, instructor_client, client_of, reader, member):
    assert instructor_client.get(f"/outlook/{survey.slug}/moderation/").status_code == 404
    assert client_of(reader).get(f"/outlook/{survey.slug}/moderation/").status_code == 302


@pytest.mark.parametrize("posts", [3, 60])
def test_costs_the_same_with_many_posts(
    survey, me, teacher_client, many_posts, django_assert_num_queries, posts
):
    many_posts(survey, me, posts)
    Post.objects.update(state="held", note="rule")

    with django_assert_num_queries(10):
        teacher_client.get(f"/outlook/{survey.slug}/moderation/")
