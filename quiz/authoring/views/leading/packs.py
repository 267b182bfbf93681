"""One's own packs, and the way into a new one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from quiz.authoring.forms.texts import OpenForm
from quiz.authoring.pages.pack import overview_of
from quiz.authoring.pages.packs import pack_lines
from quiz.authoring.services import opening, pasting
from quiz.authoring.views.leading.opened import opened, user_of
from quiz.authoring.wording import said
from quiz.bank.access import owns
from quiz.domain.pasting import cut
from quiz.people import limits
from quiz.people.access import instructors
from quiz.web.methods import BOTH
from quiz.web.sent import status_of


@instructors
@require_safe
def packs(request: HttpRequest) -> HttpResponse:
    """The packs that one writes, and those that are shared with one."""
    page, lines = pack_lines(request.user, request.GET.get("page", ""))
    return render(request, "authoring/packs.html", {"page": page, "lines": lines})


@instructors
@BOTH
def open_pack(request: HttpRequest) -> HttpResponse:
    """Begin a new pack, with its text where there is one already."""
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values, now, user = form.cleaned_data, timezone.now(), user_of(request)
        limits.make_pack(request, now)
        title = said(values["language"], values["title"])
        more = {"language": values["language"], "as_of": said(values["language"], f"{now:%Y-%m-%d}")}
        made = opening.open_pack(user=user, title=title, now=now, more=more)
        sections = cut(values["article"])
        if not sections:
            return redirect("authoring:paste", made.slug)
        found = pasting.take_in(pack=made, sections=sections, language=values["language"], user=user, now=now)
        tell_of_passages(request, len(found))
        return redirect("authoring:text", made.slug)
    return render(request, "authoring/open_pack.html", {"form": form}, status=status_of(form))


def tell_of_passages(request: HttpRequest, many: int) -> None:
    """Say that a text was taken in, and what comes next."""
    told = ngettext(
        "%(n)d passage was made of the text. Choose a sentence to make a claim of it.",
        "%(n)d passages were made of the text. Choose a sentence to make a claim of it.",
        many,
    )
    messages.success(request, told % {"n": many})


@instructors
@require_safe
def pack(request: HttpRequest, slug: str) -> HttpResponse:
    """A draft at a glance, and what comes next."""
    draft = opened(request, slug)
    shown = {"overview": overview_of(draft), "is_owner": owns(request.user, draft)}
    return render(request, "authoring/pack.html", shown)
