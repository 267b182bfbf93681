"""The closed lists that content and answers are made of."""

from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    NUMERIC = "numeric"
    ORDERING = "ordering"
    MATCHING = "matching"
    LABELLING = "labelling"


GRADED = frozenset(Kind) - {Kind.LABELLING}


class Label(StrEnum):
    """What kind of sentence a claim is."""

    FACT = "fact"
    CLAIM = "claim"
    OPINION = "opinion"
    PREDICTION = "prediction"
    ANALOGY = "analogy"


# What a graded question may rest on; opinions and predictions are voted on, never graded.
GRADABLE = frozenset({Label.FACT, Label.CLAIM, Label.ANALOGY})
# The four boxes of the labelling exercise.
SORTING = (Label.FACT, Label.CLAIM, Label.OPINION, Label.PREDICTION)


class Scope(StrEnum):
    """Where a question's key comes from: the passage, or the references."""

    ARTICLE = "article"
    FACT = "fact"


class Verdict(StrEnum):
    """What comparing a claim with references showed."""

    SUPPORTED = "supported"
    IMPRECISE = "imprecise"
    CONTRADICTED = "contradicted"
    UNVERIFIABLE = "unverifiable"
    NOT_CHECKED = "not_checked"
    LATER = "later"


class Confidence(IntEnum):
    """How sure a reader says they are."""

    GUESS = 1
    FAIRLY_SURE = 2
    CERTAIN = 3
