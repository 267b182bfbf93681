"""What is ticked goes into a draft: all of it at once, once."""

import pytest
from django.db.utils import DatabaseError
from django.utils import timezone

from quiz.authoring.models import Piece, PieceKind
from quiz.authoring.services.opening import open_pack
from quiz.authoring.whole import read_draft
from quiz.bank.models import Pack
from quiz.domain.kinds import Kind, Scope
from quiz.exchange.formats.plain import Option, Question
from quiz.exchange.grounds import Grounds, with_grounds
from quiz.exchange.kept import question_as_json
from quiz.exchange.services.confirming import Gone, Into, NothingTicked, take_in
from quiz.people.limits import Limit
from tests.drafts import both, make_draft, publish_private
from tests.intakes import make_intake

NEW = {"target": "new", "title": "Kiwis", "language": "en"}


def url_of(intake):
    return f"/exchange/{intake.code}/confirm/"


def questions(pack, quiz=None):
    rows = pack.pieces.filter(kind=PieceKind.QUESTION)
    return [
        (piece.key, piece.content["stem"]["en"]) for piece in (rows.filter(parent=quiz) if quiz else rows)
    ]


def test_what_is_ticked_goes_into_a_new_pack_in_its_order(imported, teacher_client, teacher):
    made = imported("One? | 1 | 2\nTwo? | 2 | 1\nThree? | 3 | 1")
    made.found.filter(number=2).update(is_ticked=False)

    done = teacher_client.post(url_of(made), NEW)

    pack = Pack.objects.get(owner=teacher)
    made.refresh_from_db()
    assert done.url == f"/exchange/{made.code}/"
    assert pack.pieces.get(kind="source").content["title"] == {"ja": "", "en": "Kiwis"}
    assert questions(pack) == [("q1", "One?"), ("q2", "Three?")]
    assert (made.pack, made.quiz) == (pack, pack.pieces.get(kind="quizzes").key)
    assert made.done_at
    question = pack.pieces.get(key="q1").content
    assert [(each["code"], each["right"], each["text"]["en"]) for each in question["options"]] == [
        ("a", True, "1"), ("b", False, "2"),
    ]  # fmt: skip
    page = teacher_client.get(done.url).content.decode()
    assert "2 questions came in." in page
    assert f"/authoring/{pack.slug}/questions/q2/" in page
    assert "It rests on no claim yet." in page
    assert f"/authoring/{pack.slug}/publish/" in page


def test_a_second_press_changes_nothing(imported, teacher_client, teacher):
    made = imported()
    teacher_client.post(url_of(made), NEW)

    again = teacher_client.post(url_of(made), NEW | {"title": "Once more"})

    assert again.url == f"/exchange/{made.code}/"
    assert Pack.objects.filter(owner=teacher).count() == 1
    made.refresh_from_db()
    take_in(intake=made, into=Into(title="Twice"), language="en", user=teacher, now=timezone.now())
    assert Pack.objects.filter(owner=teacher).count() == 1


def test_it_goes_to_the_end_of_a_quiz_that_is_there(imported, draft, teacher_client):
    made = imported()

    teacher_client.post(url_of(made), {"target": f"{draft.slug} draft-fruit", "language": "en"})

    assert [key for key, _stem in questions(draft, "draft-fruit")] == ["q1", "q2", "q3", "q4"]


def test_a_new_quiz_of_a_pack_is_called_as_the_file(imported, draft, teacher_client):
    made = imported(name="autumn.txt")

    teacher_client.post(url_of(made), {"target": f"{draft.slug} ", "language": "en"})

    quiz = draft.pieces.filter(kind="quizzes").exclude(key="draft-fruit").get()
    assert quiz.content["title"] == {"ja": "", "en": "autumn"}
    assert len(questions(draft, quiz.key)) == 3


def test_a_pack_that_was_never_taken_up_is_laid_out_first(imported, teacher, teacher_client, now):
    pack = publish_private(teacher, now)
    made = imported()

    teacher_client.post(url_of(made), {"target": f"{pack.slug} own-fruit-quiz", "language": "en"})

    assert [key for key, _stem in questions(pack)] == ["q1", "q2", "q3", "q4"]
    assert pack.pieces.filter(kind="claims").count() == 2


def test_names_stay_where_they_are_free_and_can_be_one(imported, draft, teacher_client):
    named = (
        "(H20-a)One? | 1 | 2\n(q1)Two? | 2 | 1\n(add)Three? | 3 | 1\n(問)Four? | 4 | 1\n(H20-a)Five? | 5 | 1"
    )
    made = imported(named)

    teacher_client.post(url_of(made), {"target": f"{draft.slug} draft-fruit", "language": "en"})

    assert [key for key, _stem in questions(draft)] == ["q1", "H20-a", "q2", "q3", "q4", "q5"]


