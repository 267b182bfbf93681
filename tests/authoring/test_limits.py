"""What fills the disk is made at a bounded rate."""

import pytest

from quiz.authoring.models import Edition
from quiz.bank.models import Pack
from quiz.people.limits import Limit
from tests.drafts import both


@pytest.fixture
def few(monkeypatch):
    for name in ("PACKS", "PIECES", "EDITIONS"):
        monkeypatch.setattr(f"quiz.people.limits.{name}", Limit(name.lower(), 2, 600))


def test_one_account_makes_so_many_packs_begun_or_copied(few, published, teacher_client):
    before = Pack.objects.count()
    form = {"title": "Ours", "language": "en"}
    answers = [teacher_client.post("/authoring/new/", form) for _number in range(2)]
    answers.append(teacher_client.post(f"/authoring/{published.slug}/copy/"))

    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "Retry-After" in answers[-1].headers
    assert Pack.objects.count() == before + 2


def test_one_account_adds_so_many_pieces(few, draft, teacher_client):
    urls = [f"/authoring/{draft.slug}/terms/add/"] * 2 + [f"/authoring/{draft.slug}/claims/C1/ask/"]
    answers = [teacher_client.post(url, {"kind": "true_false"}) for url in urls]

    assert [answer.status_code for answer in answers] == [302, 302, 429]


def test_of_one_pack_there_are_so_many_editions(few, draft, teacher_client, edit):
    codes = []
    for number in range(3):
        edit("source", about=both(f"Digest {number}."))
        codes.append(teacher_client.post(f"/authoring/{draft.slug}/publish/").status_code)

    assert codes == [302, 302, 429]
    assert Edition.objects.filter(pack=draft).count() == 2
