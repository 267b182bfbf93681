"""Who owns what: a content pack with its owner, its visibility and the people it is shared with."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from quiz.people.models import User


class PackQuerySet(models.QuerySet["Pack"]):
    """Packs."""

    def published(self) -> Self:
        """Those of which something stands in the bank."""
        return self.filter(loaded_at__isnull=False)

    def public(self) -> Self:
        """Those that everybody may read and take."""
        return self.published().filter(is_public=True)

    def visible_to(self, user: Any) -> Self:
        """Those that this account may read and give to a class: public ones, its own, those shared with it;
        for those who run the site also the site's.
        """
        if not user.is_authenticated:
            return self.public()
        shared = Share.objects.filter(user=user).values("pack")
        own = Q(owner=user) | Q(pk__in=shared)
        return self.filter(Q(is_public=True, loaded_at__isnull=False) | own | _of_site(user))

    def editable_by(self, user: Any) -> Self:
        """Those that this account may change, and whose keys it therefore sees."""
        if not user.is_authenticated:
            return self.none()
        shared = Share.objects.filter(user=user, may_edit=True).values("pack")
        return self.filter(Q(owner=user) | Q(pk__in=shared) | _of_site(user))


def _of_site(user: Any) -> Q:
    return Q(owner=None) if user.is_staff else Q(pk__in=())


class Pack(models.Model):
    """A content pack: the same files again change nothing. Without an owner it is the site's."""

    slug = models.SlugField(unique=True)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="packs")
    is_public = models.BooleanField(default=False)
    digest = models.CharField(max_length=64, blank=True)
    # Of the files from which it was loaded last; empty where there are none.
    files = models.CharField(max_length=64, blank=True)
    # What was published last, as `PackPart` says; None where that was before this was kept, or never.
    content = models.JSONField(null=True)
    loaded_at = models.DateTimeField(null=True)

    objects = PackQuerySet.as_manager()

    def __str__(self) -> str:
        return self.slug


class Share(models.Model):
    """Whom the owner lets see a pack, or change it too."""

    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="shares")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    may_edit = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["pack", "user"], name="one_share_per_account")]

    def __str__(self) -> str:
        return f"{self.pack_id} {self.user_id}"
