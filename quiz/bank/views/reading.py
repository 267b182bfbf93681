"""Sources and the glossary."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quiz.bank import queries
from quiz.bank.access import given, is_open
from quiz.bank.models import Pack
from quiz.bank.pages.source import Reading, reading
from quiz.bank.pictures import comparison
from quiz.people.access import anyone
from quiz.web.ready import for_everybody, same_for_everybody


@anyone
@require_safe
@same_for_everybody
def sources(request: HttpRequest) -> HttpResponse:
    """All public sources."""
    return render(request, "bank/sources.html", {"sources": queries.current_sources(Pack.objects.public())})


@anyone
@require_safe
def source(request: HttpRequest, slug: str, version: int | None = None) -> HttpResponse:
    """The digest of a source with its labels, its checks and its two pictures."""
    found = reading(slug, version)
    # Who reads it only since their class was given something of it comes to all else by the class.
    is_all = is_open(request.user, found.source.pack)
    if not is_all:
        found = _as_given(request, found, version)
    shown = {"reading": found, "comparison": comparison(found.figures), "is_open": is_all}
    page = render(request, "bank/source.html", shown)
    return for_everybody(page) if found.source.pack.is_public else page


def _as_given(request: HttpRequest, found: Reading, version: int | None) -> Reading:
    """The version that was asked for, if a class was given it; where none was, the latest that one was given.
    Raises Http404.
    """
    versions = given(request, found.source.pack).versions
    if found.source.version in versions:
        return found
    if version is not None:
        raise Http404
    return reading(found.source.slug, max(versions))


@anyone
@require_safe
@same_for_everybody
def glossary(request: HttpRequest) -> HttpResponse:
    """Every term of what is public, explained."""
    return render(request, "bank/glossary.html", {"terms": queries.all_terms(Pack.objects.public())})
