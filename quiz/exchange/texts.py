"""Texts of questions as this product shows them, and as formats have them.

Ours are plain, line by line; in the question itself words between double stars are stressed (the filter
`emphasised`). Those of formats are Markdown.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from quiz.exchange.formats.markup import escaped, is_bare, stripped
from quiz.exchange.formats.nodes import Inside, Node, tree_of
from quiz.exchange.formats.plain import Option, Pair, Question
from quiz.exchange.kept import storable
from quiz.web.markdown import rendered
from quiz.web.templatetags.ui import EMPHASIS

Change = Callable[[str], str]
STRESSED = {"strong", "em"}
BLOCKS = {"p", "li", "ul", "ol", "blockquote"}
# Without these a text shows the same here as it did there.
SAME = {"", "p", "br"}
SPACE = re.compile(r"[ \t\n]+")


def as_markdown(question: Question) -> Question:
    """One of our own questions with its texts as Markdown that shows the same."""
    return replace(_changed(question, escaped), stem=_stressed(question.stem))


def as_own(question: Question) -> tuple[Question, bool]:
    """A question of a format with its texts as they are shown here, and whether that is less than was there:
    lists become lines, links their words and addresses, emphasis goes but for the question itself.
    """
    tags: set[str] = set()
    own = _changed(question, lambda text: _shown(text, lambda words: words, tags))
    in_stem: set[str] = set()
    stem = _shown(question.stem, lambda words: f"**{words}**" if words.strip() else words, in_stem)
    return replace(own, stem=stem), not tags | (in_stem - STRESSED) <= SAME


def _shown(text: str, stress: Change, tags: set[str]) -> str:
    """A text as it is shown here; what it was set with is added to the tags."""
    # Nearly all of a file, which need not be rendered.
    if is_bare(text):
        return stripped(text)
    root = tree_of(rendered(storable(text)))
    tags.update(_tags(root))
    return _lines(_text(root, stress))


def _changed(question: Question, change: Change) -> Question:
    """The question with all of its texts but the stem changed."""

    def option(each: Option) -> Option:
        return replace(each, text=change(each.text), feedback=change(each.feedback))

    return replace(
        question,
        options=tuple(map(option, question.options)),
        extra=tuple(map(option, question.extra)),
        items=tuple(map(change, question.items)),
        pairs=tuple(Pair(change(each.left), change(each.right)) for each in question.pairs),
        feedback=change(question.feedback),
        feedback_right=change(question.feedback_right),
        explanation=change(question.explanation),
    )


def _stressed(text: str) -> str:
    """The stem as Markdown; without its stress where Markdown would show the stars instead."""
    pieces = EMPHASIS.split(text)
    made = "".join(f"**{escaped(piece)}**" if at % 2 else _between(piece) for at, piece in enumerate(pieces))
    is_taken = rendered(made).count("<strong>") == len(pieces) // 2
    return made.strip() if is_taken else escaped("".join(pieces))


def _between(piece: str) -> str:
    """A piece of a text, escaped, with the spaces at its ends."""
    bare = piece.strip(" ")
    before = piece[: len(piece) - len(piece.lstrip(" "))]
    return f"{before}{escaped(bare)}{piece[len(before) + len(bare) :]}" if bare else piece


def _tags(node: Node) -> set[str]:
    # An address that is a link of itself is one here, too.
    own = set() if node.tag == "a" and node.inside == [node.href] else {node.tag}
    return own.union(*(_tags(each) for each in node.inside if isinstance(each, Node)))


def _text(node: Inside, stress: Change, sign: str = "") -> str:
    if isinstance(node, str):
        return SPACE.sub(" ", node)
    if node.tag == "br":
        return "\n"
    signs = (f"{at}. " if node.tag == "ol" else "- " for at in range(1, len(node.inside) + 1))
    parts = [each for each in node.inside if node.tag not in {"ul", "ol"} or isinstance(each, Node)]
    inside = "".join(_text(each, stress, next(signs) if node.tag in {"ul", "ol"} else "") for each in parts)
    if node.tag in STRESSED:
        return stress(inside)
    if node.tag == "a" and node.href and node.href != inside:
        return f"{inside} ({node.href})"
    if node.tag == "li":
        return f"\n{sign}{inside.strip()}\n"
    return f"\n{inside}\n" if node.tag in BLOCKS else inside


def _lines(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())
