"""A pack as files, in and out; and a pack that goes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quiz.authoring.assembling import content_of
from quiz.authoring.edition_forms import OVER, DeletePackForm, UploadForm
from quiz.authoring.queries import source_of, title_of
from quiz.authoring.services.copying import take_files
from quiz.authoring.services.deleting import delete_pack as delete
from quiz.authoring.views.leading.opened import opened, user_of
from quiz.authoring.whole import is_unpublished, part_of
from quiz.bank.access import owns
from quiz.bank.models import Pack
from quiz.bank.pack import PackPart
from quiz.bank.pack_archives import MOST_PACKED, packed, unpacked
from quiz.bank.pack_files import PackError
from quiz.people import limits
from quiz.people.access import instructors
from quiz.web.methods import BOTH
from quiz.web.sent import status_of


@instructors
@BOTH
def upload(request: HttpRequest) -> HttpResponse:
    """A ZIP file becomes a new draft, or the draft of the pack that has its address."""
    is_sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
    shown: dict[str, Any] = {"form": form}
    if is_sent and form.is_valid():
        limits.make_file(request, timezone.now())
        try:
            # One byte more than is read at all tells that it is too large.
            part = unpacked(form.cleaned_data["file"].read(MOST_PACKED + 1))
        except PackError as error:
            shown["findings"] = error.findings
        else:
            if made := _taken_in(request, form, part):
                return redirect("authoring:pack", made.slug)
    return render(request, "authoring/upload.html", shown, status=status_of(form))


def _taken_in(request: HttpRequest, form: UploadForm, part: PackPart) -> Pack | None:
    """The pack that it became; else the form says why it did not."""
    over = None
    if form.cleaned_data["into"] == OVER:
        over = Pack.objects.editable_by(request.user).filter(slug=part.source.slug).first()
        if over is None:
            words = _("No pack that you may change has the address “%(slug)s”. Take it as a new one.")
            form.add_error("into", words % {"slug": part.source.slug})
            return None
        if is_unpublished(over, list(over.pieces.all())) and not form.cleaned_data["sure"]:
            words = _(
                "Its draft has unpublished changes. Choose the file again, and say here that they may go."
            )
            form.add_error("sure", words)
            return None
    now = timezone.now()
    if over is None:
        limits.make_pack(request, now)
    made = take_files(part=part, user=user_of(request), now=now, over=over)
    messages.success(request, _("The files are a draft now. Readers see it once you publish it."))
    return made


@instructors
@require_safe
def download(request: HttpRequest, slug: str) -> HttpResponse:
    """The draft as a ZIP file of YAML; where it cannot be read as a pack yet, what is missing."""
    pack = opened(request, slug)
    try:
        part = part_of(content_of(pack.slug, pack.pieces.all()))
    except PackError:
        messages.warning(request, _("As files it needs what is missing here first."))
        return redirect("authoring:publish", slug)
    limits.make_file(request, timezone.now())
    response = HttpResponse(packed(part), content_type="application/zip")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{slug}.zip")
    return response


@instructors
@BOTH
def delete_pack(request: HttpRequest, slug: str) -> HttpResponse:
    """Delete the pack after its title was typed; what was used is put away instead."""
    pack = opened(request, slug)
    if not owns(request.user, pack):
        raise Http404
    title = title_of(source_of(pack), pack)
    form = DeletePackForm(title, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if delete(pack=pack, now=timezone.now()):
            messages.success(request, _("The pack was deleted."))
            return redirect("authoring:packs")
        words = _("It was used, so it stays: it is private now, and nobody begins its quizzes any more.")
        messages.warning(request, words)
        return redirect("authoring:pack", slug)
    shown = {"pack": pack, "title": title, "form": form}
    return render(request, "authoring/delete_pack.html", shown, status=status_of(form))
