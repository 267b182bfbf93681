"""What a reader is told of their own posts beside the predictions."""

from quiz.outlook.models import (
    Disclosure,
    Post,
    State,
)
from quiz.outlook.queries import Visit


def notices(found: Visit) -> tuple[list[Post], list[Disclosure]]:
    """What a reader is told of their posts: those held or hidden, and names that were shown: 2 queries."""
    if found.membership is None:
        return [], []
    own = Post.objects.filter(survey=found.survey, membership=found.membership)
    waiting = own.exclude(state=State.SHOWN).filter(deleted_at=None).select_related("prediction__claim")
    shown = Disclosure.objects.filter(post__in=own).select_related("post__prediction__claim", "user")
    return list(waiting), list(shown)
