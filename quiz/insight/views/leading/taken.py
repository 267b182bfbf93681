"""Files of an assignment and of a class, in the language of the class and with its times."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import IO

from django.http import FileResponse, Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from quiz.classroom.models import Classroom, Deed
from quiz.classroom.queries import taught_assignment, taught_class
from quiz.classroom.services.log import By, Told, write_down
from quiz.insight.files import CODEBOOK, FILES, WORKBOOK, book_lines, book_workbook, lines, workbook
from quiz.people import limits
from quiz.people.access import instructors
from quiz.taking.services.attempts import finish_overdue

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


@instructors
@require_safe
def download(request: HttpRequest, slug: str, kind: str) -> HttpResponseBase:
    """Marks, answers, item statistics or the codebook as CSV, sent row by row; or all as one workbook."""
    found = taught_assignment(request.user, slug)
    if kind not in {*FILES, CODEBOOK, WORKBOOK}:
        raise Http404
    now, ending = timezone.now(), "xlsx" if kind == WORKBOOK else "csv"
    _write_down(request, found.classroom, Told(of=found, details={"file": f"{kind}.{ending}"}), now)
    finish_overdue(now=now, assignment=found)
    with _as_in(found.classroom):
        if kind == WORKBOOK:
            return _book(workbook(found), _name(found.classroom, found.title))
        name = _name(found.classroom, found.title, kind)
    return _lines(found.classroom, lambda: lines(kind, found), name)


@instructors
@require_safe
def gradebook(request: HttpRequest, slug: str, kind: str) -> HttpResponseBase:
    """The gradebook of a class as CSV or XLSX: all readers, all quizzes."""
    found = taught_class(request.user, slug)
    if kind not in {"csv", "xlsx"}:
        raise Http404
    now = timezone.now()
    _write_down(request, found, Told(details={"file": f"gradebook.{kind}"}), now)
    finish_overdue(now=now, assignment__classroom=found)
    with _as_in(found):
        name = _name(found, pgettext("file", "Gradebook"))
        if kind == "xlsx":
            return _book(book_workbook(found), name)
    return _lines(found, lambda: book_lines(found), name)


def _write_down(request: HttpRequest, classroom: Classroom, told: Told, now: datetime) -> None:
    limits.make_file(request, now)
    write_down(classroom=classroom, by=By(request.user, now), deed=Deed.FILE, told=told)


@contextmanager
def _as_in(classroom: Classroom) -> Iterator[None]:
    """In the zone and the language of the class."""
    with timezone.override(classroom.zone), translation.override(classroom.language):
        yield


def _book(file: IO[bytes], name: str) -> HttpResponseBase:
    return FileResponse(file, content_type=XLSX, as_attachment=True, filename=f"{name}.xlsx")


def _lines(classroom: Classroom, make: Callable[[], Iterator[str]], name: str) -> HttpResponseBase:
    response = StreamingHttpResponse(_inside(classroom, make), content_type=CSV)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{name}.csv")
    return response


def _inside(classroom: Classroom, make: Callable[[], Iterator[str]]) -> Iterator[str]:
    """The lines, with what the class speaks: what is in force for the page is gone when they are sent."""
    with _as_in(classroom):
        yield from make()


def _name(classroom: Classroom, *parts: str) -> str:
    """Class, assignment and day."""
    day = f"{timezone.localtime():%Y-%m-%d}"
    return get_valid_filename(" ".join([classroom.name, *parts, day]))
