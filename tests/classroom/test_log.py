from datetime import timedelta

import pytest
from django.utils import timezone

from quiz.classroom.models import Deed, LogEntry, Membership, Teaching
from quiz.classroom.pages.log import ALL, KINDS
from quiz.classroom.services.assignments import assign
from quiz.classroom.services.classes import open_classroom
from quiz.classroom.services.log import By, Told, note_keys, write_down
from quiz.classroom.services.members import join
from quiz.outlook.services.leading import set_up
from quiz.people.models import User
from quiz.taking.services.correcting import Wanted, correct


@pytest.fixture
def wrote(classroom, teacher):
    """Something is written down so many times."""

    def wrote(count, membership=None):
        for number in range(count):
            write_down(
                classroom=classroom, by=By(teacher, timezone.now()),
                deed=Deed.CODE if membership else Deed.NAME, told=Told(membership, f"Reason {number}."),
            )  # fmt: skip

    return wrote


def test_an_empty_log_says_so(teacher_client, classroom):
    words = teacher_client.get(f"/classroom/{classroom.slug}/log/").content.decode()

    assert "Nothing of this kind" in words


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


@pytest.fixture
def deeds(classroom):
    """What is in the log of the class, the first first."""
    return lambda: [
        (row.deed, row.membership and row.membership.name, row.title_en, row.details)
        for row in LogEntry.objects.filter(classroom=classroom).order_by("pk")
    ]


@pytest.fixture
def log_of(teacher_client, classroom):
    return lambda **asked: teacher_client.get(f"/classroom/{classroom.slug}/log/", asked).content.decode()


def test_readers_who_are_taken_out_or_merged_are_in_it(
    teacher_client, classroom, member, stranger, assign_quiz, begun, press, deeds, log_of
):
    begun(assign_quiz())
    other = join(classroom=classroom, reader=stranger, name="Abe", now=timezone.now()).membership
    press(teacher_client, f"/taking/member/{other.pk}/", {"wanted": "remove"})
    press(teacher_client, f"/merge/{other.pk}/", {"into": member.pk})
    press(teacher_client, f"/taking/member/{member.pk}/", {"wanted": "delete"})

    assert deeds() == [
        ("removed", None, "", {}), ("merged", None, "", {}), ("deleted", None, "", {"attempts": 1}),
    ]  # fmt: skip
    words = log_of()
    assert "took a reader out of the class and deleted the answers" in words
    assert "1 attempt went." in words
    assert "Abe" not in words


def test_what_was_told_of_a_reader_follows_a_merge(
    teacher_client, classroom, member, stranger, wrote, press, deeds
):
    other = join(classroom=classroom, reader=stranger, name="Abe", now=timezone.now()).membership
    wrote(1, other)

    press(teacher_client, f"/merge/{other.pk}/", {"into": member.pk})

    assert [row[:2] for row in deeds()] == [("code", "Sato"), ("merged", "Sato")]


def test_what_changes_marks_is_in_it_once_somebody_has_begun(
    teacher_client, classroom, member, assign_quiz, begun, press, deeds, log_of
):
    given = assign_quiz(minutes=30)
    at = f"/classroom/assignment/{given.slug}/"
    fields = {"quiz": given.quiz.pk, "start": "now", "feedback": "finish", "counted": "best", "minutes": "40"}
    teacher_client.post(at, fields)
    assert deeds() == []
    begun(given)

    teacher_client.post(at, fields | {"minutes": "45", "counted": "last"})
    teacher_client.post(f"{at}extend/{member.pk}/", {"minutes": "5", "closes_at": ""})
    teacher_client.post(f"{at}extend/{member.pk}/", {"minutes": "", "closes_at": ""})
    press(teacher_client, f"{at}close_now/")
    teacher_client.post(f"{at}open_now/")

    assert [row[0] for row in deeds()] == ["rules", "extended", "extended", "closed", "reopened"]
    assert {row[2] for row in deeds()} == {given.quiz.title_en}
    words = log_of(kind="marks")
    assert "Time limit in minutes: 40 → 45" in words
    assert "the best → the last" in words
    assert "5 minutes more." in words
    assert "The extension was taken back." in words


def test_an_assignment_that_was_taken_back_is_named_though_it_is_gone(
    teacher_client, assign_quiz, press, deeds, log_of
):
    given = assign_quiz("chips")

    press(teacher_client, f"/classroom/assignment/{given.slug}/withdraw/")

    assert deeds() == [("withdrawn", None, given.quiz.title_en, {})]
    assert given.quiz.title_en in log_of()


def test_a_key_put_right_is_in_it_also_where_those_who_run_the_site_did_it(
    assign_quiz, teacher, deeds, log_of, classroom
):
    given = assign_quiz("chips")
    question = given.quiz.places.get(number=3).question
    staff = User.objects.create_user("site", email="site@example.org")
    now = timezone.now()

    correct(wanted=Wanted(question, None, False, {}, "Everybody.", True), user=staff, now=now)
    correct(wanted=Wanted(question, given, True, {}, "Ours."), user=teacher, now=now)
    correct(wanted=Wanted(question, None, True, {}, "Not here."), user=staff, now=now)

    assert [(deed, told) for deed, _who, _title, told in deeds()] == [
        ("corrected", {"number": 3, "correction": "full"}),
        ("corrected", {"number": 3, "correction": "void"}),
    ]  # fmt: skip
    words = log_of()
    assert "site@example.org" in words
    assert "Question 3." in words
    assert "Everybody is given the point." in words
    assert "Ours." in words


