"""A question is picked from the question bank, or taken out of its draft."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quiz.authoring.pages.pick import picked, stem_in
from quiz.authoring.picking_forms import PickForm
from quiz.authoring.queries import editable_pack
from quiz.authoring.services import picking as services
from quiz.authoring.views.leading.opened import user_of
from quiz.people import limits
from quiz.people.access import instructors
from quiz.web.confirm import Question, ask, is_sure, isolated
from quiz.web.methods import BOTH
from quiz.web.sent import status_of


@instructors
@BOTH
def pick(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Copy a question whose key one sees into a quiz of a draft of one's own."""
    found = picked(request.user, slug, code)
    form = PickForm(found.targets, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        into, _space, quiz = form.cleaned_data["target"].partition(" ")
        pack = editable_pack(request.user, into)
        limits.make_piece(request, timezone.now())
        try:
            made = services.pick_question(
                origin=found.pack, code=code, into=services.Into(pack, quiz),
                user=user_of(request), now=timezone.now(),
            )  # fmt: skip
        except services.Gone:
            messages.warning(request, _("That quiz is not there any more. Nothing was copied."))
        else:
            words = _("It was copied with the claims, passages and references that it needs.")
            messages.success(request, words)
            return redirect("taking:preview", pack.slug, made.key)
    return render(request, "authoring/pick.html", {"picked": found, "form": form}, status=status_of(form))


@instructors
@require_POST
def retire(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Take a question out of the draft, after asking: the next edition is without it."""
    pack = editable_pack(request.user, slug)
    stem = stem_in(pack, code)
    if stem is None:
        raise Http404
    if not is_sure(request):
        says = [
            _("Question: %(words)s") % {"words": isolated(stem)},
            _("It goes from the draft; with the next edition it goes from its quiz."),
            _("Attempts that were begun keep it, and so do the statistics."),
        ]
        back = reverse("insight:questions")
        return ask(request, Question(_("Retire this question?"), says, _("Retire it"), back))
    services.retire_question(pack=pack, code=code, user=user_of(request), now=timezone.now())
    messages.success(
        request, _("It is out of the draft. Readers have it until you publish the next edition.")
    )
    return redirect("insight:questions")
