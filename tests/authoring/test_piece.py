"""Writing one piece of a pack."""

import gzip

import pytest
from django.http import QueryDict

from quiz.authoring.assembling import Entry, entries_of
from quiz.authoring.forms.pieces import PieceForm
from quiz.authoring.forms.rows import MOST_ROWS
from quiz.authoring.models import Piece, PieceKind
from quiz.authoring.pages.piece import Opened
from quiz.authoring.services.pieces import add_piece
from quiz.domain.kinds import Kind
from quiz.people.models import User
from tests.conftest import read_once
from tests.drafts import publish_private

KNOWN = dict.fromkeys([*PieceKind, "others", "topics"], ())


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


@pytest.mark.parametrize(
    "odd", [None, 5, "x", [], ["x", None, 5], {}, {"ja": 5, "en": ["x"]}, [{"code": 5, "text": 5}]]
)
def test_content_of_another_shape_than_expected_can_be_opened_and_saved(odd):
    for kind in PieceKind:
        shapes = [{"kind": str(each)} for each in Kind] if kind is PieceKind.QUESTION else [{}]
        for shape in shapes:
            fields = PieceForm(kind, shape, KNOWN)
            paths = {name.partition(".")[0] for name in fields.fields} | set(fields.rows)
            content = dict.fromkeys(paths - {"kind", "revision"}, odd) | shape
            form = PieceForm(kind, content, KNOWN, sent(PieceForm(kind, content, KNOWN)))

            assert form.is_valid(), form.problems()
            form.written()


def address(pack, kind="questions", key="q1"):
    return f"/authoring/{pack.slug}/{kind}/{key}/"


@pytest.fixture
def write(teacher_client):
    """Open a piece, fill some fields in and send the form, as a browser without script does."""

    def write(where, client=teacher_client, opened=None, accept="text/html", **typed):
        form = opened or client.get(where).context["form"]
        data = sent(form)
        data["revision"] = str(form["revision"].value())
        for name, value in typed.items():
            data[name] = value
        return client.post(
            where, data.urlencode(), "application/x-www-form-urlencoded", headers={"accept": accept}
        )

    return write


def held(pack, kind="questions", key="q1"):
    return pack.pieces.get(kind=kind, key=key)


def test_what_was_typed_is_kept_though_it_is_not_complete(draft, write):
    page = write(
        address(draft),
        **{"stem.ja": "", "stem.en": " Really?\r\nYes? ", "explanation.ja": "", "explanation.en": ""},
    )

    assert page.status_code == 302
    content = held(draft).content
    assert content["stem"] == {"ja": "", "en": "Really?\nYes?"}
    assert "explanation" not in content
    assert held(draft).revision == 2


def test_what_is_missing_is_told_beside_its_field_with_a_link_to_it(draft, write, teacher_client):
    write(address(draft), **{"explanation.ja": "", "explanation.en": ""})

    page = teacher_client.get(address(draft)).content.decode()

    assert 'href="#f-explanation.ja"' in page
    beside = page.partition('data-found="f-explanation.ja">')[2].partition("</div>")[0]
    assert "found-wall" in beside


def test_a_stranger_and_who_may_only_read_do_not_find_it(draft, stranger_client, share):
    assert stranger_client.get(address(draft)).status_code == 404
    share(User.objects.get(username="abe"), may_edit=False)

    assert stranger_client.get(address(draft)).status_code == 404
    assert stranger_client.post(address(draft), {"revision": 1}).status_code == 404


def test_a_script_is_told_when_it_was_saved_and_what_is_found(draft, write):
    told = write(address(draft), accept="application/json", **{"feedback.ja": "", "feedback.en": ""}).json()

    assert told["revision"] == 2
    assert "found-wall" in told["found"]["f-feedback.ja"]
    assert told["count"] == told["items"].count("<li")


def test_rows_are_added_sorted_and_removed_without_script(draft, write, teacher_client):
    where = address(draft, "quizzes", held(draft).parent)
    named = {f"topics-0-name.{language}": "Fruit" for language in ("ja", "en")}

    added = write(where, do="topics-add", **named)
    more = teacher_client.get(added["Location"].partition("#")[0]).context["form"]
    write(where, opened=more, do="topics-1-up", **{"topics-1-name.ja": "色", "topics-1-name.en": "Colours"})

    topics = held(draft, "quizzes", held(draft).parent).content["topics"]
    assert added["Location"].endswith("?more=topics#topics-1")
    assert [(topic["key"], topic["name"]["en"]) for topic in topics] == [("a", "Colours"), ("all", "Fruit")]
    asked = write(where, do="topics-0-drop")
    assert asked["Location"].endswith("?drop=topics-0#topics-0")
    assert b"topics-0-remove" in teacher_client.get(asked["Location"].partition("#")[0]).content
    assert len(held(draft, "quizzes", held(draft).parent).content["topics"]) == 2
    write(where, do="topics-0-remove")
    assert [topic["key"] for topic in held(draft, "quizzes", held(draft).parent).content["topics"]] == ["all"]


