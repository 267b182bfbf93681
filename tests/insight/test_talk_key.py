from html import unescape

import pytest
from django.utils import translation

from quiz.bank.models import Claim
from quiz.insight.pages.talk_key import quote_of
from quiz.taking.models import Answer
from tests.shown import shown


@pytest.fixture
def misled(assign_quiz, finish):
    """An assignment at whose first question a dozen readers chose one wrong option, all but two certain."""
    assignment = assign_quiz("says-so")
    finish(assignment, 12)
    question = assignment.quiz.places.get(number=1).question
    answers = Answer.objects.filter(question=question)
    answers.update(response="c", confidence=3, points=0.0)
    Answer.objects.filter(pk__in=list(answers.values_list("pk", flat=True)[:2])).update(confidence=1)
    return assignment


def test_shows_key_certainty_passage_check_and_source(misled, teacher_client):
    page = teacher_client.get(f"/insight/talk_key/{misled.slug}/1/")

    told, words = page.context["told"], unescape(shown(page))
    keyed = {each.bar.letter: (each.bar.chosen, each.bar.certain, each.bar.sure, each.bar.rest)
             for each in told.options}  # fmt: skip
    assert keyed["C"] == (12, 10, 83.33, 16.67)
    assert [each.is_right for each in told.options].count(True) == words.count('class="key"') == 1
    assert "12 of 12, certain of it: 10" in words
    assert told.slide.line.misled.feedback in words
    assert told.quote.text
    assert told.ground.claim.says in words
    assert told.ground.claim.shows in words
    assert told.ground.claim.finding in words
    assert told.citations[0].reference.publisher in words
    assert "style=" not in words


def test_before_anybody_finished_nothing_is_said_to_mislead(assign_quiz, teacher_client):
    words = teacher_client.get(f"/insight/talk_key/{assign_quiz().slug}/1/").content.decode()

    assert 'class="finding"' not in words
    assert "0 of 0" in words


def test_a_claim_is_quoted_by_its_sentence_with_the_words_that_are_checked(pack):
    claims = list(Claim.objects.select_related("passage").exclude(passage__is_withheld=True))

    with translation.override("ja"):
        for claim in claims:
            assert "[[" not in quote_of(claim).text
            assert quote_of(claim).text in claim.passage.text
        pieces = {claim.code: quote_of(claim).pieces for claim in claims}
    assert [word for word, is_marked in pieces["C04"] if is_marked] == ["回避するため", "少し"]
    assert len([code for code, words in pieces.items() if len(words) > 1]) > 15


def test_what_is_left_out_is_not_quoted(pack):
    claim = Claim.objects.select_related("passage").first()
    claim.passage.text_ja = claim.passage.text_en = ""

    assert quote_of(claim) is None


@pytest.mark.parametrize("rows", [5, 300])
def test_costs_the_same_however_many_readers(
    assign_quiz, crowd, teacher_client, django_assert_num_queries, rows
):
    assignment = assign_quiz()
    crowd(assignment, rows)

    with django_assert_num_queries(13):
        teacher_client.get(f"/insight/talk_key/{assignment.slug}/1/")
