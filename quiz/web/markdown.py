"""The small part of Markdown that people write here, as HTML. No framework: file formats use it, too."""

import nh3
from linkify_it import LinkifyIt
from markdown_it import MarkdownIt

RULES = (
    "list", "blockquote", "paragraph", "emphasis", "link", "autolink", "backticks", "escape", "entity",
    "newline", "balance_pairs", "fragments_join", "linkify",
)  # fmt: skip
TAGS = {"p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "code", "a"}
SCHEMES = {"http", "https"}
# Without a scheme a word with a dot in it is too often no address: "H20.He" is none.
_links = LinkifyIt(options={"fuzzy_link": False, "fuzzy_email": False})
_markdown = MarkdownIt("zero", {"html": False, "linkify": True, "breaks": True}).enable(RULES)
_markdown.linkify = _links


def rendered(text: str, link_rel: str | None = None) -> str:
    """The text as HTML: paragraphs, emphasis, lists, quotations, code and links; no images, no headings, no
    HTML of one's own.
    """
    made: str = nh3.clean(
        _markdown.render(text),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel=link_rel,
    )
    return made