KEYS = (
    "/classroom/answers/chips/", "/taking/worksheet_key/{}/", "/insight/talk_key/{}/1/",
    "/taking/correct/{}/1/", "/insight/items/{}/", "/insight/item/{}/1/", "/insight/report/{}/",
    "/insight/quiz/chips/",
)  # fmt: skip


@pytest.mark.parametrize("page", KEYS)
def test_whoever_opens_a_key_is_in_the_log_of_each_class_that_was_given_it(
    page, assign_quiz, teacher, teacher_client, classroom
):
    given = assign_quiz("chips")
    values = {"language": "en", "time_zone": "Asia/Tokyo", "retention_days": 400}
    second, third = (
        open_classroom(user=teacher, values=values | {"name": name}, now=timezone.now()) for name in "BC"
    )
    assign(classroom=second, values={"quiz": given.quiz}, now=timezone.now())

    assert teacher_client.get(page.format(given.slug)).status_code == 200
    teacher_client.get(page.format(given.slug))

    assert set(LogEntry.objects.values_list("classroom", "deed", "title_en")) == {
        (each.pk, "keys", given.quiz.title_en) for each in (classroom, second)
    }
    assert LogEntry.objects.count() == 2
    assert not third.log.exists()


def test_a_key_is_written_down_again_the_next_day_and_for_another_person(classroom, assign_quiz, teacher):
    assign_quiz("chips")
    colleague = User.objects.create_user("abe", email="abe@example.org")
    Teaching.objects.create(classroom=classroom, user=colleague)
    now = timezone.now()

    for user, at in ((teacher, now), (teacher, now), (teacher, now + timedelta(days=1)), (colleague, now)):
        note_keys(user=user, quiz_slug="chips", now=at)

    assert classroom.log.count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_key_opened_twice_at_once_is_written_down_once(pack, all_at_once, classroom, assign_quiz, teacher):
    assign_quiz("chips")

    all_at_once(lambda _n: note_keys(user=teacher, quiz_slug="chips", now=timezone.now()), 4)

    assert classroom.log.count() == 1


def test_each_file_is_in_it(teacher_client, classroom, assign_quiz, pack, deeds, log_of):
    given = assign_quiz("chips")
    values = {"opens_at": timezone.now()}
    survey = set_up(classroom=classroom, source=pack, values=values | {"closes_at": None}, now=timezone.now())
    for address in (
        f"/insight/download/{given.slug}/results/", f"/insight/download/{given.slug}/workbook/",
        f"/insight/gradebook/{classroom.slug}/csv/", f"/outlook/{survey.slug}/download/posts/",
    ):  # fmt: skip
        file = teacher_client.get(address)
        assert file.getvalue(), address

    assert [(deed, told["file"]) for deed, _who, _title, told in deeds()] == [
        ("file", "results.csv"), ("file", "workbook.xlsx"), ("file", "gradebook.csv"),
        ("file", "outlook-posts.csv"),
    ]  # fmt: skip
    assert "gradebook.csv" in log_of(kind="files")


def test_who_teaches_and_who_no_longer_does_is_in_it(
    teacher_client, classroom, instructor_client, press, deeds, log_of
):
    at = f"/classroom/{classroom.slug}/"
    teacher_client.post(f"{at}invite/")
    press(teacher_client, f"{at}revoke/{classroom.invitations.get().pk}/")
    for _time in range(2):
        teacher_client.post(f"{at}invite/")
        instructor_client.post(f"/classroom/accept/{classroom.invitations.get().token}/")
        other = classroom.teachings.get(is_owner=False)
        press(teacher_client if _time else instructor_client, f"{at}dismiss/{other.pk}/")

    assert [(deed, told) for deed, _who, _title, told in deeds()] == [
        ("invited", {}), ("revoked", {}), ("invited", {}), ("came", {}), ("went", {}),
        ("invited", {}), ("came", {}), ("dismissed", {"who": "teacher"}),
    ]  # fmt: skip
    assert "took an instructor away from the class" in log_of(kind="instructors")


def test_it_stays_when_whoever_did_it_deletes_the_account(client, classroom, teacher, wrote):
    wrote(1)
    colleague = User.objects.create_user("abe", email="abe@example.org")
    Teaching.objects.create(classroom=classroom, user=colleague)
    teacher.delete()
    client.force_login(colleague, backend="django.contrib.auth.backends.ModelBackend")

    words = client.get(
        f"/classroom/{classroom.slug}/log/", headers={"accept-language": "en"}
    ).content.decode()

    assert "mori@example.org" in words


def test_one_kind_at_a_time_and_pages_keep_the_kind(wrote, member, log_of):
    wrote(60, member)
    wrote(1)

    words = log_of(kind="readers")
    assert "?kind=readers&amp;page=2" in words
    assert "Nothing of this kind" in log_of(kind="files")
    assert "Reason 59." in log_of(kind="nonsense")


def test_it_speaks_japanese(teacher_client, classroom, member, wrote):
    wrote(1, member)

    words = teacher_client.get(f"/classroom/{classroom.slug}/log/", headers={"accept-language": "ja"})

    assert "復帰コード" in words.content.decode()


def test_every_deed_is_of_one_kind():
    kinds = [deeds for name, (_words, deeds) in KINDS.items() if name != ALL]

    assert sorted(deed for deeds in kinds for deed in deeds) == sorted(Deed)
