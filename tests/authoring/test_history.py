"""Who published what, and when."""

from django.utils import timezone

from quiz.authoring.services.publishing import By, publish
from quiz.bank.models import Share
from tests.drafts import both, publish_private


def address(pack):
    return f"/authoring/{pack.slug}/history/"


def test_it_tells_who_published_when_and_how_much_changed(
    teacher_client, published, colleague, edit, django_assert_num_queries
):
    edit("q1", explanation=both("All of it grew in Ehime."))
    edit("source", about=both("Another digest."))
    publish(pack=published, by=By(colleague, timezone.now()), note="Put right")

    with django_assert_num_queries(9):
        page = teacher_client.get(address(published))

    words = page.content.decode()
    second, first = page.context["history"].lines
    assert second.summary == ("Source: 1 changed", "Questions: 1 changed")
    assert first.summary[0] == "Source: 1 new"
    assert (second.is_current, first.is_current) == (True, False)
    assert words.index("ito@example.org") < words.index("mori@example.org")
    assert "Put right" in words


def test_it_costs_the_same_with_many_editions_and_turns_pages(
    teacher_client, teacher, published, edit, django_assert_num_queries
):
    for number in range(12):
        edit("source", about=both(f"Digest {number}."))
        publish(pack=published, by=By(teacher, timezone.now()))

    with django_assert_num_queries(9):
        page = teacher_client.get(address(published))

    assert [line.edition.number for line in page.context["history"].lines] == list(range(13, 3, -1))
    # Each is compared with the one before, also the last of a page with the first of the next.
    assert {line.summary for line in page.context["history"].lines} == {("Source: 1 changed",)}
    older = teacher_client.get(f"{address(published)}?page=2").context["history"]
    assert [line.edition.number for line in older.lines] == [3, 2, 1]


def test_of_what_was_loaded_from_files_it_says_so(teacher_client, teacher, now):
    held = publish_private(teacher, now)

    page = teacher_client.get(address(held)).content.decode()

    assert "What readers have now was loaded from files on 2026-11-24" in page
    assert "Nothing was published from here yet." in page


def test_only_who_may_edit_finds_it(colleague_client, colleague, client_of, published):
    Share.objects.create(pack=published, user=colleague)

    assert colleague_client.get(address(published)).status_code == 404
    assert client_of().get(address(published)).status_code == 302
