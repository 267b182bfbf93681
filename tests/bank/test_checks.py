"""What a pack is refused for: on the pack in memory, since reading its files takes a second."""

import pytest

from quiz.bank.checks import check_pack
from quiz.bank.pack import PackPart
from quiz.domain.kinds import Kind, Label
from tests.conftest import read_once


def first(rows, **wanted):
    return next(row for row in rows if all(row[name] == value for name, value in wanted.items()))


def question(pack, kind):
    return first([each for quiz in pack["quizzes"] for each in quiz["questions"]], kind=kind)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda pack: first(pack["source"]["passages"], text=None).update(heading=None), "has a heading"),
        (
            lambda pack: pack["source"]["passages"][0]["text"].update(en="Told anew."),
            "The marker [[C01]]",
        ),
        (
            lambda pack: first(pack["claims"], label=Label.PREDICTION).update(certainty=None),
            "degree of certainty",
        ),
        (lambda pack: pack["events"][0].update(claim="C99"), "Claim C99 is not among the claims"),
        (lambda pack: pack["figures"][0].update(value=1e7), "less than 10000000"),
        (lambda pack: pack["figures"][0].update(value=-1), "A figure is 0 or more"),
        (lambda pack: first(pack["events"], told_by="references").update(references=[]), "none is named"),
        (lambda pack: pack["quizzes"][0].update(source="other"), "Source other is not this pack's"),
        (
            lambda pack: [option.update(right=True) for option in question(pack, Kind.MULTIPLE)["options"]],
            "Some options have to be right and some wrong",
        ),
        (
            lambda pack: question(pack, Kind.TRUE_FALSE).update(answer="so"),
            "has to be true or false",
        ),
        (lambda pack: question(pack, Kind.NUMERIC).update(tolerance="-1"), "A tolerance is not negative"),
        (
            lambda pack: question(pack, Kind.LABELLING)["sentences"][0].update(claim="C99"),
            "the four labels",
        ),
        (
            lambda pack: [claim["check"].update(references=[]) for claim in pack["claims"]],
            "asks in fact, but the check of",
        ),
    ],
)
def test_a_spoilt_pack_is_refused_with_the_reason(spoil, words):
    content = read_once().model_dump()
    assert check_pack(PackPart.model_validate(content)) == []

    spoil(content)

    assert any(words in wall.line for wall in check_pack(PackPart.model_validate(content)))
