"""Who sees a pack and who changes it beside its owner; whether everybody does."""

from typing import Any

from django.db import transaction

from quiz.bank.models import Pack, Share
from quiz.people.finding import account_of


class NothingPublished(Exception):
    """Nothing of the pack was published, so there is nothing that all could see."""


class NoAccount(Exception):
    """Nobody here has shown that this address is their own."""


class OwnPack(Exception):
    """The account named is the pack's owner."""


@transaction.atomic
def set_public(*, pack: Pack, is_public: bool) -> None:
    """Let everybody read and take what was published, or only the pack's people. Raises NothingPublished."""
    held = Pack.objects.select_for_update().get(pk=pack.pk)
    if is_public and not held.loaded_at:
        raise NothingPublished
    Pack.objects.filter(pk=pack.pk).update(is_public=is_public)


@transaction.atomic
def share(*, pack: Pack, email: str, may_edit: bool) -> Share:
    """Let whoever has this address see the pack, or change it too; named again, what they may is changed.

    Raises NoAccount, OwnPack.
    """
    user = account_of(email)
    if user is None:
        raise NoAccount
    if user.pk == pack.owner_id:
        raise OwnPack
    found, _created = Share.objects.update_or_create(pack=pack, user=user, defaults={"may_edit": may_edit})
    return found


@transaction.atomic
def take_back(*, pack: Pack, pk: int) -> None:
    """Let somebody no longer see the pack; a second call changes nothing."""
    Share.objects.filter(pack=pack, pk=pk).delete()


@transaction.atomic
def leave(*, pack: Pack, user: Any) -> None:
    """No longer see a pack that somebody shared."""
    Share.objects.filter(pack=pack, user=user).delete()
