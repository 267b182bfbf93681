import pytest
from django.utils import translation

from quiz.domain.advice import Advice
from quiz.domain.dimensions import Dimensions
from quiz.domain.missing import Missing
from quiz.web.templatetags.figures import ADVICE, DIMENSIONS, MISSING, between, dimension_words, statistic


def test_whatever_the_domain_says_has_its_words():
    assert set(MISSING) == set(Missing)
    assert set(ADVICE) == set(Advice)
    assert set(DIMENSIONS) == set(Dimensions)


@pytest.mark.parametrize("why", Missing)
def test_what_is_not_available_says_why_in_the_place_of_any_figure(why):
    with translation.override("en"):
        told = {statistic(why), between(why), dimension_words(why)}

    assert len(told) == 1
    assert told.pop().startswith("not available: ")
