"""A pack goes, or is put away where somebody used it."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, RestrictedError

from quiz.bank.models import Pack, Question, Quiz


@transaction.atomic
def delete_pack(*, pack: Pack, now: datetime) -> bool:
    """Delete a pack of which nothing was used; whether it is gone.

    Else it is put away: it is no longer public, and its quizzes can no longer be begun; who began goes on.
    """
    held = Pack.objects.select_for_update().get(pk=pack.pk)
    if not _is_frozen(held):
        try:
            # The foreign keys of the floors above protect what classes were given and readers answered.
            with transaction.atomic():
                _delete(held)
        except (ProtectedError, RestrictedError, IntegrityError):
            pass
        else:
            return True
    Pack.objects.filter(pk=held.pk).update(is_public=False)
    Quiz.objects.filter(source__pack=held, retired_at=None).update(retired_at=now)
    return False


def _is_frozen(pack: Pack) -> bool:
    """Whether somebody began something of it: its rows are kept as they are."""
    return Question.objects.filter(pack=pack, frozen_at__isnull=False).exists()


def _delete(pack: Pack) -> None:
    """From the bottom, for each row protects what it hangs on."""
    Quiz.objects.filter(source__pack=pack).delete()
    pack.questions.all().delete()
    pack.sources.all().delete()
    pack.delete()
