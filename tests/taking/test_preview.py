"""A question of a draft as readers see it, for those who write it."""

import re

import pytest
from django.apps import apps

from quiz.authoring.assembling import Entry
from quiz.authoring.models import Piece, PieceKind
from quiz.authoring.services.opening import open_pack, take_up
from quiz.authoring.services.pieces import add_piece
from quiz.bank.models import Pack, Quiz
from quiz.domain.kinds import Kind
from quiz.web.client import KNOWN_ROWS


def text(words):
    return {"ja": f"{words}（日）", "en": words}


OPTIONS = [
    {"code": "a", "text": text("On a train"), "feedback": text("Trains come later.")},
    {"code": "b", "text": text("By ship"), "right": True, "feedback": text("So it says.")},
]
QUESTION = {
    "kind": "single", "scope": "article", "topic": "ways", "rests_on": ["C1"],
    "stem": text("How did the goods travel?"), "options": OPTIONS, "explanation": text("The text says ship."),
}  # fmt: skip
AROUND = [
    Entry(PieceKind.PASSAGE, "p1", {"section": "1", "text": text("Goods went by ship.[[C1]]")}),
    Entry(PieceKind.CLAIM, "C1", {"label": "fact", "text": text("Goods went by ship."), "passage": "p1"}),
    Entry(
        PieceKind.QUIZ, "mine", {"title": text("Goods"), "topics": [{"key": "ways", "name": text("Ways")}]}
    ),
]


@pytest.fixture
def draft(teacher, now):
    """A pack that was never published, with one question."""
    pack = open_pack(user=teacher, title=text("Trade"), now=now)
    for entry in (*AROUND, Entry(PieceKind.QUESTION, "q1", QUESTION, "mine")):
        add_piece(pack=pack, entry=entry, user=teacher, now=now)
    return pack


def fields_of(page):
    """The form of a page as a browser has it, by the text of each option."""
    return dict(re.findall(r'value="(\d)"[^>]*>\s*<span>([^<]+)</span>', page))


def test_a_question_looks_as_readers_see_it_before_anything_is_published(draft, teacher_client):
    page = teacher_client.get(f"/taking/preview/{draft.slug}/q1/").content.decode()

    assert "How did the goods travel?" in page
    assert sorted(fields_of(page).values()) == ["By ship", "On a train"]
    assert "According to the article" in page
    assert "Not finished yet" not in page
    assert "The text says ship." not in page
    assert f'href="/taking/preview/{draft.slug}/"' in page


@pytest.mark.parametrize(
    ("chosen", "outcome", "says"),
    [("By ship", "Right", "So it says."), ("On a train", "Not right", "Trains come later.")],
)
def test_a_typed_answer_is_marked_with_its_reasons_and_nothing_is_stored(
    draft, teacher_client, chosen, outcome, says
):
    tokens = {words: token for token, words in fields_of(ask(teacher_client, draft)).items()}
    before = {model: model.objects.count() for model in apps.get_models()}

    page = ask(teacher_client, draft, {"q1-response": tokens[chosen], "q1-confidence": "3", "check": "1"})

    assert f"{outcome}</b>" in page
    assert says in page
    assert "The text says ship." in page
    assert "Goods went by ship." in page
    assert "[[C1]]" not in page
    assert "/bank/source/" not in page.split("<main")[1].split("</main")[0]
    assert {model: model.objects.count() for model in apps.get_models()} == before


def ask(client, draft, data=None, code="q1", **headers):
    return client.get(f"/taking/preview/{draft.slug}/{code}/", data or {}, headers=headers).content.decode()


def test_in_the_other_language_only_the_question_speaks_it(draft, teacher_client):
    page = ask(teacher_client, draft, {"in": "ja"})

    assert "How did the goods travel?（日）" in page
    assert '<html lang="en"' in page
    assert "記事によると" in page
    assert re.search(r'<div\s+id="drafted"[^>]*lang="ja"', page)


def test_a_script_gets_the_part_alone(draft, teacher_client):
    part = ask(teacher_client, draft, **{KNOWN_ROWS: ""})

    assert "<html" not in part
    assert 'id="drafted"' in part
    assert "How did the goods travel?" in part


def test_an_answer_to_a_question_that_was_changed_meanwhile_is_not_marked(draft, teacher_client):
    Piece.objects.filter(key="q1").update(revision=4)

    page = ask(teacher_client, draft, {"q1-response": "1", "q1-seen": "3", "check": "1"})

    assert "The question was changed since." in page
    assert "The text says ship." not in page


HALF = [
    {},
    {"stem": None, "options": "x", "items": [1, {}], "pairs": [{"left": 3}], "answer": ["?"]},
    {"rests_on": ["C9"], "sentences": [{"claim": "C9"}, {"claim": "C1"}], "tolerance": "much", "scope": 1},
    {
        "options": [{"right": True}, {"right": True}],
        "items": [{"code": "a"}, {"code": "a"}],
        "answer": "8,0,0",
    },
]


@pytest.mark.parametrize("rest", HALF)
def test_whatever_is_missing_or_wrong_is_said(draft, teacher_client, rest):
    for kind in (*Kind, "", "essay", 3):
        Piece.objects.filter(key="q1").update(content={"kind": kind} | rest)

        page = ask(
            teacher_client, draft, {"check": "1", "q1-response": "1", "q1-item_1": "1", "q1-item_2": "2"}
        )

        assert "Not finished yet" in page, kind


def test_who_may_not_edit_finds_no_preview(draft, instructor_client, client_of, reader):
    for address in (f"/taking/preview/{draft.slug}/q1/", f"/taking/preview/{draft.slug}/"):
        assert instructor_client.get(address).status_code == 404
        assert client_of(reader).get(address).status_code == 302


def test_what_is_not_there_is_not_found(draft, teacher_client):
    assert teacher_client.get(f"/taking/preview/{draft.slug}/q7/").status_code == 404


@pytest.mark.parametrize("is_taken_up", [True, False])
def test_every_question_of_the_first_pack_can_be_tried(pack, teacher, teacher_client, now, is_taken_up):
    held = Pack.objects.get()
    Pack.objects.update(owner=teacher)
    if is_taken_up:
        take_up(pack=held, user=teacher, now=now)
    seen = set()
    for question in Quiz.objects.get(slug="chips").questions.all():
        if question.kind not in seen:
            seen.add(question.kind)
            page = ask(teacher_client, held, code=question.code)
            assert "Not finished yet" not in page, question
            assert question.stem_ja.replace("**", "")[:8] in ask(
                teacher_client, held, {"in": "ja"}, question.code
            )

    assert len(seen) > 2


def test_costs_the_same_with_many_questions(draft, teacher, teacher_client, now, django_assert_num_queries):
    for number in range(2, 40):
        entry = Entry(PieceKind.QUESTION, f"q{number}", QUESTION, "mine")
        add_piece(pack=draft, entry=entry, user=teacher, now=now)

    # Session and account, the pack, the pieces around the question, the codes of the others.
    with django_assert_num_queries(5):
        page = ask(teacher_client, draft, code="q20")

    assert f"/taking/preview/{draft.slug}/q19/" in page
    assert f"/taking/preview/{draft.slug}/q21/" in page
