"""What several processes add up to is in tests/defaults/test_restore.py, where a server runs."""

import pytest
from django.utils import timezone

from quiz.home.models import Upkeep
from quiz.home.pages.metrics import upkeep_in_figures
from quiz.web import metrics

TOKEN = "a-token-that-nobody-guesses-0123"


@pytest.mark.parametrize("sent", [{}, {"authorization": "Bearer "}, {"authorization": f"Bearer {TOKEN}"}])
def test_is_not_there_unless_it_is_on(db, client, staff, sent):
    for browser in (client, staff):
        assert browser.get("/metrics", headers=sent).status_code == 404


@pytest.fixture
def staff(teacher, teacher_client):
    type(teacher).objects.update(is_staff=True)
    return teacher_client


@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer x", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer é"])
def test_is_not_there_without_the_token_whoever_asks(settings, monkeypatch, staff, sent):
    settings.METRICS_TOKEN = TOKEN
    monkeypatch.setattr(metrics, "COUNTS", True)

    assert staff.get("/metrics", headers={"authorization": sent}).status_code == 404


def test_tells_of_the_upkeep(db, django_assert_num_queries):
    assert set(upkeep_in_figures().values()) == {0.0}
    now = timezone.now()
    Upkeep.objects.create(task="keep_house", began_at=now, ended_at=now, failed=2)

    with django_assert_num_queries(1):
        found = upkeep_in_figures()

    assert list(found.values()) == [now.timestamp(), 2.0]
