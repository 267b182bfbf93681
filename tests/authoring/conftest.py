"""A draft and its author."""

import pytest
from django.utils import timezone

from quiz.authoring.models import Piece
from quiz.authoring.services.opening import open_pack
from quiz.authoring.services.pasting import take_in
from quiz.authoring.services.publishing import By, publish
from quiz.bank.models import Share
from quiz.domain.pasting import cut
from quiz.people.models import User
from tests.conftest import signed_in
from tests.drafts import make_draft

ARTICLE = """# 規制の始まり

米国は2022年に輸出を制限した。狙いは軍事だ。

H20は売れない。

# その後

筆者は、規制はもっと厳しくなると見ている。"""


@pytest.fixture
def draft(teacher, now):
    """A pack of the teacher's with a source, a passage, two claims, a quiz and a question."""
    return make_draft(teacher, now)


@pytest.fixture
def pasted(teacher, now):
    """A new pack of the teacher's with three passages in Japanese, and nothing else."""
    pack = open_pack(user=teacher, title={"ja": "規制の話", "en": ""}, now=now, more={"language": "ja"})
    take_in(pack=pack, sections=cut(ARTICLE), language="ja", user=teacher, now=now)
    return pack


@pytest.fixture
def stranger_client(db):
    """Another instructor."""
    return signed_in(User.objects.create_user("abe"))


@pytest.fixture
def share(draft):
    """Share the draft with an account, to see it or to edit it."""

    def share(user, *, may_edit=True):
        return Share.objects.create(pack=draft, user=user, may_edit=may_edit)

    return share


@pytest.fixture
def many_questions(teacher, now):
    """Put so many questions into a quiz of a pack, at once."""

    def many_questions(pack, quiz, count):
        content = {"kind": "single", "rests_on": ["C1"], "stem": {"ja": "何が" * 40, "en": "What " * 20}}
        Piece.objects.bulk_create(
            Piece(
                pack=pack, kind="questions", key=f"m{number}", parent=quiz, position=number + 10,
                content=content, edited_by=teacher, edited_at=now,
            )
            for number in range(1, count + 1)
        )  # fmt: skip

    return many_questions


@pytest.fixture
def colleague(db):
    return User.objects.create_user("ito", email="ito@example.org")


@pytest.fixture
def colleague_client(colleague):
    return signed_in(colleague)


@pytest.fixture
def edit(draft):
    """Change fields of a piece of the draft, or of another pack's."""

    def edit(key, of=draft, **fields):
        piece = of.pieces.get(key=key)
        piece.content |= fields
        piece.save()

    return edit


@pytest.fixture
def published(draft, teacher):
    """The draft, published once."""
    publish(pack=draft, by=By(teacher, timezone.now()))
    draft.refresh_from_db()
    return draft
