"""An interval for a mean by resampling readers, the same each time.

The expanded percentile interval: the percentiles of resampled means are a little too near in a small class
(they know the n readers, not those who might have come), and go out as far as Student's t does beside the
normal curve. Source: T. Hesterberg, What Teachers Should Know About the Bootstrap (2015), section 5.1.
"""

from functools import lru_cache
from math import sqrt

import numpy as np

from quiz.domain.special import ndtr, stdtrit

RESAMPLES = 2000
SEED = 20
LEVEL = 0.95
Counts = tuple[tuple[float, int], ...]


# A page is asked for again and again while its figures stay, and each resample is the same.
@lru_cache(256)
def interval_of_mean(counts: Counts) -> tuple[float, float] | None:
    """The 95 % interval of the mean of values that come up so often, in their unit: (value, how often).

    None where they do not vary.
    """
    if len(counts) < 2:  # noqa: PLR2004  of one value there is no variance
        return None
    values, times = (np.array(column, dtype=float) for column in zip(*counts, strict=True))
    readers = int(times.sum())
    # Drawing readers with replacement is drawing how often each value comes up.
    drawn = np.random.default_rng(SEED).multinomial(readers, times / readers, RESAMPLES)
    beyond = float(ndtr(sqrt(readers / (readers - 1)) * stdtrit(readers - 1, (1 - LEVEL) / 2)))
    low, high = np.quantile(drawn @ values / readers, [beyond, 1 - beyond])
    return float(low), float(high)
