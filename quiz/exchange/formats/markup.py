"""HTML from elsewhere as our Markdown, and back. What has no place in it is cut, and named."""

import re
from dataclasses import dataclass
from html import unescape
from typing import TypeGuard

import nh3

from quiz.exchange.formats.nodes import DEEPEST, Inside, Node, tree_of
from quiz.exchange.formats.seen import Seen
from quiz.web.markdown import SCHEMES, TAGS, rendered

MARKS = {"em": "*", "strong": "**"}
LISTS = {"ul": "- ", "ol": "1. "}
# As many as a text may have signs.
MOST_TAGS = 20_000
MARKED = re.compile("<em>|<strong>")
# Letters beside the stars on their inner side, and no other stars beside them: these are always taken.
SURE = re.compile(r"(?<!em>)(?<!strong>)<(em|strong)>[^\W_](?:[^<>]*[^\W_])?</\1>(?!</?(?:em|strong)>)")
# Within these, emphasis may go.
HIDING = re.compile("<a[ >]|<code>")
SIGNS = re.compile(r"([\\*`\[\]<]|(?<!\w)_|_(?!\w)|&(?=#?\w+;))")
LEAD = re.compile(r"^(\s*)(?:(>|[+-](?=\s|$))|(\d+)(?=[.)](?:\s|$)))")
SPACE = re.compile(r"[ \t\r\n\f]+")
LINES = re.compile(r"\r\n?")
# Paragraphs are compared without their tags, and editors end many a one with a line that shows nothing.
UNSEEN = re.compile("(?:<br>)+(?=</p>|$)|</?p>")
# The paragraph in which editors put a text without tags: most of what a file holds.
SIMPLE = re.compile(r"<p(?:\s[^<>]*)?>([^<]*)(?:<br\s*/?>\s*)?</p>", re.IGNORECASE)
FORMATTED = re.compile(r"<(?!/?p>|br)")
# Most texts are paragraphs of one line without any sign that Markdown or HTML knows; they need not go through
# either.
LINE = r"(?!\s|>|[+-](?:\s|$)|\d+[.)](?:\s|$))(?:[^\x00-\x20\x7f-\x9f\\*_`\[\]<>&:/]|/(?!/)| (?! ))+(?<!\s)"
BARE = re.compile(rf"(?:{LINE}(?:\n\n{LINE})*)?", re.MULTILINE)
# Of the rest most has but these tags, of which nothing is cut.
COMMON = re.compile(r"(?:[^<]++|<br ?/?>|</?(?:p|div|em|strong|ul|ol|li)>)*+")
DIV = re.compile(r"(</?)div>")


@dataclass(frozen=True, slots=True)
class Cut:
    """What was left out: tags by name, images and media by the name of their file."""

    tags: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    media: tuple[str, ...] = ()


def to_markdown(html: str) -> tuple[str, Cut]:
    """HTML as our Markdown, which shows the same on a page, and what was cut. Of too many tags nothing is
    made: they come back as they are, too long for any question.
    """
    if html.count("<") > MOST_TAGS:
        return html, Cut()
    simple = SIMPLE.fullmatch(html.strip())
    if simple or "<" not in html:
        return _line([unescape(simple[1] if simple else html)]), Cut()
    seen = Seen()
    is_common = html.count("<") <= DEEPEST and COMMON.fullmatch(html)
    made = DIV.sub(r"\1p>", html) if is_common else seen.what_is_kept(html)
    cleaned = nh3.clean(made, tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel=None)
    root = tree_of(cleaned)
    text = _blocks(root)
    # Within Japanese, Markdown does not take every pair of stars for emphasis, and would show them.
    if _is_doubtful(cleaned) and _squashed(rendered(text)) != _squashed(cleaned):
        bare = _blocks(_without_marks(root))
        if bare != text:
            text = bare
            seen.tags.append("em")
    return text, Cut(*(tuple(dict.fromkeys(names)) for names in (seen.tags, seen.images, seen.media)))


def to_html(markdown: str) -> str:
    """Our Markdown as HTML of the kept tags."""
    if is_bare(markdown):
        return "\n".join(f"<p>{each}</p>" for each in markdown.split("\n\n") if each)
    return rendered(markdown).strip()


def canonical(markdown: str) -> str:
    """The Markdown as it comes back from HTML, where it shows the same; what is canonical stays as it is."""
    return markdown if is_bare(markdown) else to_markdown(to_html(markdown))[0]


