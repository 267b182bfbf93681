import pytest

from quiz.authoring import drafting
from quiz.authoring.forms import questions
from quiz.bank import drafts, question_checks
from quiz.bank.findings import guessing
from quiz.domain import responses, scoring
from quiz.domain.kinds import GRADED, Kind
from quiz.home.services import demo
from quiz.taking import marking
from quiz.taking.forms import keys, kinds
from quiz.taking.pages import review, worksheet, worksheet_key
from quiz.web.templatetags import ui

FOR_ALL = {
    "what a pack may say": question_checks.SHAPES,
    "the key from a pack": drafts.SOLUTIONS,
    "what counts as a response": responses.READ,
    "the form": kinds.FORMS,
    "the review": review.LINES,
    "how it is answered on paper": worksheet.STYLES,
    "its key on paper": worksheet_key.RIGHT,
    "what a draft begins with": drafting.DRAFTS,
    "what its author fills in": questions.ANSWERS,
    "what it is called": ui.FORMS,
    "the demo's answers": demo.ANSWERS,
}
FOR_GRADED = {
    "points": scoring.MARK,
    "the key for scoring": marking.KEYS,
    "what guessing leaves to chance": guessing.BY_FORM,
    "putting a key right: fields": keys.FIELDS,
    "putting a key right: the key": keys.SOLUTIONS,
}


@pytest.mark.parametrize("what", FOR_ALL)
def test_every_kind_of_question_has(what):
    assert set(FOR_ALL[what]) == set(Kind)


@pytest.mark.parametrize("what", FOR_GRADED)
def test_every_graded_kind_of_question_has(what):
    assert set(FOR_GRADED[what]) == GRADED