CATEGORIES = (
    "One? | 1 | 2\n# Fruit\nTwo? | 2 | 1\n# chips / memory\nThree? | 3 | 1\n# Chips/Memory\nFour? | 4 | 1"
)


def test_categories_become_topics_and_one_that_is_there_is_used(imported, draft, teacher_client):
    made = imported(CATEGORIES)

    teacher_client.post(url_of(made), {"target": f"{draft.slug} draft-fruit", "language": "en"})

    topics = draft.pieces.get(kind="quizzes").content["topics"]
    assert topics == [
        {"key": "all", "name": both("Fruit")},
        {"key": "t1", "name": {"ja": "", "en": "chips / memory"}},
    ]
    new = draft.pieces.filter(kind="questions").exclude(key="q1")
    assert [piece.content["topic"] for piece in new] == ["all", "all", "t1", "t1"]


def test_the_topic_that_a_new_quiz_begins_with_goes_where_all_have_their_own(
    imported, teacher_client, teacher
):
    made = imported(f"# {'x' * 90}\nOne? | 1 | 2")
    assert [note["rule"] for note in made.found.get().notes] == ["long_category"]

    teacher_client.post(url_of(made), NEW)

    quiz = Pack.objects.get(owner=teacher).pieces.get(kind="quizzes")
    assert quiz.content["topics"] == [{"key": "t1", "name": {"ja": "", "en": f"{'x' * 79}…"}}]


def test_a_topic_of_another_quiz_of_the_pack_is_the_same_topic(imported, draft, teacher_client):
    made = imported("# FRUIT\nOne? | 1 | 2\n# New\nTwo? | 2 | 1")

    teacher_client.post(url_of(made), {"target": f"{draft.slug} ", "language": "en"})

    quiz = draft.pieces.filter(kind="quizzes").exclude(key="draft-fruit").get()
    assert quiz.content["topics"] == [
        {"key": "all", "name": both("Fruit")}, {"key": "t1", "name": {"ja": "", "en": "New"}},
    ]  # fmt: skip


def test_a_question_rests_on_the_claims_that_it_names_where_the_draft_has_them(draft, teacher, now):
    made = make_intake(teacher, now, 1)
    told = with_grounds("It grows there.", Grounds(Scope.ARTICLE, ("C1", "C99")), "en")
    asked = Question(Kind.SINGLE, "Where?", options=(Option("Ehime", True), Option("Oslo")), explanation=told)
    made.found.update(question=question_as_json(asked))

    take_in(intake=made, into=Into(draft, "draft-fruit"), language="en", user=teacher, now=now)

    content = draft.pieces.get(key="q2").content
    assert (content["scope"], content["rests_on"]) == ("article", ["C1"])
    assert content["explanation"]["en"] == "It grows there."


def test_what_came_in_is_read_as_a_draft_and_told_what_it_lacks(imported, draft, teacher_client):
    made = imported()

    teacher_client.post(url_of(made), {"target": f"{draft.slug} draft-fruit", "language": "en"})

    lacking = read_draft(draft, draft.pieces.all()).walls()
    assert {finding.place.piece for finding in lacking} == {"q2", "q3", "q4"}
    assert teacher_client.get(f"/authoring/{draft.slug}/questions/").status_code == 200
    assert teacher_client.get(f"/authoring/{draft.slug}/questions/q2/").status_code == 200
    draft.pieces.get(key="q3").delete()
    assert (
        "It was taken out of the draft since."
        in teacher_client.get(f"/exchange/{made.code}/").content.decode()
    )


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"target": "new", "title": "", "language": "en"}, "title"),
        ({"target": "nothing there", "language": "en"}, "target"),
        ({"target": "new", "title": "Kiwis", "language": "fr"}, "language"),
    ],
)
def test_what_cannot_be_meant_is_told_at_its_field_and_takes_nothing_in(
    imported, teacher_client, sent, field
):
    made = imported()

    refused = teacher_client.post(url_of(made), sent)

    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == [field]
    assert not Pack.objects.filter(owner__isnull=False).exists()


def test_where_nothing_is_ticked_nothing_is_made(imported, teacher_client):
    made = imported()
    made.found.update(is_ticked=False)

    refused = teacher_client.post(url_of(made), NEW)

    assert refused.url == f"/exchange/{made.code}/"
    assert "Nothing is ticked." in teacher_client.get(refused.url).content.decode()
    assert not Pack.objects.filter(owner__isnull=False).exists()


