"""The three lists of posts that an instructor looks at: what the moderation shows and what it changes."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from quiz.outlook.models import Post, Report, State, Survey

if TYPE_CHECKING:
    from django.db.models import QuerySet


class Part(StrEnum):
    """Which list: posts that wait to be read, shown ones that readers reported, hidden ones."""

    HELD = "held"
    REPORTED = "reported"
    HIDDEN = "hidden"


IS_REPORTED = Exists(Report.objects.filter(post=OuterRef("pk"), settled_at=None))
IN_PART: Mapping[Part, Q] = {
    Part.HELD: Q(state=State.HELD),
    Part.REPORTED: Q(IS_REPORTED, state=State.SHOWN),
    Part.HIDDEN: Q(state=State.HIDDEN),
}


def posts_in(survey: Survey, *parts: Part) -> "QuerySet[Post]":
    """The posts of these lists; reasons that are not told yet are in none."""
    wanted = Q()
    for part in parts:
        wanted |= IN_PART[part]
    return Post.objects.filter(wanted, survey=survey, deleted_at=None, at__isnull=False)
