"""A draft as files, for an editor with a text editor; nothing is lost."""

from django.utils import timezone

from quiz.authoring.services.opening import take_up
from quiz.bank.pack_archives import unpacked
from quiz.bank.pack_files import read_pack
from quiz.bank.pack_writing import written
from quiz.people.models import User
from tests.conftest import PACK
from tests.drafts import both


def address(pack):
    return f"/authoring/{pack.slug}/pack.zip"


def test_the_draft_is_a_zip_file_of_yaml(teacher_client, draft, edit):
    edit("source", about=both("Typed just now."))

    page = teacher_client.get(address(draft))

    assert page["Content-Type"] == "application/zip"
    assert page["Content-Disposition"] == f'attachment; filename="{draft.slug}.zip"'
    part = unpacked(page.content)
    assert part.source.about.en == "Typed just now."
    assert part.source.slug == draft.slug


def test_the_first_pack_comes_out_of_the_editor_byte_by_byte_as_it_went_in(pack, teacher, teacher_client):
    User.objects.filter(pk=teacher.pk).update(is_staff=True)
    take_up(pack=pack.pack, user=teacher, now=timezone.now())

    part = unpacked(teacher_client.get(address(pack.pack)).content)

    assert written(part) == written(read_pack(PACK))
    files = {path.relative_to(PACK).as_posix(): path.read_text() for path in PACK.rglob("*.yaml")}
    assert written(part) == files


def test_a_draft_that_is_no_pack_yet_leads_to_what_is_missing(teacher_client, draft, edit):
    edit("q1", explanation=None)

    page = teacher_client.get(address(draft), follow=True).content.decode()

    assert "As files it needs what is missing here first." in page
    assert "Question q1 › Explanation" in page


def test_only_who_may_edit_gets_it(colleague, colleague_client, client_of, draft, share):
    assert client_of().get(address(draft)).status_code == 302
    assert colleague_client.get(address(draft)).status_code == 404
    share(colleague, may_edit=False)

    assert colleague_client.get(address(draft)).status_code == 404
