"""Other people's programs read what we write: all of the first pack, and questions made up."""

import json
import subprocess
from html import unescape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.bank.pack_files import read_pack
from quiz.domain.kinds import Kind
from quiz.exchange.contents import question_of
from quiz.exchange.formats.format import held
from quiz.exchange.formats.known import BY_NAME, recognised, split
from quiz.exchange.formats.markup import to_html
from quiz.exchange.formats.plain import Batch
from quiz.exchange.grounds import Grounds
from quiz.settings import VAR_DIR
from tests.exchange.made import questions

HERE = Path(__file__).parent / "parties"
PARTIES = VAR_DIR / "parties"
pytestmark = [
    pytest.mark.parties,
    pytest.mark.skipif(not (PARTIES / "venv/bin/qti-convert").exists(), reason="run .ci/parties/install"),
]
FIRST = read_pack(Path("fixtures/h20")).model_dump(mode="json")
MADE = settings(max_examples=3, suppress_health_check=list(HealthCheck))


def of_the_first_pack(language, target):
    """Each question of each quiz, as this format holds it."""
    found = [
        question_of(part["code"], part, language, Grounds(), quiz["title"][language])
        for quiz in FIRST["quizzes"]
        for part in quiz["questions"]
    ]
    return [kept for each in found if each and (kept := held(target, each))]


def made(target, kinds=None):
    """Thirty questions at a time, as this format holds them."""
    kinds = tuple(sorted(kinds or target.kinds))
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


CHOICES = {Kind.SINGLE, Kind.MULTIPLE}
MOODLE_XML_PARSER = (PARTIES / "venv/bin/python", HERE / "moodle.py")


def in_moodle(question):
    """A choice as moodle-xml-parser tells it, which reads no other kind and takes the HTML for text."""
    right = sum(option.is_right for option in question.options)
    wrong = len(question.options) - right if question.kind is Kind.MULTIPLE else 0
    shares = {True: 100 / right, False: -100 / wrong if wrong else 0}
    return [
        question.name,
        [
            [
                unescape(to_html(each.text)),
                pytest.approx(shares[each.is_right], abs=1e-4),
                unescape(to_html(each.feedback)),
            ]
            for each in question.options
        ],
    ]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_moodle_xml_parser_reads_the_choices_of_the_first_pack(language, tmp_path):
    asked = [each for each in of_the_first_pack(language, BY_NAME["moodle_xml"]) if each.kind in CHOICES]

    told = ask(tmp_path, BY_NAME["moodle_xml"], asked, *MOODLE_XML_PARSER)

    assert told == list(map(in_moodle, asked))


@given(asked=made(BY_NAME["moodle_xml"], CHOICES))
@MADE
def test_moodle_xml_parser_reads_whatever_choices_are_made(asked, tmp_path):
    told = ask(tmp_path, BY_NAME["moodle_xml"], asked, *MOODLE_XML_PARSER)

    assert told == list(map(in_moodle, asked))


def converted(folder, source, asked, way):
    """What is read of a package of these questions after qti-convert made it one of another version."""
    before, after = folder / "before.zip", folder / "after.zip"
    before.write_bytes(BY_NAME[source].write(Batch("題 & title", "ja", tuple(asked))))
    after.unlink(missing_ok=True)
    subprocess.run([str(PARTIES / "venv/bin/qti-convert"), way, str(before), str(after)], check=True)
    data = after.read_bytes()
    found = recognised(data, after.name)
    reads = [found.read(raw) for raw in split(found, data).raws]
    return found.name, [each.question for each in reads], [note for each in reads for note in each.notes]


# Which way qti-convert makes of what, and what that is then.
WAYS = [("qti21", "upgrade", "qti3"), ("qti22", "upgrade", "qti3"), ("qti3", "downgrade", "qti21")]


@pytest.mark.parametrize(("source", "way", "target"), WAYS)
def test_qti_convert_keeps_the_first_pack(source, way, target, tmp_path):
    for language in ("ja", "en"):
        asked = of_the_first_pack(language, BY_NAME[source])

        assert converted(tmp_path, source, asked, way) == (target, asked, [])


@pytest.mark.parametrize(("source", "way", "target"), WAYS)
@given(data=st.data())
@MADE
def test_qti_convert_keeps_whatever_is_made(source, way, target, data, tmp_path):
    asked = data.draw(made(BY_NAME[source]))

    assert converted(tmp_path, source, asked, way) == (target, asked, [])
