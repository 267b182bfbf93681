import pytest
from django.utils import timezone

from quiz.bank.models import Pack
from quiz.home.admin import site
from quiz.people.models import User
from tests.conftest import signed_in
from tests.drafts import publish_private


@pytest.fixture
def staff(db):
    user = User.objects.create_user("staff", email="staff@example.org", is_staff=True, is_superuser=True)
    return signed_in(user)


@pytest.mark.parametrize("model", site._registry, ids=lambda model: model.__name__)
def test_each_form_of_the_admin_saves_what_it_shows(model, staff, classroom, pack):
    row = model.objects.order_by("pk").first()
    url = f"/admin/{model._meta.app_label}/{model._meta.model_name}/{row.pk}/change/"
    form = staff.get(url).context["adminform"].form
    before = model.objects.filter(pk=row.pk).values().get()
    shown = {name: form[name].value() for name in form.fields}

    answer = staff.post(url, {name: value for name, value in shown.items() if value not in (None, False)})

    assert answer.status_code == 302
    assert model.objects.filter(pk=row.pk).values().get() == before


def test_a_class_is_archived_there_and_taken_back(staff, classroom):
    url = f"/admin/classroom/classroom/{classroom.pk}/change/"
    fields = {"name": "Other", "is_joinable": "on", "retention_days": "400"}
    day = timezone.localdate().isoformat()

    staff.post(url, fields | {"archived_at_0": day, "archived_at_1": "08:00:00"})
    classroom.refresh_from_db()
    assert classroom.archived_at is not None

    staff.post(url, fields)
    classroom.refresh_from_db()
    assert (classroom.name, classroom.archived_at) == ("Other", None)


def test_a_pack_is_given_to_another_account_and_hidden_there_without_its_text(staff, teacher, now):
    pack = publish_private(User.objects.create_user("leaver"), now)
    Pack.objects.filter(pk=pack.pk).update(is_public=True)
    url = f"/admin/bank/pack/{pack.pk}/change/"

    assert "Kiwifruit" not in staff.get(url).content.decode()
    staff.post(url, {"owner": teacher.pk})

    pack.refresh_from_db()
    assert (pack.owner, pack.is_public) == (teacher, False)
    assert staff.post(f"/admin/bank/pack/{pack.pk}/delete/").status_code == 403
