import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.exchange.formats.format import held
from quiz.exchange.formats.known import ALL, recognised, split
from quiz.exchange.formats.plain import Batch
from tests.exchange.made import questions

FORMATS = pytest.mark.parametrize("target", ALL, ids=lambda each: each.name)


@FORMATS
@given(st.data())
@settings(max_examples=60)
def test_what_a_format_holds_is_known_by_its_file_and_comes_back_as_it_was(target, data):
    kinds = tuple(sorted(target.kinds))
    told = tuple(held(target, each) for each in data.draw(st.lists(questions(kinds), min_size=1, max_size=3)))

    written = target.write(Batch("題 & title", "ja", told))
    read = [target.read(raw) for raw in split(target, written).raws]

    assert recognised(written, f"questions{target.suffix}").name == target.name
    assert tuple(each.question for each in read) == told
    assert [note for each in read for note in each.notes] == []
