"""A part that is kept: rendered once for each language and values, and for nothing else alike."""

import pytest
from django.template import TemplateSyntaxError, engines
from django.utils.translation import override

from quiz.web.templatetags import kept


def rendered(source, **given):
    return engines["django"].from_string(source).render(given)


PLACE = '{% keep "taking/_place.html" with number=n given=given flagged=False here=False url="" only %}'


def test_it_is_the_part_as_an_include_gives_it():
    include = PLACE.replace("keep", "include")

    for given in (True, False):
        assert rendered(PLACE, n=3, given=given) == rendered(include, n=3, given=given).strip()


def test_it_is_made_once_for_each_language_and_values(monkeypatch):
    made = []
    make = kept.KeptNode._made

    def counted(self, context, values):
        made.append(values)
        return make(self, context, values)

    monkeypatch.setattr(kept.KeptNode, "_made", counted)

    with override("ja"):
        asked = [(3, True), (3, True), (3, False), (4, True)]
        pages = [rendered(PLACE, n=n, given=given) for n, given in asked]
    with override("en"):
        pages.append(rendered(PLACE, n=3, given=True))

    assert len(made) == 4
    assert len(set(pages)) == 4
    assert pages[0] == pages[1]


def test_what_is_alike_but_not_the_same_is_made_anew():
    assert "number" not in rendered(PLACE, n=1, given=True)
    assert rendered(PLACE, n=1, given=True) != rendered(PLACE, n=True, given=True)


def test_what_was_typed_is_escaped():
    part = '{% keep "taking/_choice.html" with number=1 kind="radio" token="1" text=text chosen=False only %}'

    assert "&lt;b&gt;" in rendered(part, text="<b>")


@pytest.mark.parametrize("wrong", ['"x.html"', '"x.html" with a=1', "x only", '"x.html" a=1 only'])
def test_how_it_is_written(wrong):
    with pytest.raises(TemplateSyntaxError):
        rendered("{% keep " + wrong + " %}")


EACH = '{% keep_each "taking/_place.html" with number given flagged here url from places only %}'


def test_each_of_a_list_is_the_part_with_its_own_values():
    places = [(1, True, False, False, ""), (2, False, True, True, "")]
    one = '{% keep "taking/_place.html" with number=p.0 given=p.1 flagged=p.2 here=p.3 url=p.4 only %}'

    for _twice in range(2):
        found = rendered(EACH, places=places)
        assert found.split() == [word for place in places for word in rendered(one, p=place).split()]
    assert rendered(EACH, places=[]) == ""


@pytest.mark.parametrize("wrong", ['"x.html"', '"x.html" with a from only', '"x.html" with a in rows only'])
def test_how_a_list_is_written(wrong):
    with pytest.raises(TemplateSyntaxError):
        rendered("{% keep_each " + wrong + " %}")
