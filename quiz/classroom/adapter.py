"""How accounts are made, for the sign-in package: a link to a class makes one account and no more."""

from dataclasses import dataclass
from smtplib import SMTPException
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import render
from django.utils import timezone

from quiz.classroom.queries import makes_account
from quiz.classroom.services.teaching import bind
from quiz.people.mailing import MailNotSent
from quiz.people.signing_in import SignIn
from quiz.web.places import is_place


@dataclass(frozen=True, slots=True)
class Site:
    """What a mail calls this site, instead of the host it happens to be served from."""

    name: str
    domain: str


class AccountAdapter(SignIn):
    """Accounts for instructors: open to everybody, or by an invitation, which is looked up each time.

    It lives up here because invitations are to classes, and people know nothing of those.
    """

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether this browser may make an account: by an invitation that holds and has made none yet."""
        token = request.session.get("invitation", "")
        return not settings.INVITATION_ONLY or makes_account(token, timezone.now())

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:  # noqa: FBT001, FBT002  the package's signature
        """Save a new account; the invitation that it was made by is for this account from then on."""
        if not settings.INVITATION_ONLY:
            return super().save_user(request, user, form, commit)
        with transaction.atomic():
            made = super().save_user(request, user, form, commit)
            # Of several that follow one link at once, the first has it; the others leave nothing behind.
            if not bind(token=request.session.get("invitation", ""), user=made, now=timezone.now()):
                raise ImmediateHttpResponse(render(request, "account/signup_closed.html"))
        return made

    def is_safe_url(self, url: str) -> bool:
        """Where sign-in may lead to: pages of this site."""
        return is_place(url)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail in the site's name. Raises MailNotSent."""
        site = Site(settings.SITE_NAME, settings.SITE_NAME)
        try:
            super().send_mail(template_prefix, email, context | {"current_site": site})
        except (OSError, SMTPException) as error:
            raise MailNotSent from error
