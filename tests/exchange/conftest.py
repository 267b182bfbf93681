"""A file of questions, and who sends it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from quiz.exchange.formats import known
from quiz.exchange.models import Intake
from quiz.people.models import User
from tests.conftest import signed_in
from tests.drafts import make_draft
from tests.intakes import LINES

THREE = "Where do kiwis grow? | Ehime | Oslo\nWhat ripens in autumn? | Kiwis | Ice\nHow many? | 2 | 3"


@pytest.fixture
def lines(monkeypatch):
    """A format of one line a question, in place of all others."""
    monkeypatch.setattr(known, "ALL", (LINES,))
    monkeypatch.setitem(known.BY_NAME, "lines", LINES)


@pytest.fixture
def send(lines, teacher_client):
    """Upload a text, or bytes, as a file."""

    def send(text=THREE, client=teacher_client, name="fruit.txt", **more):
        data = text if isinstance(text, bytes) else text.encode()
        return client.post("/exchange/", {"file": SimpleUploadedFile(name, data)} | more)

    return send


@pytest.fixture
def imported(send):
    """A text that was uploaded, as an import."""

    def imported(text=THREE, **more):
        done = send(text, **more)
        assert done.status_code == 302
        return Intake.objects.get(code=done.url.split("/")[2])

    return imported


@pytest.fixture
def draft(teacher, now):
    """A pack of the teacher's with a quiz and a question."""
    return make_draft(teacher, now)


@pytest.fixture
def stranger_client(db):
    """Another instructor."""
    return signed_in(User.objects.create_user("abe"))
