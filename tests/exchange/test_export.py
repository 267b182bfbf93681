"""What a pack becomes in a file is told beforehand, to those who see its keys."""

import re

import pytest

from quiz.authoring.models import Piece
from quiz.authoring.services.opening import open_pack
from quiz.bank.models import Pack, Share
from quiz.classroom.models import Deed, LogEntry
from quiz.classroom.services.assignments import withdraw
from quiz.exchange.losses import Stays
from quiz.people.models import User
from tests.conftest import signed_in
from tests.drafts import OWN_KEY, both, publish_private
from tests.shown import shown


def address(pack, **asked):
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"/exchange/export/{pack.slug}/?{query}"


@pytest.fixture
def h20(pack):
    return Pack.objects.get(slug="h20")


@pytest.fixture
def edit(draft):
    """Change fields of a piece of the draft."""

    def edit(key, **fields):
        piece = draft.pieces.get(key=key)
        piece.content |= fields
        piece.save()

    return edit


def test_an_editor_sees_what_becomes_of_the_draft_as_it_stands(teacher_client, draft, edit):
    edit("q1", stem=both("Typed just now, is it not?"))

    page = teacher_client.get(address(draft, **{"as": "gift", "in": "en"}))

    words = shown(page)
    assert "As the draft stands, with their keys." in words
    assert "Typed just now" in page.context["page"].begins
    assert OWN_KEY in page.context["page"].begins
    assert "moves to the last line of the general feedback" in words
    assert f'href="/exchange/export/{draft.slug}/en.gift.txt"' in words
    assert f'href="/authoring/{draft.slug}/pack.zip"' in words


def test_what_a_format_has_no_place_for_is_listed_by_question(teacher_client, draft):
    page = teacher_client.get(address(draft, **{"as": "aiken", "in": "en"}))

    report = page.context["page"].report
    assert [(line.code, line.stays) for line in report.lines] == [("q1", Stays.KIND)]
    words = shown(page)
    assert "No question of it can be in this file." in words
    assert "The format has no such questions" in words
    assert "<code>q1</code>" in words


def test_what_is_not_finished_is_listed_with_what_it_lacks(teacher_client, draft, edit):
    edit("q1", answer=None)

    words = shown(teacher_client.get(address(draft)))

    assert "Not finished yet." in words
    assert "It is not said yet what is right." in words


def test_predictions_and_the_exercise_are_told_to_stay(h20, teacher_client, assign_quiz):
    assign_quiz("sentences")

    page = teacher_client.get(address(h20, quiz="sentences"))

    why = {line.stays for line in page.context["page"].report.lines}
    assert why == {Stays.EXERCISE, Stays.PREDICTION}
    assert "Predictions are voted on" in shown(page)


def test_a_quiz_a_format_and_a_language_are_chosen(h20, teacher_client, assign_quiz):
    for slug in ("policy", "chips"):
        assign_quiz(slug)

    page = teacher_client.get(address(h20, quiz="chips", **{"as": "moodle_xml", "in": "ja"})).context["page"]

    assert page.asked.file == "chips.ja.moodle_xml.xml"
    assert {line.quiz for line in page.report.written} == {"chips"}
    assert [slug for slug, _title in page.quizzes] == ["chips", "policy"]
    assert page.begins.startswith("<?xml")


@pytest.mark.parametrize(
    "asked", [{"quiz": "x"}, {"as": "x"}, {"in": "x"}, {"quiz": "<b>", "as": "", "in": ""}]
)
def test_what_is_not_there_to_choose_is_as_if_nothing_was_chosen(teacher_client, draft, asked):
    page = teacher_client.get(f"/exchange/export/{draft.slug}/", asked)

    first = teacher_client.get(f"/exchange/export/{draft.slug}/")
    assert page.context["page"].asked == first.context["page"].asked


def test_a_pack_without_a_question_says_so(teacher, teacher_client, now):
    pack = open_pack(user=teacher, title=both("Nothing yet"), now=now)

    page = teacher_client.get(address(pack))

    assert "There is no question to export yet." in shown(page)
    assert "Download the ZIP" in shown(page)
    assert 'name="quiz"' not in shown(page)


