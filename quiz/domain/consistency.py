"""Whether the total of a quiz stands for one thing, and how well."""

from dataclasses import dataclass

from quiz.domain.dimensions import Dimensions, dimensions
from quiz.domain.itemstats import Array
from quiz.domain.missing import Interval, Missing, Value
from quiz.domain.omega import omega


@dataclass(frozen=True, slots=True)
class Consistency:
    """McDonald's omega in per cent with its interval, and how many things the questions have in common."""

    omega: Value
    interval: Interval
    dimensions: Dimensions | Missing

    @property
    def is_told(self) -> bool:
        """Whether omega has an interval."""
        return not isinstance(self.interval, Missing)


def consistency(marks: Array) -> Consistency:
    """The same of marks, readers × questions. Where nothing in common shows, omega is undefined: a factor can
    be fitted to chance as well.

    Of a class only: it takes the marks themselves, which the sums of a quiz outside classes do not keep.
    """
    found = dimensions(marks)
    if found is Dimensions.NOTHING:
        return Consistency(Missing.NO_FACTOR, Missing.NO_FACTOR, found)
    return Consistency(*omega(marks), found)
