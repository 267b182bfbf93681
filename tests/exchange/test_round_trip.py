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
def test_what_a_format_holds_comes_back_as_it_was(target, data):
    kinds = tuple(sorted(target.kinds))
    told = tuple(held(target, each) for each in data.draw(st.lists(questions(kinds), min_size=1, max_size=3)))

    found = split(target, target.write(Batch("題 & title", "ja", told)))
    read = [target.read(raw) for raw in found.raws]

    assert tuple(each.question for each in read) == told
    assert [note for each in read for note in each.notes] == []


@FORMATS
@given(questions())
@settings(max_examples=20)
def test_a_file_is_known_for_what_it_is(target, question):
    kept = held(target, question)
    if kept is not None:
        data = target.write(Batch("title", "en", (kept,)))
        assert recognised(data, f"questions{target.suffix}").name == target.name