def test_beside_a_quiz_without_a_question_another_can_be_chosen(teacher_client, draft):
    draft.pieces.filter(key="q1").delete()

    page = teacher_client.get(address(draft, quiz="draft-fruit"))

    assert "There is no question to export yet." in shown(page)
    assert 'name="quiz"' in shown(page)


def test_who_teaches_a_class_that_was_given_a_quiz_takes_out_that_quiz_and_no_other(
    h20, teacher_client, assign_quiz
):
    assert teacher_client.get(address(h20)).status_code == 404
    given = assign_quiz("policy")

    page = teacher_client.get(address(h20))

    assert [slug for slug, _title in page.context["page"].quizzes] == ["policy"]
    assert {line.quiz for line in page.context["page"].report.written} == {"policy"}
    assert "As they were published" in shown(page)
    assert f"/authoring/{h20.slug}/copy/" in shown(page)
    withdraw(assignment=given)
    assert teacher_client.get(address(h20)).status_code == 404


def test_the_log_of_the_class_tells_that_its_keys_were_seen(h20, teacher_client, assign_quiz):
    assign_quiz("policy")
    assign_quiz("chips")

    for _twice in range(2):
        teacher_client.get(address(h20))

    kept = LogEntry.objects.filter(deed=Deed.KEYS).order_by("title_en").values_list("title_en", flat=True)
    assert len(kept) == 2


def test_others_do_not_find_it(client_of, stranger_client, teacher, draft, now):
    private = publish_private(teacher, now)
    reading = User.objects.create_user("ito")
    for pack in (draft, private):
        Share.objects.create(pack=pack, user=reading)

    for pack in (draft, private):
        assert client_of().get(address(pack)).status_code == 302
        assert stranger_client.get(address(pack)).status_code == 404
        # Whom a pack is shown to sees its questions and not their keys.
        assert signed_in(reading).get(address(pack)).status_code == 404


def test_whom_a_draft_is_shared_with_for_writing_takes_it_out(draft):
    colleague = User.objects.create_user("ito")
    Share.objects.create(pack=draft, user=colleague, may_edit=True)

    assert signed_in(colleague).get(address(draft)).status_code == 200


def test_the_pack_and_the_question_bank_lead_there(h20, teacher_client, draft, assign_quiz):
    assign_quiz("policy")

    assert f'href="/exchange/export/{draft.slug}/"' in shown(teacher_client.get(f"/authoring/{draft.slug}/"))
    bank = shown(teacher_client.get("/insight/questions/?words=policy-since"))
    assert 'href="/exchange/export/h20/?quiz=policy"' in bank
    bank = shown(teacher_client.get("/insight/questions/?words=chips-"))
    assert 'href="/exchange/export/h20/' not in bank


@pytest.mark.parametrize("count", [5, 500])
def test_costs_the_same_however_many_questions(
    teacher, teacher_client, draft, now, count, django_assert_num_queries
):
    content = draft.pieces.get(key="q1").content
    Piece.objects.bulk_create(
        Piece(
            pack=draft, kind="questions", key=f"m{number}", parent="draft-fruit", position=number + 10,
            content=content, edited_by=teacher, edited_at=now,
        )
        for number in range(count)
    )  # fmt: skip

    with django_assert_num_queries(5):
        page = teacher_client.get(address(draft, **{"as": "gift"}))

    assert len(page.context["page"].report.written) == count + 1


@pytest.mark.parametrize("quizzes", [("policy",), ("policy", "chips", "figures")])
def test_costs_the_same_however_many_quizzes_a_class_was_given(
    h20, teacher_client, assign_quiz, quizzes, django_assert_num_queries
):
    for slug in quizzes:
        assign_quiz(slug)
    teacher_client.get(address(h20))

    with django_assert_num_queries(7):
        teacher_client.get(address(h20))


def test_stands_in_japanese(draft, teacher):
    browser = signed_in(teacher)

    words = shown(browser.get(address(draft, **{"as": "gift"}), headers={"accept-language": "ja"}))

    assert "ファイルにそのままは入らないもの" in words
    assert not re.search(r"What stays out|left out", words)
    assert "/ja.gift.txt" in words
