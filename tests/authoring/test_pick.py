"""A question of the bank goes into a draft of one's own, with all that it needs."""

import pytest

from quiz.authoring.assembling import content_of
from quiz.authoring.models import Piece, PieceKind
from quiz.authoring.services.opening import open_pack
from quiz.authoring.services.picking import Gone, Into, StandsAlready, pick_question
from quiz.bank.checks import check_pack
from quiz.bank.models import Pack, Quiz
from quiz.bank.pack import PackPart
from quiz.bank.services.loading import load_pack
from quiz.classroom.services.assignments import withdraw
from quiz.people.models import User
from tests.drafts import make_draft, publish_private


@pytest.fixture
def origin(pack):
    return Pack.objects.get(slug="h20")


@pytest.fixture
def draft(teacher, now):
    return make_draft(teacher, now)


def codes_of(origin):
    return [each["code"] for quiz in origin.content["quizzes"] for each in quiz["questions"]]


def pick(origin, code, draft, user, now, quiz="draft-fruit"):
    return pick_question(origin=origin, code=code, into=Into(draft, quiz), user=user, now=now)


def read(draft):
    return PackPart(digest="picked", **content_of(draft.slug, draft.pieces.all()))


def test_every_question_of_the_first_pack_can_be_picked_and_published(origin, draft, teacher, now):
    codes = codes_of(origin)

    for code in codes:
        pick(origin, code, draft, teacher, now)

    part = read(draft)
    assert check_pack(part) == []
    assert len(part.quizzes[0].questions) == 1 + len(codes)
    assert len({claim.code for claim in part.claims}) == len(part.claims)
    load_pack(pack=part, now=now, owner=teacher)
    assert Quiz.objects.get(slug="draft-fruit").questions.count() == 1 + len(codes)


def test_a_claim_that_is_there_is_used_and_its_passage_marked_once(origin, draft, teacher, now):
    first, second = codes_of(origin)[:2]
    pick(origin, first, draft, teacher, now)
    before = {(piece.kind, piece.key) for piece in draft.pieces.all()}

    again = pick(origin, first, draft, teacher, now)

    after = {(piece.kind, piece.key) for piece in draft.pieces.all()}
    assert after - before == {(PieceKind.QUESTION, again.key)}
    assert again.key == f"{first}-2"
    pick(origin, second, draft, teacher, now)
    assert check_pack(read(draft)) == []


def test_what_was_typed_in_the_draft_stays_and_a_name_that_is_taken_is_not_given_again(
    origin, draft, teacher, now
):
    code = next(
        each["code"]
        for quiz in origin.content["quizzes"]
        for each in quiz["questions"]
        if each["rests_on"] and each["kind"] == "single"
    )
    claim = next(iter(question_of(origin, code)["rests_on"]))
    Piece.objects.filter(pack=draft, kind=PieceKind.CLAIM, key="C2").update(key=claim)
    own = draft.pieces.get(kind=PieceKind.CLAIM, key=claim).content

    made = pick(origin, code, draft, teacher, now)

    assert draft.pieces.get(kind=PieceKind.CLAIM, key=claim).content == own
    assert claim not in made.content["rests_on"]
    assert made.content["credit"]["en"].startswith("From: ")
    assert made.content["stem"] == question_of(origin, code)["stem"]


def question_of(origin, code):
    return next(
        each for quiz in origin.content["quizzes"] for each in quiz["questions"] if each["code"] == code
    )


def test_a_pack_without_a_quiz_gets_one(origin, teacher, now):
    draft = open_pack(user=teacher, title={"ja": "果物", "en": "Fruit"}, now=now)

    made = pick(origin, codes_of(origin)[0], draft, teacher, now, quiz="")

    assert draft.pieces.get(kind=PieceKind.QUIZ).key == made.parent
    assert draft.pieces.get(kind=PieceKind.QUIZ).content["title"]["en"] == "Fruit"


def test_nothing_is_copied_within_a_pack_or_to_where_nothing_is(origin, draft, teacher, now):
    code = codes_of(origin)[0]
    before = draft.pieces.count()

    with pytest.raises(StandsAlready):
        pick(origin, code, origin, teacher, now)
    with pytest.raises(Gone):
        pick(origin, code, draft, teacher, now, quiz="no-such-quiz")
    with pytest.raises(Gone):
        pick(origin, "no-such-question", draft, teacher, now)

    assert draft.pieces.count() == before


def test_who_teaches_a_class_that_was_given_the_quiz_picks_from_it_and_others_find_nothing(
    origin, draft, teacher_client, assign_quiz
):
    code = Quiz.objects.get(slug="policy").questions.first().code
    address = f"/authoring/pick/h20/{code}/"
    assert teacher_client.get(address).status_code == 404
    given = assign_quiz("policy")

    page = teacher_client.get(address)
    sent = teacher_client.post(address, {"target": f"{draft.slug} draft-fruit"})

    assert b"On fruit: Fruit" in page.content
    assert sent.url == f"/taking/preview/{draft.slug}/{code}/"
    tried = teacher_client.get(sent.url, {"check": "1", "q1-response": "1", "q2-response": "1"})
    assert "From: " in tried.content.decode()
    other = Quiz.objects.get(slug="chips").questions.exclude(places__quiz__slug="policy").first().code
    assert teacher_client.get(f"/authoring/pick/h20/{other}/").status_code == 404
    withdraw(assignment=given)
    assert teacher_client.post(address, {"target": f"{draft.slug} draft-fruit"}).status_code == 404


def test_into_somebody_elses_draft_nothing_is_picked(teacher, teacher_client, now):
    publish_private(teacher, now)
    other = make_draft(User.objects.create_user("other"), now, quiz="others")
    before = other.pieces.count()

    page = teacher_client.post("/authoring/pick/own-fruit/q1/", {"target": f"{other.slug} others"})

    assert page.status_code == 422
    assert other.pieces.count() == before
