import shutil

import pytest
from django.core.management import CommandError, call_command

from quiz.bank.pack_files import files_in, read_pack
from tests.conftest import PACK


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(PACK, tmp_path / "h20")
    return tmp_path / "h20"


def test_the_first_pack_stands_in_the_form_that_is_written(capsys):
    call_command("write_pack", str(PACK), "--check")

    assert "0 files written, 14 as they were" in capsys.readouterr().out


def test_a_pack_in_another_form_is_named_and_then_brought_into_it(folder):
    pack, files = read_pack(folder), files_in(folder)
    (folder / "claims.yaml").write_bytes(b"# Mine.\r\n" + files["claims.yaml"].replace(b"\n", b"\r\n"))
    (folder / "quizzes" / "chips.yaml").rename(folder / "quizzes" / "other.yaml")

    with pytest.raises(CommandError, match=r"claims\.yaml, quizzes/chips\.yaml, quizzes/other\.yaml$"):
        call_command("write_pack", str(folder), "--check")
    assert (folder / "claims.yaml").read_bytes().startswith(b"# Mine.")
    call_command("write_pack", str(folder))

    assert files_in(folder) == files
    assert read_pack(folder) == pack


def test_a_pack_is_written_into_another_folder_and_over_no_other(folder, tmp_path):
    call_command("write_pack", str(folder), "--into", str(tmp_path / "new" / "pack"))
    assert files_in(tmp_path / "new" / "pack") == files_in(folder)

    (tmp_path / "new" / "pack" / "quizzes" / "mine.yaml").write_text("mine")
    (tmp_path / "new" / "pack" / "source.yaml").write_text("mine")
    with pytest.raises(CommandError, match=r"holds other files, and nothing was written: quizzes/mine\.yaml"):
        call_command("write_pack", str(folder), "--into", str(tmp_path / "new" / "pack"))
    assert (tmp_path / "new" / "pack" / "source.yaml").read_text() == "mine"


def test_what_is_no_pack_is_left_as_it_is(folder):
    (folder / "notes.yaml").write_text("a: 1")

    with pytest.raises(CommandError, match=r"was not written:\nnotes\.yaml: No file of a pack has this name"):
        call_command("write_pack", str(folder))
    assert (folder / "notes.yaml").read_text() == "a: 1"


def test_two_quizzes_that_would_be_one_file_are_left_as_they_are(folder):
    shutil.copy(folder / "quizzes" / "chips.yaml", folder / "quizzes" / "copy.yaml")
    files = files_in(folder)

    with pytest.raises(CommandError, match="quizzes: chips: stands more than once"):
        call_command("write_pack", str(folder))
    assert files_in(folder) == files


def test_what_the_site_published_is_written_as_its_files_were(pack, tmp_path):
    call_command("write_pack", pack=pack.slug, into=tmp_path)

    assert files_in(tmp_path) == files_in(PACK)


def test_a_pack_that_the_site_has_not_is_named(db, tmp_path):
    with pytest.raises(CommandError, match="nowhere: no published pack"):
        call_command("write_pack", pack="nowhere", into=tmp_path)
