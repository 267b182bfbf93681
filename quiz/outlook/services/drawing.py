"""Two reasons of others for whoever has voted: drawn by chance, once, and kept."""

from collections.abc import Iterable
from datetime import datetime
from secrets import choice
from typing import Any

from django.db import transaction

from quiz.bank.models import Prediction
from quiz.classroom.models import Membership
from quiz.domain.rounds import Round
from quiz.outlook.models import Drawn, Post, State, Survey

HALF = 50
FAR = 30


def draw_reasons(
    *, survey: Survey, prediction: Prediction, membership: Membership, likelihood: int, now: datetime
) -> None:
    """Draw for a reader whose ballot says so one reason of the other side and one of the rest, where none
    has been drawn yet. One that is hidden later is not replaced: else it would tell what lies behind it.
    """
    reasons = Post.objects.filter(
        survey=survey, prediction=prediction, ballot__round=Round.FIRST, at__lte=now, state=State.SHOWN,
        deleted_at=None,
    ).exclude(membership=membership)  # fmt: skip
    sides = _sides(reasons.select_related("ballot"), likelihood)
    if not sides:
        return
    with transaction.atomic():
        # Locked: of two pages at once the second finds what the first drew.
        Membership.objects.select_for_update(no_key=True).get(pk=membership.pk)
        rows = Drawn.objects.filter(post__survey=survey, prediction=prediction, membership=membership)
        known = set(rows.values_list("is_far", flat=True))
        for is_far, posts in sides.items():
            if is_far not in known:
                Drawn.objects.create(
                    prediction=prediction, membership=membership, post=choice(posts), is_far=is_far
                )


def _sides(posts: Iterable[Any], own: int) -> dict[bool, list[Post]]:
    sides: dict[bool, list[Post]] = {}
    for post in posts:
        sides.setdefault(_is_far(post.ballot.likelihood, own), []).append(post)
    return sides


def _is_far(theirs: int, own: int) -> bool:
    """On the other side of one half, or at least 30 points away from somebody in the middle."""
    return abs(theirs - HALF) >= FAR if own == HALF else (theirs - HALF) * (own - HALF) < 0
