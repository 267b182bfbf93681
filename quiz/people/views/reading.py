"""Pages about oneself: what is kept of a reader, and how the pages look."""

from allauth.account.views import EmailView
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from quiz.people.access import anyone
from quiz.people.cookie import reader_of
from quiz.web import looks
from quiz.web.confirm import Question, ask, is_sure
from quiz.web.origins import from_here
from quiz.web.places import safe_place


@anyone
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """What is stored of this browser's reader, who sees it, and how to delete it."""
    return render(request, "people/account.html", {"is_reader": reader_of(request) is not None})


@anyone
def email(request: HttpRequest) -> HttpResponse:
    """The sign-in package's page of one's addresses, which asks before one of them goes."""
    address = request.POST.get("email", "")
    if "action_remove" in request.POST and address and request.user.is_authenticated and not is_sure(request):
        told = _("%(address)s goes from your account: one can no longer sign in or reset the password by it.")
        question = Question(
            _("Remove this address?"), [told % {"address": address}], _("Remove"), reverse("account_email")
        )
        return ask(request, question, fields={"email": address, "action_remove": "1"})
    shown: HttpResponse = EmailView.as_view()(request)
    return shown


@anyone
@require_safe
def token(request: HttpRequest) -> JsonResponse:
    """A fresh token for the forms of a page that has grown old."""
    return JsonResponse({"token": get_token(request)})


@from_here
@anyone
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the device has it; back to the page one came from."""
    response = HttpResponseRedirect(safe_place(request.POST.get("next")))
    wanted = request.POST.get("theme", "")
    if wanted in looks.THEMES:
        response.set_cookie(
            looks.COOKIE,
            wanted,
            max_age=365 * 24 * 3600,
            httponly=True,
            samesite="Lax",
            secure=settings.HTTPS,
        )
    else:
        response.delete_cookie(looks.COOKIE)
    return response
