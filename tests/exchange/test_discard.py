"""An import goes: discarded by its owner, with the account, or because it was kept long enough."""

from datetime import timedelta
from io import StringIO

from django.core.management import call_command
from django.utils import timezone

from quiz.exchange.models import Found, Intake
from quiz.exchange.services.confirming import Into, take_in
from quiz.people.models import User
from tests.intakes import make_intake


def url_of(intake):
    return f"/exchange/{intake.code}/discard/"


def test_it_asks_first_and_then_all_of_it_is_gone(teacher, teacher_client, now, press):
    made, other = make_intake(teacher, now), make_intake(teacher, now)

    asked = teacher_client.post(url_of(made))

    assert "fruit.txt" in asked.content.decode()
    assert Intake.objects.count() == 2

    assert press(teacher_client, url_of(made)).url == "/exchange/"
    assert list(Intake.objects.all()) == [other]
    assert not Found.objects.filter(intake_id=made.pk).exists()


def test_what_went_into_a_draft_stays_there(teacher, teacher_client, draft, now, press):
    made = make_intake(teacher, now)
    take_in(intake=made, into=Into(draft, "draft-fruit"), language="en", user=teacher, now=now)

    press(teacher_client, url_of(made))

    assert draft.pieces.filter(kind="questions").count() == 3


def test_after_thirty_days_it_goes_by_itself(teacher):
    now = timezone.now()
    make_intake(teacher, now - timedelta(days=31))
    kept = make_intake(teacher, now - timedelta(days=29))

    call_command("keep_house", stdout=StringIO())

    assert list(Intake.objects.all()) == [kept]


def test_with_the_account_its_imports_go_and_with_a_pack_they_stay(teacher, draft, now):
    made = make_intake(teacher, now)
    take_in(intake=made, into=Into(draft, "draft-fruit"), language="en", user=teacher, now=now)

    draft.delete()
    made.refresh_from_db()
    assert made.pack is None

    User.objects.filter(pk=teacher.pk).delete()
    assert not Found.objects.exists()


def test_where_the_pack_is_gone_what_came_in_is_still_told(teacher, teacher_client, draft, now):
    made = make_intake(teacher, now)
    take_in(intake=made, into=Into(draft, "draft-fruit"), language="en", user=teacher, now=now)
    draft.delete()

    page = teacher_client.get(f"/exchange/{made.code}/").content.decode()

    assert "2 questions came in." in page
    assert "not there any more, or not yours to change" in page


def test_nobody_else_discards_it(teacher, stranger_client, client_of, now):
    made = make_intake(teacher, now)

    assert stranger_client.post(url_of(made), {"sure": "1"}).status_code == 404
    assert client_of().post(url_of(made), {"sure": "1"}).status_code == 302
    assert stranger_client.get(url_of(made)).status_code == 405
    assert Intake.objects.exists()
