"""What waits for an instructor in the discussion, and what was hidden."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, Q

from quiz.outlook.models import Post, Report, State
from quiz.outlook.posts import Said, disclosed_in, posts_before, pseudonyms_in, said_of
from quiz.outlook.queries import Visit


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for an instructor, and what was hidden."""

    held: tuple[Said, ...]
    reported: tuple[tuple[Said, tuple[Report, ...]], ...]
    hidden: tuple[Said, ...]


def queue(found: Visit, now: datetime) -> Queue:
    """Posts that wait, that were reported, that are hidden: 4 queries. For instructors."""
    rows = (
        posts_before(found)
        .filter(survey=found.survey, deleted_at=None)
        .select_related("prediction__claim", "membership")
    )
    rows = rows.prefetch_related(
        Prefetch("reports", queryset=Report.objects.filter(settled_at=None), to_attr="complaints")
    )
    rows = rows.filter(~Q(state=State.SHOWN) | Q(reports__settled_at=None, reports__isnull=False)).distinct()
    names, disclosed = pseudonyms_in(found), disclosed_in(found)
    said = [said_of(found, post, names, disclosed, now) for post in rows]
    return Queue(
        held=tuple(each for each in said if each.post.state == State.HELD),
        reported=tuple(
            (each, complaints)
            for each in said
            if each.post.state == State.SHOWN and (complaints := _complaints(each.post))
        ),
        hidden=tuple(each for each in said if each.post.state == State.HIDDEN),
    )


def _complaints(post: Any) -> tuple[Report, ...]:
    return tuple(post.complaints)


def waiting(found: Visit) -> int:
    """How many posts an instructor should look at: 1 query."""
    posts = Post.objects.filter(survey=found.survey, deleted_at=None, at__isnull=False)
    return posts.filter(Q(state=State.HELD) | Q(state=State.SHOWN, pk__in=_open_reports(found))).count()


def _open_reports(found: Visit) -> Any:
    return Report.objects.filter(post__survey=found.survey, settled_at=None).values("post")
