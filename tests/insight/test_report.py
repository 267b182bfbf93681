import pytest

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


@pytest.mark.parametrize("rows", [5, 300])
def test_costs_the_same_however_many_readers(
    assign_quiz, crowd, teacher_client, django_assert_num_queries, rows
):
    assignment = assign_quiz()
    crowd(assignment, rows)

    with django_assert_num_queries(11):
        teacher_client.get(f"/insight/report/{assignment.slug}/")
