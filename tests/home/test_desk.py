import pytest


@pytest.mark.parametrize("slugs", [["chips"], ["chips", "policy"]])
def test_lists_what_is_open_and_finished_in_two_queries(
    attempt_at, client_of, reader, slugs, django_assert_num_queries
):
    for slug in slugs:
        attempt_at(slug)

    with django_assert_num_queries(2):
        words = client_of(reader).get("/desk/").content.decode()

    assert words.count("/taking/start/") == len(slugs)
    assert "Answer sheet" not in words


def test_an_instructor_finds_counts_and_answer_sheets(attempt_at, instructor_client):
    attempt_at("chips")

    assert "/bank/quiz/chips/" in instructor_client.get("/desk/").content.decode()


def test_an_empty_desk_says_so(db, client):
    assert "途中のクイズはありません" in client.get("/desk/").content.decode()
