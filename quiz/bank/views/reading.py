"""Sources and the glossary."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quiz.bank import queries
from quiz.bank.pages.source import reading
from quiz.bank.pictures import comparison
from quiz.people.access import anyone
from quiz.web.ready import same_for_everybody


@anyone
@require_safe
@same_for_everybody
def sources(request: HttpRequest) -> HttpResponse:
    """All sources."""
    return render(request, "bank/sources.html", {"sources": queries.current_sources()})


@anyone
@require_safe
@same_for_everybody
def source(request: HttpRequest, slug: str, version: int | None = None) -> HttpResponse:
    """The digest of a source with its labels, its checks and its two pictures."""
    found = reading(slug, version)
    return render(request, "bank/source.html", {"reading": found, "comparison": comparison(found.figures)})


@anyone
@require_safe
@same_for_everybody
def glossary(request: HttpRequest) -> HttpResponse:
    """Every term, explained."""
    return render(request, "bank/glossary.html", {"terms": queries.all_terms()})
