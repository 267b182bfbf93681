"""Why a figure is not told, and what a figure may be."""

from enum import StrEnum


class Missing(StrEnum):
    """Why a statistic is not available."""

    NO_READERS = "no_readers"
    TOO_FEW_READERS = "too_few_readers"
    TOO_FEW_QUESTIONS = "too_few_questions"
    NO_MAXIMUM = "no_maximum"
    ALL_THE_SAME = "all_the_same"
    ALL_CHANGED_ALIKE = "all_changed_alike"
    ALL_CHOSE_ALIKE = "all_chose_alike"
    NEGATIVE_COVARIANCE = "negative_covariance"
    NEGATIVE_LOADING = "negative_loading"
    NO_FACTOR = "no_factor"
    NOT_COMPARABLE = "not_comparable"


Value = float | Missing
Interval = tuple[float, float] | Missing
