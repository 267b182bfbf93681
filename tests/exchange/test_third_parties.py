"""Other people's programs read what we write: all of the first pack, and questions made up."""

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.bank.pack_files import read_pack
from quiz.domain.kinds import Kind
from quiz.exchange.contents import question_of
from quiz.exchange.formats.format import held
from quiz.exchange.formats.known import BY_NAME
from quiz.exchange.formats.plain import Batch
from quiz.exchange.grounds import Grounds
from quiz.settings import VAR_DIR
from tests.exchange.made import questions

HERE = Path(__file__).parent / "parties"
PARTIES = VAR_DIR / "parties"
pytestmark = [
    pytest.mark.parties,
    pytest.mark.no_cover,
    pytest.mark.skipif(not (PARTIES / "venv/bin/qti-convert").exists(), reason="run .ci/parties/install"),
]
FIRST = read_pack(Path("fixtures/h20")).model_dump(mode="json")
MADE = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))


def of_the_first_pack(language, target):
    """Each question of each quiz, as this format holds it."""
    found = [
        question_of(part["code"], part, language, Grounds(), quiz["title"][language])
        for quiz in FIRST["quizzes"]
        for part in quiz["questions"]
    ]
    return [kept for each in found if each and (kept := held(target, each))]


def made(target):
    """Thirty questions at a time, as this format holds them."""
    kinds = tuple(sorted(target.kinds))
    return st.lists(questions(kinds).map(lambda each: held(target, each)), min_size=30, max_size=30)


def ask(folder, target, asked, *command):
    """What a program says of a file of these questions."""
    file = folder / f"asked{target.suffix}"
    file.write_bytes(target.write(Batch("題 & title", "ja", tuple(asked))))
    done = subprocess.run([*map(str, command), str(file)], check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


# As gift-pegjs calls them.
IN_GIFT = {
    Kind.SINGLE: "MC", Kind.MULTIPLE: "MC", Kind.TRUE_FALSE: "TF", Kind.NUMERIC: "Numerical",
    Kind.MATCHING: "Matching",
}  # fmt: skip
GIFT_PEGJS = ("node", HERE / "gift.cjs", PARTIES)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_gift_pegjs_parses_the_first_pack(language, tmp_path):
    asked = of_the_first_pack(language, BY_NAME["gift"])

    assert ask(tmp_path, BY_NAME["gift"], asked, *GIFT_PEGJS) == [IN_GIFT[each.kind] for each in asked]


@given(asked=made(BY_NAME["gift"]))
@MADE
def test_gift_pegjs_parses_whatever_is_made(asked, tmp_path):
    assert ask(tmp_path, BY_NAME["gift"], asked, *GIFT_PEGJS) == [IN_GIFT[each.kind] for each in asked]
