"""Names from the form to the table, on the database in force."""

import pytest
from django.utils import timezone

from quiz.classroom.models import Classroom, Membership
from quiz.classroom.services.members import join, rename
from quiz.people.models import Reader

REFUSED = (
    "", "   ", "\u3000", "\u200b\u2060", "\u202e", "!?", "\u3164\u115f", "\ufdfa" * 60, "\u337f" * 60,
    "W" * 61, "W" * 20_000, "\u0301" * 20_000, "か\u3099" * 61, "👍",
)  # fmt: skip
TAKEN = {
    "W" * 60: "W" * 60, "か\u3099" * 60: "が" * 60, "\u0390" * 60: "\u0390" * 60, "Sa\u202eto\r\nx": "Sato x",
    "e\u0323\u0301\u0302\u0303" * 60: None, "<b>x</b>": "<b>x</b>", "नि" * 60: "नि" * 60, "Ａ\u3000Ｂ": "A B",
}  # fmt: skip


@pytest.fixture
def joins(classroom, now):
    def joins(name):
        return join(
            classroom=classroom, reader=Reader.objects.create(since=now), name=name, now=timezone.now()
        ).membership

    return joins


def test_a_name_that_one_cannot_read_or_keep_is_refused(client, classroom):
    for name in REFUSED:
        page = client.post(f"/classroom/join/{classroom.join_code}/", {"name": name})
        assert page.status_code == 422, ascii(name[:9])
    assert not Membership.objects.exists()


def test_every_other_name_is_kept_cleaned(client_of, classroom):
    for name, kept in TAKEN.items():
        page = client_of(None).post(f"/classroom/join/{classroom.join_code}/", {"name": name})
        assert page.status_code == 302, ascii(name[:9])
        assert kept is None or Membership.objects.latest("pk").name == kept
    assert Membership.objects.count() == len(TAKEN)


def test_look_alikes_are_numbered(joins):
    found = [joins(name).shown_name for name in ("admin", "аdmin", "Ａdmin", "Sato", "Sat0", "佐藤")]

    assert found == ["admin", "аdmin (2)", "Ａdmin (3)", "Sato", "Sat0 (2)", "佐藤"]


def test_a_new_name_that_looks_the_same_keeps_its_number(joins):
    joins("Sato")
    second = joins("sato")

    assert rename(membership=second, name="SAT0").shown_name == "SAT0 (2)"
    assert rename(membership=second, name="Abe").shown_name == "Abe"


@pytest.mark.parametrize("form", ["member", "open", "edit", "copy"])
def test_every_form_for_a_name_refuses_what_nobody_sees(teacher_client, classroom, member, form):
    address, fields = {
        "member": (f"/taking/member/{member.pk}/", {"wanted": "rename"}),
        "open": (
            "/classroom/open_class/",
            {"language": "en", "time_zone": "Asia/Tokyo", "retention_days": 400},
        ),
        "edit": (
            f"/classroom/{classroom.slug}/edit/",
            {"language": "en", "time_zone": "Asia/Tokyo", "retention_days": 400},
        ),
        "copy": (f"/classroom/{classroom.slug}/copy/", {}),
    }[form]

    for name in ("\u200b", "\u202e\u2066", "\ufdfa" * 100):
        assert teacher_client.post(address, fields | {"name": name}).status_code in {200, 422}

    assert list(Classroom.objects.values_list("name", flat=True)) == ["Class 3B"]
    assert Membership.objects.get().name == "Sato"
    assert teacher_client.post(address, fields | {"name": "Ａ\u200b\u202e\r\nB"}).status_code == 302
    assert "A B" in {*Classroom.objects.values_list("name", flat=True), Membership.objects.get().name}
