"""Questions go out: what a file will not hold, and the file; and tables to fill in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from quiz.classroom.services.log import note_all_keys
from quiz.exchange.formats.format import Format
from quiz.exchange.formats.known import ALL, BY_NAME
from quiz.exchange.formats.tables.template import TEMPLATES
from quiz.exchange.pages.export import Asked, Open, asked_by, export_of, exported_of, opened
from quiz.exchange.wording import format_words
from quiz.people import limits
from quiz.people.access import instructors
from quiz.web.bilingual import LANGUAGES


@instructors
@require_safe
def export(request: HttpRequest, slug: str) -> HttpResponse:
    """What a pack becomes in a file for another program: what that does not hold, and what stays out."""
    found = opened(request.user, slug)
    sent = request.GET.get
    page = export_of(found, Asked(sent("quiz", ""), sent("as", ""), sent("in", "")))
    _note(request, found, page.asked)
    shown = {"page": page, "formats": [(each.name, format_words(each.name)) for each in ALL]}
    return render(request, "exchange/export.html", shown)


@instructors
@require_safe
def download(request: HttpRequest, slug: str, file: str) -> HttpResponse:
    """The file: a quiz or all of a pack, in one format and one language."""
    found, asked = opened(request.user, slug), asked_by(file)
    made = asked and exported_of(found, asked)
    if not (asked and made and made.batch.questions):
        raise Http404
    limits.make_file(request, timezone.now())
    _note(request, found, asked)
    return _file(made.report.target, made.file(), f"{made.batch.title} {asked.language}")


@instructors
@require_safe
def template(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """A table to fill in, with an example of each kind of question."""
    if kind not in TEMPLATES or language not in LANGUAGES:
        raise Http404
    limits.make_file(request, timezone.now())
    return _file(BY_NAME[kind], TEMPLATES[kind](language), f"{pgettext('file', 'Questions')} {language}")


def _file(target: Format, data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=target.media)
    named = get_valid_filename(name) + target.suffix
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=named)
    return response


def _note(request: HttpRequest, found: Open, asked: Asked) -> None:
    """Keep in the logs of one's classes that keys of what they were given were seen."""
    slugs = [asked.quiz] if asked.quiz else found.quizzes
    note_all_keys(user=request.user, quiz_slugs=slugs, now=timezone.now())
