"""What was understood of a file: all of it, with what was dropped and what is there already, to be ticked."""

import pytest
from django.utils import timezone

from quiz.authoring.models import Piece
from quiz.authoring.services.publishing import By, publish
from quiz.domain.kinds import Kind
from quiz.exchange.formats.plain import Note, Option, Pair, Question
from quiz.exchange.formats.rules import Rule
from quiz.exchange.kept import notes_as_json, question_as_json
from quiz.exchange.models import Found
from quiz.exchange.pages.preview import ON_A_PAGE
from quiz.exchange.services.confirming import Into, take_in
from tests.drafts import both, make_draft
from tests.intakes import make_intake

MIXED = "One? | 1 | 2\nno question\n!Two? | 2 | 1\n~Three? | 3 | 1\nOne? | 1 | 2"


def url_of(intake):
    return f"/exchange/{intake.code}/"


def page_of(client, intake, **asked):
    page = client.get(url_of(intake), asked)
    return page, page.content.decode()


def ticked(intake):
    return list(intake.found.filter(is_ticked=True).values_list("number", flat=True))


def test_it_lists_each_question_with_its_line_and_what_became_of_it(imported, teacher_client):
    made = imported(MIXED)

    page, words = page_of(teacher_client, made)

    told = page.context["preview"]
    counts = told.counts
    assert (counts.found, counts.read, counts.not_read, counts.dropped, counts.changed) == (5, 4, 1, 1, 1)
    assert (counts.repeated, counts.ticked, counts.look) == (1, 3, 4)
    assert [(line.number, line.where, line.is_ticked) for line in told.lines] == [
        (1, "line 1", True), (2, "line 2", False), (3, "line 3", True), (4, "line 4", True),
        (5, "line 5", False),
    ]  # fmt: skip
    assert [note.rule for line in told.lines for note in line.notes] == ["syntax", "markup", "weights"]
    for says in (
        "This is not written as the format wants it: |",
        "The text stays; formatting is left out: blink",
        "The same as question 1 of this file.",
        "They rest on no claim of an article yet",
        "no question",
    ):
        assert says in words, says


def test_only_what_needs_a_look_is_shown_where_one_asks_for_it(imported, teacher_client):
    made = imported(MIXED)

    page, _words = page_of(teacher_client, made, only="look")

    assert [line.number for line in page.context["preview"].lines] == [2, 3, 4, 5]


EVERY_KIND = (
    Question(Kind.MULTIPLE, "Which **are** fruit?", options=(Option("Kiwi", True, "Yes!"), Option("Oslo"))),
    Question(Kind.TRUE_FALSE, "It ripens.", answer=True, feedback="It does.", feedback_right="In autumn."),
    Question(Kind.NUMERIC, "How many GB?", answer="96", tolerance="0.5", unit="GB"),
    Question(Kind.ORDERING, "Order them.", items=("First", "Second", "Third")),
    Question(Kind.MATCHING, "Match.", pairs=(Pair("A", "1"), Pair("B", "2")), extra=(Option("3"),)),
)


def test_each_kind_is_shown_with_its_key(teacher, teacher_client, now):
    made = make_intake(teacher, now, 1)
    Found.objects.bulk_create(
        Found(intake=made, number=number, question=question_as_json(question), digest="")
        for number, question in enumerate(EVERY_KIND, 2)
    )

    _page, words = page_of(teacher_client, made)

    for says in (
        'Which <strong class="stress">are</strong> fruit?', "Yes!", "It does.", "In autumn.", "96 GB",
        "± 0.5", "Third", "Several of several",
    ):  # fmt: skip
        assert says in words, says


def test_markup_of_a_stranger_is_text(imported, teacher_client):
    made = imported("<script>alert(1)</script> | [x](javascript:alert(1)) | <b>2</b>\n<img src=x>")

    _page, words = page_of(teacher_client, made)

    assert "<script>alert" not in words
    assert 'javascript:alert(1)"' not in words
    assert "<img src=x" not in words


def same(key="q1", stem="Where do KIWIS grow?"):
    options = [
        {"code": "a", "text": {"ja": "", "en": "Oslo"}, "right": False},
        {"code": "b", "text": {"ja": "", "en": "**Ehime**"}, "right": True},
    ]
    return {"kind": "single", "stem": {"ja": "", "en": stem}, "options": options}


def write(draft, key="q1", **more):
    Piece.objects.filter(pack=draft, kind="questions", key=key).update(content=same() | more)


def test_what_stands_in_a_draft_of_ones_own_is_named_with_a_link_and_not_ticked(
    draft, imported, teacher_client
):
    write(draft)

    made = imported("Where do kiwis grow? | Ehime | Oslo\nWhere do kiwis grow? | Oslo | Ehime")

    _page, words = page_of(teacher_client, made)
    assert ticked(made) == [2]
    assert f'href="/authoring/{draft.slug}/questions/q1/"' in words
    assert "On fruit" in words


def test_what_only_the_published_edition_has_leads_to_its_history(draft, imported, teacher_client, teacher):
    publish(pack=draft, by=By(teacher, timezone.now()))
    draft.refresh_from_db()
    draft.content["quizzes"][0]["questions"] = [{"code": "gone", **same()}]
    draft.save()

    made = imported("Where do kiwis grow? | Ehime | Oslo")

    _page, words = page_of(teacher_client, made)
    assert ticked(made) == []
    assert f'href="/authoring/{draft.slug}/history/"' in words


