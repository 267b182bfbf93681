"""How often camps are announced where there are none, and where there are: simulated rooms of 8 predictions.

`python -m tests.domain.test_camps_rates` writes both tables into docs/outlook.md, in a quarter of an hour;
the suite looks at a few rooms of each kind.
"""

import re
import sys
from pathlib import Path

import numpy as np
import pytest

from quiz.domain import gradients
from quiz.domain.clusters import cut, means, silhouette
from quiz.domain.opinion_groups import FEWEST_IN_GROUP, camps, project

LEVELS = np.array([-1, -0.5, 0, 0.5, 1])
EVEN, SKEWED, STRONG = (-1.2, -0.4, 0.4, 1.2), (-1.6, -1.0, -0.4, 0.6), (-0.5, -0.1, 0.1, 0.5)
PREDICTIONS = 8
SIZES = (20, 30, 60, 100)
DOCS = Path(__file__).parents[2] / "docs" / "outlook.md"


def independent(luck, readers):
    return luck.choice(LEVELS, (readers, PREDICTIONS))


def gradient(luck, readers, loading, lines=1, cuts=EVEN):
    """Readers along so many lines, each of as many predictions, some of them said the other way round."""
    place = np.repeat(luck.normal(size=(readers, lines)), PREDICTIONS // lines, axis=1)
    said = loading * place + np.sqrt(1 - loading**2) * luck.normal(size=(readers, PREDICTIONS))
    return LEVELS[np.searchsorted(cuts, said * luck.choice([-1, 1], PREDICTIONS))]


def parted(luck, readers, chance, sizes=(1, 1), shared=0, neutral=0.5):
    """Camps with a side of each prediction: two opposed ones, three that differ on four or more.

    Each answer is on the camp's side by this chance; of the others so many are neutral and the rest is on the
    other side. Strong and weak answers are alike likely.
    """
    sides = luck.choice([-1, 1], (len(sizes), PREDICTIONS))
    if len(sizes) == 2:
        sides[1] = -sides[0]
    elif min((sides[a] != sides[b]).sum() for a in range(3) for b in range(a)) < 4:
        return parted(luck, readers, chance, sizes, shared, neutral)
    sides[:, :shared] = sides[0, :shared]
    camp = np.searchsorted(np.cumsum(sizes), np.arange(readers) * sum(sizes) / readers, side="right")
    drawn = luck.random((readers, PREDICTIONS))
    said = np.where(drawn < chance, 1, np.where(drawn < chance + (1 - chance) * neutral, 0, -1))
    return sides[camp] * said * luck.choice([0.5, 1], said.shape)


WITHOUT = {
    "independent answers": independent,
    "one gradient, loading 0.5": lambda luck, n: gradient(luck, n, 0.5),
    "one gradient, loading 0.7": lambda luck, n: gradient(luck, n, 0.7),
    "the same, most agree": lambda luck, n: gradient(luck, n, 0.7, cuts=SKEWED),
    "the same, most answers strong": lambda luck, n: gradient(luck, n, 0.7, cuts=STRONG),
    "one gradient, loading 0.9": lambda luck, n: gradient(luck, n, 0.9),
    "two gradients, loading 0.7": lambda luck, n: gradient(luck, n, 0.7, lines=2),
}
WITH = {
    "two camps, 80 % on their side": lambda luck, n: parted(luck, n, 0.8),
    "two camps, 85 %": lambda luck, n: parted(luck, n, 0.85),
    "the same, 2 : 1, two predictions shared": lambda luck, n: parted(luck, n, 0.85, (2, 1), shared=2),
    "two camps, 80 %, nobody neutral": lambda luck, n: parted(luck, n, 0.8, neutral=0),
    "two camps, 85 %, nobody neutral": lambda luck, n: parted(luck, n, 0.85, neutral=0),
    "three camps, 85 %": lambda luck, n: parted(luck, n, 0.85, (1, 1, 1)),
}


COMPARED = {
    "gradient 0.7": WITHOUT["one gradient, loading 0.7"],
    "strong answers": WITHOUT["the same, most answers strong"],
    "two gradients": WITHOUT["two gradients, loading 0.7"],
    "camps 80 %": WITH["two camps, 80 % on their side"],
    "85 %, 2 : 1": WITH["the same, 2 : 1, two predictions shared"],
    "85 %, nobody neutral": WITH["two camps, 85 %, nobody neutral"],
    "three camps": WITH["three camps, 85 %"],
}


def announced(make, readers, rooms, look=camps):
    """In what share of so many rooms camps are announced."""
    luck = np.random.default_rng([readers, rooms])
    return float(np.mean([look(make(luck, readers)) is not None for _room in range(rooms)]))


@pytest.mark.simulation
@pytest.mark.parametrize("kind", WITHOUT)
def test_where_there_are_no_camps_hardly_any_are_announced(kind):
    assert announced(WITHOUT[kind], 30, 30) <= 0.1


@pytest.mark.simulation
@pytest.mark.parametrize("kind", [*list(WITH)[:3], "three camps, 85 %"])
def test_where_there_are_camps_they_are_found(kind):
    assert announced(WITH[kind], 30, 8) >= 0.75


@pytest.mark.simulation
def test_a_third_camp_is_told_where_there_is_one_only():
    luck = np.random.default_rng(1)
    found = {
        sizes: [camps(parted(luck, 60, 0.85, sizes)).labels.max() + 1 for _room in range(4)]
        for sizes in ((1, 1), (1, 1, 1))
    }

    assert found[1, 1] == [2] * 4
    assert found[1, 1, 1].count(3) >= 3


def shuffled(room):
    """Rooms with each column shuffled."""
    return lambda luck: luck.permuted(room, axis=0)


def one_line(room):
    """Rooms of one gradient and nothing else: one factor of the correlations, by principal axes."""
    found = gradients.correlations(room)
    loadings = np.full(PREDICTIONS, 0.5)
    for _step in range(50):
        reduced = found + np.diag(np.minimum(loadings**2, 0.9) - 1)
        values, vectors = np.linalg.eigh(reduced)
        loadings = vectors[:, -1] * np.sqrt(max(values[-1], 0))
    loadings = np.clip(loadings, -0.95, 0.95)
    mixing = np.vstack([loadings, np.diag(np.sqrt(1 - loadings**2))])
    ordered = np.sort(room, axis=0)

    def draw(luck):
        drawn = luck.standard_normal((len(room), PREDICTIONS + 1)) @ mixing
        return np.take_along_axis(ordered, drawn.argsort(axis=0).argsort(axis=0), axis=0)

    return draw


def copula(room):
    """Rooms of any gradients: those of the product."""
    return gradients.Gradients.of(room).room


def widest(room):
    """The best silhouette of two or three groups in the plane, as it was."""
    points = np.round(project(room), 9)
    found = [means(points, count, FEWEST_IN_GROUP) for count in (2, 3)]
    return max((silhouette(points, parts.labels) for parts in found if parts), default=-1.0)


def share(room):
    """How much of the spread on the main axis is between two groups."""
    parts = cut(np.round(project(room)[:, 0], 9), FEWEST_IN_GROUP)
    return parts.share if parts else -1.0


def sarle(room):
    """Sarle's coefficient of bimodality of the main axis: (skewness² + 1) / kurtosis."""
    line = project(room)[:, 0]
    return ((line**3).mean() ** 2 / (line**2).mean() ** 3 + 1) * (line**2).mean() ** 2 / (line**4).mean()


RIVALS = {
    "columns shuffled, silhouette (until now)": (shuffled, widest),
    "columns shuffled, share on the main axis": (shuffled, share),
    "any gradients, silhouette": (copula, widest),
    "any gradients, bimodality (Sarle)": (copula, sarle),
    "one gradient, share on the main axis": (one_line, share),
    "any gradients, share on the main axis": (copula, share),
}


def rival(null, statistic):
    """A way to look for camps: None where more than 5 of 100 rooms, this one included, are as divided."""

    def look(room):
        draw, found = null(room), statistic(room)
        as_far = 1
        for number in range(99):
            as_far += statistic(draw(np.random.default_rng(number))) > found - 1e-9
            if as_far > 5:
                return None
        return found

    return look


def lines(rows, heads):
    """Rows of shares as lines of Markdown, in per cent."""
    yield "| " + " | ".join(heads) + " |"
    yield "| --- |" + " --- |" * (len(heads) - 1)
    for name, shares in rows:
        print(name, shares, flush=True)  # noqa: T201  it takes long
        yield f"| {name} | " + " | ".join(f"{100 * each:.0f} %" for each in shares) + " |"


def rates():
    """The rates of the product."""
    for kinds, rooms in ((WITHOUT, 500), (WITH, 200)):
        for name, make in kinds.items():
            yield name, [announced(make, size, rooms) for size in SIZES]


def rivals():
    """Those of other ways, at 30 readers."""
    for name, (null, statistic) in RIVALS.items():
        yield name, [announced(make, 30, 100, rival(null, statistic)) for make in COMPARED.values()]
    yield (
        "the product: two by the last at 4 %, three at 1 %",
        [announced(make, 30, 100) for make in COMPARED.values()],
    )


def write(mark, table):
    """Put a table between its marks in the docs."""
    text = "\n".join(table)
    found = re.compile(rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)", re.DOTALL)
    DOCS.write_text(found.sub(lambda old: f"{old[1]}{text}\n{old[2]}", DOCS.read_text()))


if __name__ == "__main__":
    if "rivals" not in sys.argv:
        write("camps", lines(rates(), ["camps announced in", *(f"n = {size}" for size in SIZES)]))
    if "rates" not in sys.argv:
        write("rivals", lines(rivals(), ["held against, measured by", *COMPARED]))
