import pytest
from django.utils import timezone

from quiz.classroom.models import Deed, Membership
from quiz.classroom.services.log import write_down


@pytest.fixture
def wrote(classroom, teacher):
    """Something is written down so many times."""

    def wrote(count, membership=None):
        for number in range(count):
            write_down(
                classroom=classroom, user=teacher, deed=Deed.CODE if membership else Deed.NAME,
                now=timezone.now(), about=(membership, f"Reason {number}."),
            )  # fmt: skip

    return wrote


def test_an_empty_log_says_so(teacher_client, classroom):
    words = teacher_client.get(f"/classroom/{classroom.slug}/log/").content.decode()

    assert "Nothing yet" in words


def test_it_tells_who_did_what_to_whom_and_stays_when_they_go(
    teacher_client, classroom, member, teacher, wrote, instructor_client
):
    wrote(1, member)
    url = f"/classroom/{classroom.slug}/log/"
    words = teacher_client.get(url).content.decode()
    assert "mori@example.org" in words
    assert "made a return code for a reader" in words
    assert "Sato" in words

    Membership.objects.all().delete()

    words = teacher_client.get(url).content.decode()
    assert "a reader who has left" in words
    assert "Sato" not in words


def test_a_name_behind_a_post_is_not_in_it(teacher_client, classroom, member, wrote):
    wrote(1)

    words = teacher_client.get(f"/classroom/{classroom.slug}/log/").content.decode()

    assert "had the name behind a post shown" in words
    assert "Reason 0." in words
    assert "Sato" not in words


@pytest.mark.parametrize("count", [2, 60])
def test_costs_the_same_however_long_it_is(
    teacher_client, classroom, member, wrote, django_assert_num_queries, count
):
    wrote(count, member)

    with django_assert_num_queries(5):
        page = teacher_client.get(f"/classroom/{classroom.slug}/log/")
    assert ("page=2" in page.content.decode()) == (count > 50)


def test_others_do_not_find_it(classroom, instructor_client, client_of, reader, member):
    assert instructor_client.get(f"/classroom/{classroom.slug}/log/").status_code == 404
    assert client_of(reader).get(f"/classroom/{classroom.slug}/log/").status_code == 302
