"""How good a stated likelihood was once it is known what happened, and what a crowd of them says.

Sources: the project's outlook reference (c.2), which names them: G. W. Brier (1950); A. H. Murphy (1973) for
the decomposition; Metaculus for the baseline score.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, log2
from statistics import fmean, median

import numpy as np
from numpy.typing import NDArray

# So that one answer of 0 or 100 % costs no infinite score.
LOWEST = 0.01
# Of fewer the median is taken, which one extreme answer cannot move far.
ENOUGH_FOR_LOG_ODDS = 10


@dataclass(frozen=True, slots=True)
class Murphy:
    """The parts of a mean Brier score: reliability - resolution + uncertainty."""

    brier: float
    reliability: float
    resolution: float
    uncertainty: float


def brier(likelihood: float, happened: bool) -> float:
    """The squared distance of a likelihood (0 to 1) from what came: 0 best, 1 worst, one half 0.25."""
    return (likelihood - happened) ** 2


def log_loss(likelihood: float, happened: bool) -> float:
    """Minus the logarithm of the likelihood given to what happened, held within 0.01 and 0.99."""
    return -log(_given_to(likelihood, happened))


def baseline(likelihood: float, happened: bool) -> float:
    """Metaculus's baseline score: 0 for one half, 98.6 at most."""
    return 100 * log2(2 * _given_to(likelihood, happened))


def _given_to(likelihood: float, happened: bool) -> float:
    held = min(max(likelihood, LOWEST), 1 - LOWEST)
    return held if happened else 1 - held


def crowd(likelihoods: Sequence[float]) -> float | None:
    """What a crowd says, 0 to 1: the median of fewer than 10, else the log-odds mean; None of nobody."""
    if not likelihoods:
        return None
    return median(likelihoods) if len(likelihoods) < ENOUGH_FOR_LOG_ODDS else log_odds_mean(likelihoods)


def log_odds_mean(likelihoods: Sequence[float]) -> float:
    """The likelihood at the mean of the log-odds, each held within 0.01 and 0.99."""
    held = [min(max(value, LOWEST), 1 - LOWEST) for value in likelihoods]
    return 1 / (1 + exp(-fmean(log(value / (1 - value)) for value in held)))


def crowd_of(counts: NDArray[np.int64]) -> float:
    """What a crowd says, 0 to 1, from how many said 0, 10 … 100 %. Not of nobody."""
    total = int(counts.sum())
    if total < ENOUGH_FOR_LOG_ODDS:
        return median_of(counts) / 100
    held = np.clip(np.linspace(0, 1, len(counts)), LOWEST, 1 - LOWEST)
    mean = float((counts * np.log(held / (1 - held))).sum()) / total
    return 1 / (1 + exp(-mean))


def median_of(counts: NDArray[np.int64]) -> float:
    """The median in per cent, from how many said 0, 10 … 100 %. Not of nobody."""
    upto, total = np.cumsum(counts), int(counts.sum())
    low, high = (int(np.searchsorted(upto, place)) for place in ((total + 1) // 2, total // 2 + 1))
    return 5.0 * (low + high)


def murphy(likelihoods: Sequence[float], happened: Sequence[bool]) -> Murphy:
    """The parts of the mean Brier score, exact because grouped by each stated value. Not of nobody."""
    count, rate = len(likelihoods), fmean(happened)
    groups: dict[float, list[bool]] = {}
    for likelihood, came in zip(likelihoods, happened, strict=True):
        groups.setdefault(likelihood, []).append(came)
    means = {stated: fmean(came) for stated, came in groups.items()}
    return Murphy(
        brier=fmean(brier(stated, came) for stated, came in zip(likelihoods, happened, strict=True)),
        reliability=sum(len(groups[stated]) * (stated - mean) ** 2 for stated, mean in means.items()) / count,
        resolution=sum(len(groups[stated]) * (mean - rate) ** 2 for stated, mean in means.items()) / count,
        uncertainty=rate * (1 - rate),
    )
