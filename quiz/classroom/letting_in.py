"""Who was let in anew by an instructor's code, and what those who teach did: for pages that tell of it."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from quiz.classroom.models import Classroom, LogEntry, Membership, Renewal


def renewal_of(membership: Membership) -> Renewal | None:
    """That the reader came by a code of an instructor's and has not read so yet: 1 query."""
    return membership.renewals.filter(read_at=None).first()


def log_of(classroom: Classroom) -> QuerySet[LogEntry]:
    """What those who teach a class did that touches what is a reader's alone, the newest first."""
    return classroom.log.select_related("membership")


def let_go_of(reader_ids: Collection[UUID], slug: str) -> Renewal | None:
    """That an instructor made another code for one of these readers, who is in the class by none: 1 query."""
    return (
        Renewal.objects.select_related("membership__classroom")
        .filter(membership__classroom__slug=slug, reader__in=reader_ids)
        .exclude(membership__classroom__memberships__reader__in=reader_ids)
        .first()
    )
