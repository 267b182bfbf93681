"""Judging many posts at once. What is no longer as it was when they were read stays as it is."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from quiz.outlook.models import Post, Report, State, Survey
from quiz.outlook.waiting import Part, posts_in


@dataclass(frozen=True, slots=True)
class Selected:
    """The posts that an instructor selected in one list, and when the page was made that shows them."""

    part: Part
    posts: Collection[str]
    seen: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """How many posts were judged; and how many not, since somebody else judged, changed or deleted them."""

    judged: int
    left: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is done with the posts, and the reason in the place of hidden ones."""

    wanted: str
    reason: str = ""


@transaction.atomic
def judge_posts(*, survey: Survey, selected: Selected, judgement: Judgement, now: datetime) -> Done:
    """Show, hide or let stand all that were selected and still are as they were: 3 queries at most.

    Twice is as once: the second time none of them is in its list any more.
    """
    wanted = set(selected.posts)
    there = posts_in(survey, selected.part).filter(code__in=wanted).exclude(edited_at__gt=selected.seen)
    found = list(there.select_for_update(no_key=True).values_list("pk", flat=True))
    ACTS[judgement.wanted](found, judgement, selected, now)
    return Done(len(found), len(wanted) - len(found))


def _show(posts: list[int], _judgement: Judgement, _selected: Selected, now: datetime) -> None:
    _set(posts, State.SHOWN, "", now)


def _hide(posts: list[int], judgement: Judgement, _selected: Selected, now: datetime) -> None:
    _set(posts, State.HIDDEN, judgement.reason, now)


def _set(posts: list[int], state: State, note: str, now: datetime) -> None:
    Post.objects.filter(pk__in=posts).update(state=state, note=note, changed_at=now)
    Report.objects.filter(post__in=posts, settled_at=None).update(settled_at=now)


def _settle(posts: list[int], _judgement: Judgement, selected: Selected, now: datetime) -> None:
    # A complaint that came after the page was made has not been read.
    Report.objects.filter(post__in=posts, settled_at=None, at__lte=selected.seen).update(settled_at=now)


ACTS: Mapping[str, Callable[[list[int], Judgement, Selected, datetime], None]] = {
    "show": _show,
    "hide": _hide,
    "settle": _settle,
}
