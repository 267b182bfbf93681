"""The thread under a prediction."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q

from quiz.bank.models import Prediction
from quiz.outlook.models import Post, Prompt
from quiz.outlook.posts import Said, disclosed_in, posts_before, said_of, seen_by
from quiz.outlook.prompts import Asked, prompts
from quiz.outlook.queries import Visit

ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Thread:
    """A page of the thread, newest first, and the questions that it is about."""

    said: tuple[Said, ...]
    page: Page[Any]
    prompts: tuple[Asked, ...]


def thread(found: Visit, prediction: Prediction, wanted: str, now: datetime) -> Thread:
    """A page of the thread with answers and pseudonyms: 6 queries."""
    has_replies = Exists(Post.objects.filter(seen_by(found), reply_to=OuterRef("pk")))
    rows = posts_before(found).filter(survey=found.survey, prediction=prediction, reply_to=None)
    rows = rows.filter(Q(deleted_at=None) | has_replies).order_by(F("at").desc(nulls_first=True), "seed")
    answers = posts_before(found).filter(deleted_at=None).order_by("at", "seed")
    pages = Paginator(
        rows.prefetch_related(Prefetch("replies", queryset=answers, to_attr="answers")), ON_A_PAGE
    )
    page = pages.get_page(wanted)
    disclosed = disclosed_in(found)
    said = tuple(said_of(found, post, disclosed, now) for post in page)
    return Thread(said, page, prompts(found, prediction))


def stamp(found: Visit, prediction: Prediction) -> str:
    """What changes when anything in the thread does: 2 queries.

    Only what this person has before them is in it: it would tell that somebody has just voted, or that a
    post of somebody else is held.
    """
    posts = Post.objects.filter(seen_by(found), survey=found.survey, prediction=prediction)
    latest = posts.aggregate(count=Count("pk"), changed=Max("changed_at"))
    asked = Prompt.objects.filter(survey=found.survey, prediction=prediction).aggregate(
        count=Count("pk"), changed=Max("at")
    )
    return f'"{latest["count"]}|{latest["changed"]}|{asked["count"]}|{asked["changed"]}|{found.stage}"'
