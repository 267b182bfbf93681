"""A pack of one's own out of another."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from quiz.authoring.pages.copy_pack import offer_of
from quiz.authoring.services.copying import copy_pack as copy
from quiz.authoring.views.leading.opened import user_of
from quiz.bank.models import Pack
from quiz.people import limits
from quiz.people.access import instructors
from quiz.web.methods import BOTH


@instructors
@BOTH
def copy_pack(request: HttpRequest, slug: str) -> HttpResponse:
    """What a copy has in it; then make it, as a private draft."""
    pack = get_object_or_404(Pack.objects.visible_to(request.user).select_related("owner"), slug=slug)
    offer = offer_of(pack, request.user)
    if offer is None:
        raise Http404
    if request.method == "POST":
        now = timezone.now()
        limits.make_pack(request, now)
        made = copy(pack=pack, user=user_of(request), now=now)
        messages.success(request, _("Copied as a draft of your own. Nobody else sees it."))
        return redirect("authoring:pack", made.slug)
    return render(request, "authoring/copy_pack.html", {"pack": pack, "offer": offer})
