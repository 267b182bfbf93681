import pytest

from quiz.classroom.models import Membership
from quiz.people.newcomer import new_newcomer, read_newcomer


@pytest.mark.parametrize("told", ["", "x", "1:2:3", "あ"])
def test_a_number_that_this_site_did_not_make_is_none(told):
    assert read_newcomer(told) is None


def test_a_number_is_read_as_it_was_made():
    told = new_newcomer()

    assert read_newcomer(told) == read_newcomer(told) is not None


def test_a_form_that_was_left_open_makes_another_person_another_reader(classroom, client_of):
    fields = {"code": classroom.join_code, "newcomer": new_newcomer()}
    client_of(None).post("/classroom/join/", fields | {"name": "Sato"})

    client_of(None).post("/classroom/join/", fields | {"name": "Abe"})

    names = {row.name: row.reader_id for row in Membership.objects.all()}
    assert set(names) == {"Sato", "Abe"}
    assert len(set(names.values())) == 2
