"""What people write, as HTML for pages: a small part of Markdown, made by libraries that are made for it."""

import re
from html import unescape
from urllib.parse import unquote

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from quiz.web.markdown import rendered


def written(text: str) -> SafeString:
    """The text as HTML for a page; links say that this site does not vouch for them."""
    return mark_safe(rendered(text, "nofollow noopener ugc"))


def plain(text: str) -> str:
    """The text on one line as a page shows it, without its signs and tags."""
    return " ".join(unescape(strip_tags(written(text))).split())


def readable(text: str) -> str:
    """All that a reader of the page can read: the text as it is shown, and the addresses of its links."""
    addresses = [unquote(unescape(found)) for found in re.findall('href="([^"]*)"', written(text))]
    return "\n".join([plain(text), *addresses])