def test_a_quiz_shows_its_questions_in_order_with_links(draft, teacher_client):
    page = teacher_client.get(address(draft, "quizzes", held(draft).parent)).content.decode()

    assert f'href="{address(draft)}"' in page
    assert f"/authoring/{draft.slug}/questions/?quiz={held(draft).parent}" in page


def test_two_who_write_at_once_overwrite_nothing_silently(
    draft, write, teacher_client, stranger_client, share
):
    share(User.objects.get(username="abe"))
    mine = teacher_client.get(address(draft)).context["form"]
    write(address(draft), client=stranger_client, **{"stem.en": "Theirs?"})

    page = write(address(draft), opened=mine, **{"stem.en": "Mine?"})
    told = write(address(draft), opened=mine, accept="application/json", **{"stem.en": "Mine?"})

    assert (page.status_code, told.status_code) == (409, 409)
    assert [(each.theirs, each.mine) for each in page.context["differing"]] == [("Theirs?", "Mine?")]
    assert "abe" in page.content.decode()
    assert held(draft).content["stem"]["en"] == "Theirs?"
    assert "may be writing still" in teacher_client.get(address(draft)).content.decode()
    write(address(draft), opened=page.context["form"])
    assert held(draft).content["stem"]["en"] == "Mine?"


def test_of_a_piece_that_was_removed_meanwhile_what_was_typed_is_there_to_be_copied(
    draft, write, teacher_client
):
    mine = teacher_client.get(address(draft)).context["form"]
    held(draft).delete()

    page = write(address(draft), opened=mine, **{"stem.en": "All my work?"})

    assert page.status_code == 404
    assert "All my work?" in page.content.decode()
    assert teacher_client.get(address(draft)).status_code == 404


@pytest.mark.parametrize("typed", ["x" * 20_001, "a\0b"])
def test_what_cannot_be_stored_is_told_and_changes_nothing(draft, write, typed):
    page = write(address(draft), **{"stem.en": typed, "explanation.en": "Kept."})

    assert page.status_code == 422
    assert "Kept." in page.content.decode()
    assert held(draft).revision == 1


@pytest.mark.parametrize("typed", ["nan", "inf", "-1e999", "about 12"])
def test_what_is_no_number_is_kept_as_it_was_typed(teacher, draft, write, now, typed):
    add_piece(pack=draft, entry=Entry(PieceKind.FIGURE, "f1", {"chip": "H20"}), user=teacher, now=now)

    page = write(address(draft, "figures", "f1"), value=typed)

    assert page.status_code == 302
    assert held(draft, "figures", "f1").content["value"] == typed


def test_a_list_that_is_longer_than_one_may_make_it_can_be_saved(draft, write):
    piece = held(draft)
    sentences = [{"code": f"s{number}", "claim": "C1"} for number in range(MOST_ROWS + 1)]
    piece.content = {"kind": "labelling", "topic": "all", "sentences": sentences}
    piece.save()

    assert write(address(draft), **{"stem.en": "Sort them."}).status_code == 302
    assert held(draft).content["sentences"] == sentences
    assert held(draft).content["stem"]["en"] == "Sort them."


def test_a_question_becomes_another_kind_only_where_nothing_written_is_lost(draft, write, teacher_client):
    def kinds():
        return {
            kind for kind, _name in teacher_client.get(address(draft)).context["form"].fields["kind"].choices
        }

    assert kinds() == {"true_false"}
    write(
        address(draft),
        **{"answer": "", **{f"feedback{end}.{la}": "" for end in ("", "_right") for la in ("ja", "en")}},
    )
    assert len(kinds()) == 7
    write(address(draft), kind="single")
    write(address(draft), **{"options-1-text.en": "Apples", "options-1-right": "on"})
    assert held(draft).content["options"] == [
        {"code": "a", "text": {"ja": "", "en": "Apples"}, "right": True}
    ]
    assert kinds() == {"single", "multiple"}


@pytest.mark.parametrize("count", [5, 500])
def test_costs_the_same_in_a_large_pack(
    draft, teacher_client, many_questions, count, django_assert_num_queries
):
    many_questions(draft, held(draft).parent, count)

    for where in (address(draft), address(draft, "quizzes", held(draft).parent)):
        with django_assert_num_queries(4):
            page = teacher_client.get(where)

        assert len(gzip.compress(page.content)) < 60_000


def test_a_question_that_was_published_without_the_editor_opens_at_the_first_visit(
    teacher, teacher_client, now
):
    publish_private(teacher, now)
    assert not Piece.objects.exists()

    assert teacher_client.get("/authoring/own-fruit/questions/q1/").status_code == 200
    assert teacher_client.get("/authoring/own-fruit/questions/none/").status_code == 404
