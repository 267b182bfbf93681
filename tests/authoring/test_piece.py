"""Writing one piece of a pack."""

from django.http import QueryDict

from quiz.authoring.assembling import entries_of
from quiz.authoring.forms.pieces import PieceForm
from quiz.authoring.models import Piece, PieceKind
from quiz.authoring.pages.piece import Opened
from tests.conftest import read_once


def first_pack():
    """The pieces of the first pack, not stored."""
    entries = entries_of(read_once().model_dump(mode="json", exclude={"digest"}))
    return [
        Piece(kind=each.kind, key=each.key, parent=each.parent, content=dict(each.content))
        for each in entries
    ]


def sent(form):
    """What a browser sends of a form that nobody touched."""
    found = QueryDict(mutable=True)
    lists = [each for rows in form.rows.values() for each in (rows.management_form, *rows.forms)]
    for each in (form, *lists):
        for name in each.fields:
            value = each[name].value()
            lines = value if isinstance(value, list) else [] if value is None or value is False else [value]
            found.setlist(each.add_prefix(name), [str(line).replace("\n", "\r\n") for line in lines])
    found["revision"] = "1"
    return found


def test_a_piece_that_is_opened_and_saved_unchanged_stays_as_it_is():
    pieces = first_pack()
    page = Opened(None, pieces, None)

    for piece in pieces:
        kind, known = PieceKind(piece.kind), page.known(piece)
        form = PieceForm(kind, piece.content, known, sent(PieceForm(kind, piece.content, known)))
        assert form.is_valid(), form.problems()
        assert form.written() == piece.content

    assert {piece.kind for piece in pieces} == set(PieceKind)
