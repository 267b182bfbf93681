"""How accounts are made: the sign-in package asks here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts for instructors: open to everybody, or by invitation only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether this browser may make an account: it may always with an invitation to teach a class."""
        return not settings.INVITATION_ONLY or "invitation" in request.session
