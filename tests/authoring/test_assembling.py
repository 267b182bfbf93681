"""What falls into pieces comes together again."""

from quiz.authoring.assembling import content_of
from quiz.authoring.models import Piece
from quiz.authoring.services.opening import take_up
from quiz.authoring.services.pieces import move_piece
from quiz.bank.models import Pack
from quiz.bank.pack import PackPart
from quiz.bank.pack_files import files_in
from quiz.bank.pack_writing import written
from tests.conftest import PACK


def test_the_first_pack_loses_nothing_in_the_editor(pack, teacher, now):
    held = Pack.objects.get()

    take_up(pack=held, user=teacher, now=now)

    told = content_of(held.slug, held.pieces.all())
    assert PackPart(digest="", **told) == PackPart(digest="", **held.content)


def test_quizzes_that_were_moved_keep_their_new_order_in_the_files(pack, teacher, now):
    held = Pack.objects.get()
    take_up(pack=held, user=teacher, now=now)
    move_piece(piece=held.pieces.get(kind="quizzes", key="says-so"), to=1)

    told = PackPart(digest="", **content_of(held.slug, held.pieces.all()))

    assert min(told.quizzes, key=lambda quiz: quiz.place).slug == "says-so"
    assert [quiz.place for quiz in told.quizzes] == list(range(1, len(told.quizzes) + 1))


def test_taking_up_twice_changes_nothing(pack, teacher, now):
    held = Pack.objects.get()
    take_up(pack=held, user=teacher, now=now)
    Piece.objects.filter(key="C01").update(content={})

    take_up(pack=held, user=teacher, now=now)

    assert Piece.objects.get(key="C01").content == {}


def test_the_first_pack_comes_out_of_the_editor_byte_for_byte(pack, teacher, now):
    held = Pack.objects.get()
    take_up(pack=held, user=teacher, now=now)

    told = PackPart(digest="", **content_of(held.slug, held.pieces.all()))

    files = {name: text.encode() for name, text in written(told).items()}
    assert files == files_in(PACK)
