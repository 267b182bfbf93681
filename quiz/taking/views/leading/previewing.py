"""A draft is tried out by those who write it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.http import require_safe

from quiz.authoring.queries import editable_pack
from quiz.authoring.wording import language_among
from quiz.people.access import instructors
from quiz.taking.forms.kinds import form_of
from quiz.taking.pages.preview import Preview, marked, preview_of
from quiz.taking.pages.previews import listed
from quiz.web.bilingual import LANGUAGES
from quiz.web.client import wants_part

# What the button that shows the marking sends.
CHECK = "check"


@instructors
@require_safe
def preview(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """A question of a draft as readers see it, with the marking of a typed answer; nothing is stored."""
    pack = editable_pack(request.user, slug)
    language = language_among(request.GET.get("in"))
    with translation.override(language):
        found = preview_of(pack, code)
        shown = {"pack": pack, "preview": found, "language": language}
        part = render_to_string("taking/_drafted.html", shown | _tried(found, request))
    if wants_part(request):
        return HttpResponse(part)
    other = next(each for each in LANGUAGES if each != language)
    return render(request, "taking/preview.html", shown | {"part": part, "other": other})


def _tried(found: Preview, request: HttpRequest) -> dict[str, Any]:
    """The form of a question, with what was typed and what is said of it."""
    if found.sheet is None:
        return {}
    form = form_of(found.sheet, request.GET if CHECK in request.GET else None)
    # A page sends the places of options; after a change they may mean others.
    if form.is_bound and form.revision not in ("", str(found.draft.revision)):
        return {"form": form_of(found.sheet), "is_stale": True}
    if not form.is_bound or not form.is_valid():
        return {"form": form}
    response = form.cleaned_data["checked"]
    said = response is not None and marked(
        found.draft, found.sheet, response, form.cleaned_data.get("confidence")
    )
    return {"form": form, "is_tried": True, "reviewed": said}


@instructors
@require_safe
def previews(request: HttpRequest, slug: str) -> HttpResponse:
    """All questions of a draft, to try each out."""
    pack = editable_pack(request.user, slug)
    return render(request, "taking/previews.html", {"pack": pack, "quizzes": listed(pack)})