def test_what_is_half_written_in_a_draft_is_passed_over(draft, imported):
    halves = (
        {},
        {"kind": None},
        {"kind": "labelling"},
        {"kind": "numeric", "answer": "many"},
        {"stem": None},
    )
    for number, content in enumerate(halves):
        Piece.objects.create(
            pack=draft, kind="questions", key=f"h{number}", parent="draft-fruit", position=number + 5,
            content={"stem": {"ja": "", "en": "Where?"}} | content, edited_at=timezone.now(),
        )  # fmt: skip

    assert ticked(imported("Where? | Ehime | Oslo")) == [1]


def test_the_pack_of_somebody_else_is_neither_compared_nor_named(
    imported, teacher_client, stranger_client, now
):
    stranger = stranger_client.get("/authoring/").wsgi_request.user
    theirs = make_draft(stranger, now, quiz="theirs")
    write(theirs)
    made = imported("Where do kiwis grow? | Ehime | Oslo")
    assert ticked(made) == [1]

    # One that was shared while the file was read, and taken back since.
    made.found.update(own_pack=theirs, own_key="q1")
    theirs.pieces.filter(key="source").update(content={"title": both("A SECRET")})

    _page, words = page_of(teacher_client, made)
    assert "A SECRET" not in words
    assert theirs.slug not in words


def test_ticks_are_kept_by_the_button_and_by_paging_on(teacher, teacher_client, now):
    made = make_intake(teacher, now, ON_A_PAGE + 10)
    sent = {"shown": range(1, ON_A_PAGE + 1), "tick": range(2, ON_A_PAGE + 1), "page": "1"}

    kept = teacher_client.post(url_of(made), sent | {"go": ""})
    assert kept.url == f"{url_of(made)}?page=1"
    assert ticked(made) == list(range(2, ON_A_PAGE + 11))

    on = teacher_client.post(url_of(made), sent | {"tick": [1], "go": "2"})
    assert on.url == f"{url_of(made)}?page=2"
    assert ticked(made) == [1, *range(ON_A_PAGE + 1, ON_A_PAGE + 11)]

    assert teacher_client.post(url_of(made), {"go": "all"}).url == url_of(made)
    assert len(ticked(made)) == ON_A_PAGE + 10
    teacher_client.post(url_of(made), {"go": "none"})
    assert ticked(made) == []
    assert teacher_client.post(url_of(made), {"go": "confirm"}).url == f"{url_of(made)}confirm/"
    assert (
        teacher_client.post(f"{url_of(made)}?only=look", {"go": "2"}).url
        == f"{url_of(made)}?only=look&page=2"
    )
    assert teacher_client.post(url_of(made), {"go": "look", "page": "2"}).url == f"{url_of(made)}?only=look"
    assert teacher_client.post(f"{url_of(made)}?only=look", {"go": "every"}).url == url_of(made)


def test_what_was_not_read_is_never_ticked(imported, teacher_client):
    made = imported(MIXED)

    teacher_client.post(url_of(made), {"shown": [1, 2, "x", "9" * 20], "tick": [1, 2], "go": "all"})

    assert 2 not in ticked(made)


def test_findings_of_the_checks_stand_with_their_question_but_not_that_no_claim_is_there(
    imported, teacher_client
):
    made = imported("Which is not a fruit? | Oslo | Kiwi | Kiwi | All of the above")

    page, _words = page_of(teacher_client, made)

    (line,) = page.context["preview"].lines
    assert "not: a negation without emphasis (**…**)." in line.findings
    assert "“kiwi” is repeated. (× 2)" in line.findings
    assert "“all of the above” takes in the others." in line.findings
    assert "A wrong option needs its feedback line. (× 3)" in line.findings
    assert "Nothing explains the answer yet." in line.findings
    assert not [words for words in line.findings if "claim" in words]


def test_a_note_of_the_file_as_a_whole_stands_on_top(teacher, teacher_client, now):
    made = make_intake(teacher, now)
    made.notes = notes_as_json([Note(Rule.ENCODING, words="Shift_JIS")])
    made.save()

    assert "it was read in another encoding: Shift_JIS" in page_of(teacher_client, made)[1]


def test_what_is_done_takes_no_more_ticks(teacher, teacher_client, draft, now):
    made = make_intake(teacher, now)
    take_in(intake=made, into=Into(draft, "draft-fruit"), language="en", user=teacher, now=now)

    teacher_client.post(url_of(made), {"shown": [1], "go": "none"})

    assert ticked(made) == [1, 2]


def test_nobody_else_finds_it(teacher, stranger_client, client_of, now):
    made = make_intake(teacher, now)

    assert stranger_client.get(url_of(made)).status_code == 404
    assert stranger_client.post(url_of(made), {"go": "none"}).status_code == 404
    assert client_of().get(url_of(made)).status_code == 302
    assert ticked(made) == [1, 2]


@pytest.mark.parametrize("count", [1, 60])
def test_costs_the_same_however_many(teacher, teacher_client, draft, now, count, django_assert_num_queries):
    made = make_intake(teacher, now, count)
    made.found.update(own_pack=draft, own_key="q1")

    with django_assert_num_queries(8):
        teacher_client.get(url_of(made))
