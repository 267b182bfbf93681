import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.bank.pack import AlsoPart
from quiz.bank.pack_base import Text
from quiz.bank.pack_files import files_in, pack_of
from quiz.bank.pack_writing import HEADS, written
from tests.bank.strategies import NASTY, PACKS
from tests.conftest import PACK, read_once

MODERATE = settings(
    max_examples=20,
    derandomize=True,
    database=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
    ],
)


def read_again(pack):
    files = {name: text.encode() for name, text in written(pack).items()}
    return pack_of(files).model_copy(update={"digest": pack.digest})


def bare(**lists):
    """A pack of a source and of what is given."""
    source = read_once().source.model_copy(update={"passages": [], "quotations": []})
    none = {name: [] for name in ("references", "claims", "events", "figures", "outlook", "terms", "quizzes")}
    return read_once().model_copy(update={"source": source} | none | lists)


def with_title(title):
    pack = bare()
    return pack.model_copy(update={"source": pack.source.model_copy(update={"title": title})})


def test_the_first_pack_stands_as_it_is_written():
    assert {name: text.encode() for name, text in written(read_once()).items()} == files_in(PACK)


@MODERATE
@given(pack=PACKS)
def test_any_pack_that_is_written_is_read_again_as_it_was(pack):
    assert read_again(pack) == pack


def test_texts_with_traps_are_read_again_as_they_were():
    first = read_once().terms[0]
    terms = [
        first.model_copy(update={"text": Text(ja=text, en=text), "also": AlsoPart(en=[text, "a", text])})
        for text in NASTY
    ]

    assert read_again(bare(terms=terms)).terms == terms


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('A colon:here, a#sign and "quotes"', 'en: A colon:here, a#sign and "quotes"'),
        ("Two: parts", "en: 'Two: parts'"),
        ("2022", "en: '2022'"),
        ("1e3", "en: '1e3'"),
        ("no", "en: 'no'"),
        ("Nobody's: #1", "en: 'Nobody''s: #1'"),
        ("a\x85b\tc", 'en: "a\\u0085b\\tc"'),
        ("First.\n\n- Second: 🙂", "en: |-\n    First.\n\n    - Second: 🙂\n"),
        ("word " * 400 + "end", "en: " + "word " * 400 + "end"),
    ],
)  # fmt: skip
def test_a_text_is_written_as_an_editor_would(text, line):
    assert f"\n  {line}" in written(with_title(Text(ja=text, en=text)))["source.yaml"]


def test_what_says_nothing_is_left_out_and_every_file_says_what_it_holds():
    files = written(read_once())

    assert not any("favours: none" in text or "references: []" in text for text in files.values())
    for name, text in files.items():
        assert text.startswith("# "), name
    assert len(files) == len(HEADS) - 1 + len(read_once().quizzes)


def test_a_language_that_is_not_there_is_left_out():
    # As it stands where a text may be in one language: nothing is required of the other.
    class Either(Text):
        ja: str = ""
        en: str = ""

    files = written(with_title(Either(en="Only one")))

    assert "title:\n  en: Only one\n" in files["source.yaml"]


def test_a_pack_of_hardly_anything_has_all_its_files():
    assert read_again(bare()) == bare()


@MODERATE
@given(value=st.floats(allow_nan=False, allow_infinity=False))
def test_a_figure_is_read_again_as_it_was(value):
    figure = read_once().figures[0].model_copy(update={"value": value})

    assert read_again(bare(figures=[figure])).figures == [figure]
