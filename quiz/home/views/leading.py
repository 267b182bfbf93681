"""Two readers of a class become one; one who lost the return code gets another."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quiz.classroom.queries import member
from quiz.home import asking
from quiz.home.services.leaving import Gone, merge_members
from quiz.home.services.renewing import make_code
from quiz.people.access import instructors
from quiz.web.confirm import ask, is_sure, isolated


@instructors
@require_POST
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Two readers of a class that are one person become one."""
    found, chosen = member(request.user, pk), request.POST.get("into", "")
    if not chosen.isascii() or not chosen.isdigit():
        messages.warning(request, _("Choose whom this reader is the same person as."))
        return redirect("taking:member", found.pk)
    target = member(request.user, int(chosen[:12]), found.classroom)
    if target != found and not is_sure(request):
        return ask(request, asking.of_merge(found, target), fields={"into": str(target.pk)})
    if target != found:
        try:
            merge_members(source=found, target=target, now=timezone.now(), user=request.user)
        except Gone:
            messages.warning(request, _("One of the two is no longer in the class: nothing was merged."))
            return redirect("taking:people", found.classroom.slug)
        words = _(
            "Merged. On the device that %(old)s used, the return code of %(new)s is needed from now on."
        )
        messages.success(
            request, words % {"old": isolated(found.shown_name), "new": isolated(target.shown_name)}
        )
    return redirect("taking:member", target.pk)


@instructors
@require_POST
def new_code(request: HttpRequest, pk: int) -> HttpResponse:
    """A new return code for a reader who lost theirs; told once, and written down."""
    found = member(request.user, pk)
    if not is_sure(request):
        return ask(request, asking.of_code(found))
    code = make_code(membership=found, user=request.user, now=timezone.now())
    told = _("New return code of %(name)s: %(code)s. It is shown only now.")
    messages.success(request, told % {"name": isolated(found.shown_name), "code": code})
    return redirect("taking:member", found.pk)
