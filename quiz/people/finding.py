"""Whose address this is, for those who want to let somebody in."""

from allauth.account.models import EmailAddress

from quiz.people.models import User


def account_of(email: str) -> User | None:
    """The account that showed that this address is its own, or that whoever runs the site made with it."""
    shown = EmailAddress.objects.filter(email__iexact=email, verified=True, user__is_active=True)
    found: User | None = User.objects.filter(emailaddress__in=shown).first()
    # An address that was only typed at the sign-up has a row that is not verified.
    return found or User.objects.filter(email__iexact=email, is_active=True, emailaddress=None).first()
