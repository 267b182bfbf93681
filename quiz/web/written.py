"""What people write, as HTML: a small part of Markdown, made by libraries that are made for it.

Paragraphs, emphasis, lists, quotations, code and links; no images, no headings, no HTML of one's own.
"""

import re
from html import unescape
from urllib.parse import unquote

import nh3
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from linkify_it import LinkifyIt
from markdown_it import MarkdownIt

RULES = (
    "list", "blockquote", "paragraph", "emphasis", "link", "autolink", "backticks", "escape", "entity",
    "newline", "balance_pairs", "fragments_join", "linkify",
)  # fmt: skip
TAGS = {"p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "code", "a"}
# Without a scheme a word with a dot in it is too often no address: "H20.He" is none.
_links = LinkifyIt(options={"fuzzy_link": False, "fuzzy_email": False})
_markdown = MarkdownIt("zero", {"html": False, "linkify": True, "breaks": True}).enable(RULES)
_markdown.linkify = _links


def written(text: str) -> SafeString:
    """The text as HTML for a page; links say that this site does not vouch for them."""
    made = nh3.clean(
        _markdown.render(text),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel="nofollow noopener ugc",
    )
    return mark_safe(made)


def plain(text: str) -> str:
    """The text on one line as a page shows it, without its signs and tags."""
    return " ".join(unescape(strip_tags(written(text))).split())


def readable(text: str) -> str:
    """All that a reader of the page can read: the text as it is shown, and the addresses of its links."""
    addresses = [unquote(unescape(found)) for found in re.findall('href="([^"]*)"', written(text))]
    return "\n".join([plain(text), *addresses])
