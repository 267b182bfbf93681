"""Questions as our own product has them, of every kind and shape, for round trips."""

from decimal import Decimal
from functools import cache

from hypothesis import strategies as st

from quiz.domain.kinds import GRADED, Kind
from quiz.exchange.formats import markup
from quiz.exchange.formats.plain import Option, Pair, Question

KINDS = tuple(sorted(GRADED))
# The same short texts come again and again, and to render them took half of the time of making questions.
canonical, stripped = cache(markup.canonical), cache(markup.stripped)
# Signs that mean something in one format or another, and in HTML and Markdown.
SIGNS = "abあ漢H20 0.5%=~#{}:\\/*_-<>&'\"`[]()→,;|$^!?"
LINES = st.text(alphabet=SIGNS, min_size=1, max_size=20).map(str.strip).filter(bool)
FORMATTED = st.sampled_from(
    [
        canonical(text)
        for text in (
            "*a* b",
            "**a** b",
            "a\n\nb",
            "a\nb",
            "- a\n- b",
            "1. a\n2. b",
            "> a",
            "`a<b`",
            "[a](<https://x.example/a_b>)",
        )
    ]
)
# A text as an editor leaves it: it shows something, and it shows the same once it was HTML.
TEXTS = st.one_of(LINES.map(canonical), FORMATTED).filter(stripped)
MAYBE = st.one_of(st.just(""), TEXTS)
NUMBERS = st.decimals(min_value=Decimal(-(10**6)), max_value=Decimal(10**6), places=3, allow_nan=False).map(
    str
)
TOLERANCES = st.decimals(min_value=0, max_value=100, places=2, allow_nan=False).map(str)
NAMES = st.from_regex(r"[a-z][a-z0-9-]{0,10}", fullmatch=True)


def some(each, fewest, most=5):
    """Texts that differ for whoever sees them, even where they are plain."""
    return st.lists(each, min_size=fewest, max_size=most, unique_by=stripped).map(tuple)


@st.composite
def choices(draw, kind):
    texts = draw(some(TEXTS, 2))
    right = [draw(st.integers(0, len(texts) - 1))]
    if kind is Kind.MULTIPLE:
        right = draw(
            st.lists(st.integers(0, len(texts) - 1), min_size=1, max_size=len(texts) - 1, unique=True)
        )
    pinned = draw(st.booleans())
    return tuple(
        Option(text, at in right, draw(MAYBE), pinned and at == len(texts) - 1)
        for at, text in enumerate(texts)
    )


@st.composite
def questions(draw, kinds=KINDS):
    kind = draw(st.sampled_from(kinds))
    more = {}
    match kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            more = {"options": draw(choices(kind))}
        case Kind.TRUE_FALSE:
            more = {"answer": draw(st.booleans()), "feedback": draw(MAYBE), "feedback_right": draw(MAYBE)}
        case Kind.NUMERIC:
            unit = draw(st.sampled_from(["", "%", "TFLOPS", "年", "GB/s"]))
            more = {"answer": draw(NUMBERS), "tolerance": draw(TOLERANCES), "unit": unit}
        case Kind.ORDERING:
            more = {"items": draw(some(TEXTS, 3))}
        case Kind.MATCHING:
            sides = draw(some(TEXTS, 4, 8))
            half = len(sides) // 2
            pairs = tuple(map(Pair, sides[:half], sides[half : 2 * half]))
            more = {
                "pairs": pairs,
                "extra": tuple(Option(each, feedback=draw(MAYBE)) for each in sides[2 * half :]),
            }
    return Question(
        kind=kind, stem=draw(TEXTS), name=draw(NAMES), explanation=draw(MAYBE),
        category=draw(st.sampled_from(["", "輸出規制", "Chips/Memory"])), **more,
    )  # fmt: skip
