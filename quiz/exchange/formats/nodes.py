"""HTML that was cleaned, as a tree."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TypeAlias

ALONE = {"br"}
# What lies deeper is taken as if it lay here: nobody writes so, and whoever walks the tree calls itself.
DEEPEST = 40


@dataclass(slots=True)
class Node:
    """An element: its tag ("" is the whole), the address of a link, and what lies in it."""

    tag: str
    href: str = ""
    inside: "list[Inside]" = field(default_factory=list)


Inside: TypeAlias = Node | str


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("")]
        self.too_deep = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len(self.open) > DEEPEST and tag not in ALONE:
            self.too_deep += 1
            return
        node = Node(tag, dict(attrs).get("href") or "")
        self.open[-1].inside.append(node)
        if tag not in ALONE:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if self.too_deep:
            self.too_deep -= 1
        elif any(node.tag == tag for node in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def tree_of(html: str) -> Node:
    """The tree of some HTML, which nh3 has made well-formed."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.open[0]