def test_where_one_step_fails_nothing_came_in(imported, teacher, draft, monkeypatch):
    made = imported()
    before = list(Piece.objects.values_list("pk", "content"))

    def fails(**_given):
        raise DatabaseError

    monkeypatch.setattr("quiz.exchange.services.confirming.rewrite", fails)
    into = Into(draft, "draft-fruit")

    with pytest.raises(DatabaseError):
        take_in(intake=made, into=into, language="en", user=teacher, now=timezone.now())

    assert list(Piece.objects.values_list("pk", "content")) == before
    made.refresh_from_db()
    assert not made.done_at


def test_a_quiz_that_went_meanwhile_and_a_pack_that_is_not_ones_own_take_nothing(
    imported, draft, teacher, stranger_client, now
):
    made = imported()
    stranger = stranger_client.get("/authoring/").wsgi_request.user
    theirs = make_draft(stranger, now, quiz="theirs")

    for into in (Into(draft, "gone"), Into(theirs, "theirs")):
        with pytest.raises(Gone):
            take_in(intake=made, into=into, language="en", user=teacher, now=now)

    assert questions(theirs) == questions(theirs, "theirs")
    made.found.update(is_ticked=False)
    with pytest.raises(NothingTicked):
        take_in(intake=made, into=Into(draft), language="en", user=teacher, now=now)
    made.delete()
    with pytest.raises(Gone):
        take_in(intake=made, into=Into(draft), language="en", user=teacher, now=now)


def test_into_the_pack_of_somebody_else_nothing_goes(imported, teacher_client, stranger_client, now):
    stranger = stranger_client.get("/authoring/").wsgi_request.user
    theirs = make_draft(stranger, now, quiz="theirs")
    made = imported()

    refused = teacher_client.post(url_of(made), {"target": f"{theirs.slug} theirs", "language": "en"})

    assert refused.status_code == 422
    assert len(questions(theirs)) == 1


def test_what_is_not_read_to_its_end_cannot_go_anywhere_yet(teacher, teacher_client, now):
    made = make_intake(teacher, now)
    type(made).objects.update(read_at=None, count=5)

    assert teacher_client.get(url_of(made)).url == f"/exchange/{made.code}/"
    with pytest.raises(NothingTicked):
        take_in(intake=made, into=Into(title="x"), language="en", user=teacher, now=now)


def test_a_new_pack_counts_among_the_packs_one_makes(imported, teacher_client, monkeypatch):
    monkeypatch.setattr("quiz.people.limits.PACKS", Limit("packs", 1, 600))
    first, second = imported(), imported("Else? | 1 | 2")

    assert teacher_client.post(url_of(first), NEW).status_code == 302
    assert teacher_client.post(url_of(second), NEW).status_code == 429


def test_so_many_files_go_into_drafts_and_then_one_waits(imported, draft, teacher_client, monkeypatch):
    monkeypatch.setattr("quiz.people.limits.TAKEN", Limit("intakes taken", 1, 300))
    into = {"target": f"{draft.slug} draft-fruit", "language": "en"}
    first, second = imported(), imported("Else? | 1 | 2")

    assert teacher_client.post(url_of(first), into).status_code == 302
    assert teacher_client.post(url_of(second), into).status_code == 429
    assert len(questions(draft)) == 4


def test_nobody_else_finds_it(teacher, stranger_client, client_of, now):
    made = make_intake(teacher, now)

    assert stranger_client.get(url_of(made)).status_code == 404
    assert stranger_client.post(url_of(made), NEW).status_code == 404
    assert client_of().post(url_of(made), NEW).status_code == 302
    assert not Pack.objects.filter(owner__isnull=False).exists()


@pytest.mark.parametrize("many", [3, 300])
def test_many_come_in_many_at_a_time(teacher, now, many, django_assert_max_num_queries):
    made = make_intake(teacher, now, many)

    # SQLite takes so few values in one statement that a batch has some hundred rows.
    with django_assert_max_num_queries(30 + many // 30):
        take_in(intake=made, into=Into(title="Kiwis"), language="en", user=teacher, now=now)


@pytest.mark.parametrize("packs", [1, 8])
def test_costs_the_same_however_many_packs(teacher, teacher_client, now, packs, django_assert_num_queries):
    made = make_intake(teacher, now)
    for number in range(packs):
        open_pack(user=teacher, title={"en": f"On fruit {number}", "ja": ""}, now=now)

    with django_assert_num_queries(6):
        teacher_client.get(url_of(made))


@pytest.mark.parametrize("many", [1, 60])
def test_what_came_in_costs_the_same_however_many(
    teacher, teacher_client, now, many, django_assert_num_queries
):
    made = make_intake(teacher, now, many)
    take_in(intake=made, into=Into(title="Kiwis"), language="en", user=teacher, now=now)

    with django_assert_num_queries(9):
        teacher_client.get(f"/exchange/{made.code}/")
