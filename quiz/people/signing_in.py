"""Signing in: wrong passwords slow strangers only, and no account is found by the work that it takes."""

import logging
from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.userkit import filter_users_by_email, get_user_by_username
from allauth.core import context
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from quiz.people import limits
from quiz.people.models import User
from quiz.web.client import client_of

COOKIE = "device"
SALT = "quiz.people.device"
AGE = 400 * 24 * 3600
MOST = 10
log = logging.getLogger(__name__)


def find_account(login: str) -> User | None:
    """Whose address, or else whose user name, this is."""
    by_address: list[User] = filter_users_by_email(login, prefer_verified=True, for_login=True)
    found: User | None = by_address[0] if by_address else get_user_by_username(login)
    return found


class OneLook(AuthenticationBackend):
    """One password is computed for one try, whether there is such an account or not."""

    def _authenticate(self, _request: HttpRequest | None, **credentials: Any) -> Any:
        user = find_account(credentials.get("email") or credentials.get("username") or "")
        return self._check_password(user, credentials["password"])


class SignIn(DefaultAccountAdapter):
    """Limits and equal work for signing in, signing up and resetting a password."""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Nothing of the package's own: `authenticate` counts."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Whose password this is; counted before it is looked at, given back where it is right."""
        account = find_account(credentials.get("email") or credentials.get("username") or "")
        spent = _budgets(request, account, credentials)
        limits.take_all(spent, _now())
        user = super().authenticate(request, **credentials)
        if user:
            limits.give_back(spent)
            log.info("Signed in: account %s from %s", user.pk, client_of(request))
        else:
            # Not what was typed, which may be a password in the wrong field.
            who = account.pk if account else "unknown"
            log.warning("Sign-in refused: account %s from %s", who, client_of(request))
        return user

    def post_login(self, request: HttpRequest, user: Any, **rest: Any) -> HttpResponse:
        """Let this browser be known as one that has signed in to the account."""
        response: HttpResponse = super().post_login(request, user, **rest)
        device, accounts = _device(request)
        known = [str(user.pk), *(each for each in accounts if each != str(user.pk))][:MOST]
        value = ".".join([device or token_urlsafe(9), *known])
        response.set_signed_cookie(
            COOKIE, value, salt=SALT, max_age=AGE, httponly=True, samesite="Lax", secure=settings.HTTPS
        )
        return response

    def clean_email(self, email: str) -> str:
        """An address that mail is about to go to: so many to one address, so many from one client."""
        cleaned: str = super().clean_email(email)
        client = client_of(context.request)
        limits.take_all([(limits.MAILBOX, cleaned), (limits.MAILS, client)], _now())
        return cleaned

    def send_account_already_exists_mail(self, email: str) -> None:
        """Tell the owner; a password is computed as for a new account, so that both take equally long."""
        make_password(token_urlsafe(9))
        super().send_account_already_exists_mail(email)


def _now() -> datetime:
    return timezone.now()


def _device(request: HttpRequest) -> tuple[str, list[str]]:
    """The number of this browser, and the accounts that were signed in to in it."""
    value = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=AGE) or ""
    device, *accounts = value.split(".")
    return device, accounts


def _budgets(request: HttpRequest, account: User | None, credentials: dict[str, Any]) -> limits.Spent:
    """What a wrong password uses up: of a browser that knows the account its own, else the strangers'."""
    typed = str(credentials.get("email") or credentials.get("username") or "").casefold()
    who = str(account.pk) if account else f"nobody:{typed}"
    device, accounts = _device(request)
    if who in accounts:
        return [(limits.KNOWN_DEVICE, f"{who}:{device}")]
    client = client_of(request)
    return [(limits.HERE, f"{who}:{client}"), (limits.CLIENT, client), (limits.ACCOUNT, who)]
