"""Sources and the glossary."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from quiz.bank import queries
from quiz.bank.pages.source import reading
from quiz.bank.pictures import comparison
from quiz.people.access import anyone
from quiz.web.keeping import Keep

# A version does not change, but a term is corrected in place and a quiz is added: so long the old is shown.
SECONDS = 10
# 300 kB each.
_read: Keep[tuple[str, int | None, str | None], tuple[str, SafeString]] = Keep(30, SECONDS)


@anyone
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """All sources."""
    return render(request, "bank/sources.html", {"sources": queries.current_sources()})


@anyone
@require_safe
def source(request: HttpRequest, slug: str, version: int | None = None) -> HttpResponse:
    """The digest of a source with its labels, its checks and its two pictures."""
    title, words = _read.of((slug, version, get_language()), lambda: _rendered(slug, version))
    return render(request, "bank/source.html", {"title": title, "words": words})


def _rendered(slug: str, version: int | None) -> tuple[str, SafeString]:
    """The title of a reading and all of its page but the frame. Raises Http404."""
    found = reading(slug, version)
    shown = {"reading": found, "comparison": comparison(found.figures)}
    return found.source.title, render_to_string("bank/_reading.html", shown)


@anyone
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Every term, explained."""
    return render(request, "bank/glossary.html", {"terms": queries.all_terms()})