def escaped(text: str) -> str:
    """Plain text as Markdown that shows it as it stands, line by line."""
    return "\n".join(map(_escaped, LINES.sub("\n", text).split("\n"))).strip()


def stripped(markdown: str) -> str:
    """The Markdown as plain text: paragraphs and lines stay, signs go."""
    return markdown.replace("\n\n", "\n") if is_bare(markdown) else _plain(tree_of(rendered(markdown)))


def is_formatted(markdown: str) -> bool:
    """Whether it shows more than paragraphs and lines: emphasis, a list, a quotation, code or a link."""
    return not is_bare(markdown) and FORMATTED.search(rendered(markdown)) is not None


def is_bare(markdown: str) -> bool:
    """Whether it is paragraphs of one line without any sign, which say the same in Markdown and as text."""
    return BARE.fullmatch(markdown) is not None


def _escaped(line: str) -> str:
    return _begun(SIGNS.sub(r"\\\1", line))


def _squashed(html: str) -> str:
    return UNSEEN.sub("", SPACE.sub("", html))


def _is_doubtful(html: str) -> bool:
    """Whether some of the emphasis may not be taken for it."""
    return bool(MARKED.search(html if HIDING.search(html) else SURE.sub("", html)))


def _without_marks(node: Node) -> Node:
    inside: list[Inside] = []
    for each in node.inside:
        found = _without_marks(each) if isinstance(each, Node) else each
        for part in found.inside if isinstance(found, Node) and found.tag in MARKS else [found]:
            # Texts beside each other become one, so that their signs are seen together.
            if isinstance(part, str) and inside and isinstance(before := inside[-1], str):
                inside[-1] = before + part
            else:
                inside.append(part)
    return Node(node.tag, node.href, inside)


def _blocks(node: Node) -> str:
    """What lies in an element as paragraphs, lists and quotations, an empty line between."""
    found: list[str] = []
    loose: list[Inside] = []
    for each in [*node.inside, Node("p")]:
        if not _is_block(each):
            loose.append(each)
            continue
        found += [_line(loose), _block(each)]
        loose = []
    return "\n\n".join(filter(None, found))


def _is_block(node: Inside) -> TypeGuard[Node]:
    return isinstance(node, Node) and node.tag in {"p", "blockquote", *LISTS}


def _block(node: Node) -> str:
    if node.tag == "blockquote":
        quoted = _blocks(node)
        return "\n".join(f"> {line}".rstrip() for line in quoted.split("\n")) if quoted else ""
    if node.tag in LISTS:
        items = [_blocks(each) for each in node.inside if isinstance(each, Node)]
        return "\n".join(_item(each, LISTS[node.tag]) for each in items if each)
    return _blocks(node) if any(_is_block(each) for each in node.inside) else _line(node.inside)


def _item(text: str, sign: str) -> str:
    return sign + text.replace("\n\n", "\n").replace("\n", "\n" + " " * len(sign))


def _line(inside: list[Inside]) -> str:
    """Text with its emphasis, each line begun so that it stays text."""
    whole = "".join(map(_inline, inside))
    return "\n".join(_begun(re.sub(" +", " ", line).strip(" ")) for line in whole.split("\n")).strip()


def _begun(line: str) -> str:
    return LEAD.sub(lambda found: f"{found[1]}{found[3]}\\" if found[3] else f"{found[1]}\\{found[2]}", line)


def _inline(node: Inside) -> str:
    if isinstance(node, str):
        return SIGNS.sub(r"\\\1", SPACE.sub(" ", node))
    if node.tag == "br":
        return "\n"
    if node.tag == "code":
        return _code(_plain(node))
    inside = "".join(map(_inline, node.inside))
    if node.tag == "a" and node.href and inside.strip():
        return f"<{node.href}>" if _plain(node) == node.href else f"[{inside}](<{node.href}>)"
    if node.tag in MARKS and inside.strip():
        before, after = inside[: len(inside) - len(inside.lstrip())], inside[len(inside.rstrip()) :]
        return f"{before}{MARKS[node.tag]}{inside.strip()}{MARKS[node.tag]}{after}"
    return inside


def _code(text: str) -> str:
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{fence}{pad}{text}{pad}{fence}" if text else ""


def _plain(node: Node) -> str:
    found: list[str] = []
    for each in node.inside:
        if isinstance(each, str):
            found.append(SPACE.sub(" ", each))
        elif each.tag == "br":
            found.append("\n")
        else:
            found.append(f"{_plain(each)}\n" if each.tag in {"p", "li"} else _plain(each))
    lines = "".join(found).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())
