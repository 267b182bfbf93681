import pytest
from django.utils import timezone

from tests.shown import shown


def test_has_everything_on_one_page_and_open(assign_quiz, finish, teacher_client):
    assignment = assign_quiz()
    finish(assignment, 12)

    words = shown(teacher_client.get(f"/insight/report/{assignment.slug}/"))

    assert '<bdi class="typed">Class 3B</bdi> · as of ' in words
    assert "12 readers finished" in words
    assert words.count('<section class="sheet" id="q') == 22
    assert words.count("<details open>") == words.count("<details") == 26


def test_without_attempts_it_says_so(assign_quiz, teacher_client):
    words = teacher_client.get(f"/insight/report/{assign_quiz().slug}/").content.decode()

    assert "Nobody has finished this yet." in words


def test_names_readers_only_where_that_is_asked_for(assign_quiz, finish, member, teacher_client):
    assignment = assign_quiz()
    finish(assignment, 3)
    url = f"/insight/report/{assignment.slug}/?attempt=best"

    plain, named = (shown(teacher_client.get(url + more)) for more in ("", "&readers=1"))

    assert ("Sato" in plain, ">R2<" in plain) == (False, False)
    assert "?attempt=best&amp;readers=1" in plain
    assert '<bdi class="typed">R2</bdi></th><td>2 / 22</td><td>9%</td>' in named
    assert '<bdi class="typed">Sato</bdi></th><td colspan="2">not finished</td>' in named
    assert "Without names" in named


def test_who_was_taken_out_is_not_in_the_list(assign_quiz, finish, teacher_client):
    assignment = assign_quiz()
    finish(assignment, 3)
    assignment.classroom.memberships.filter(name="R1").update(removed_at=timezone.now())

    page = teacher_client.get(f"/insight/report/{assignment.slug}/?readers=1")

    assert [row.member.name for row in page.context["readers"]] == ["R0", "R2"]


@pytest.mark.parametrize("rows", [5, 300])
@pytest.mark.parametrize(("query", "queries"), [("", 13), ("?readers=1", 14)])
def test_costs_the_same_however_many_readers(
    assign_quiz, crowd, teacher_client, django_assert_num_queries, rows, query, queries
):
    assignment = assign_quiz()
    crowd(assignment, rows)

    with django_assert_num_queries(queries):
        teacher_client.get(f"/insight/report/{assignment.slug}/{query}")
