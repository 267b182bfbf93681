"""Posts as one person sees them: what the discussion, the moderation, the ballot and the projector share."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.http import Http404
from django.utils.translation import gettext as _

from quiz.bank.models import Prediction
from quiz.domain.pseudonyms import pseudonym
from quiz.outlook.models import Disclosure, Drawn, Kind, Mark, Post, Report, Stance, State
from quiz.outlook.queries import Visit

NAMEABLE = 40


@dataclass(frozen=True, slots=True)
class Said:
    """A post as one person sees it. `name`: whose it is, told to instructors once that is on record."""

    post: Post
    who: str
    is_own: bool
    is_readable: bool
    is_editable: bool
    replies: tuple["Said", ...]
    name: str


def seen_by(found: Visit) -> Q:
    """Which posts this person has before them: shown and hidden ones; held and waiting ones of their own."""
    there = Q(at__isnull=False)
    if found.is_taught:
        return there
    return (there & ~Q(state=State.HELD)) | Q(membership=found.membership, is_reason=False)


def posts_before(found: Visit) -> Any:
    """Posts with what stands beside them: `good`, `moved`, and this reader's own marks and report."""
    own = Mark.objects.filter(post=OuterRef("pk"), membership=found.membership)
    reports = Report.objects.filter(post=OuterRef("pk"), membership=found.membership)
    return (
        Post.objects.filter(seen_by(found))
        .annotate(
            good=Count("marks", filter=Q(marks__kind=Kind.GOOD), distinct=True),
            moved=Count("marks", filter=Q(marks__kind=Kind.MOVED), distinct=True),
            is_good=Exists(own.filter(kind=Kind.GOOD)),
            has_moved=Exists(own.filter(kind=Kind.MOVED)),
            is_reported=Exists(reports),
        )
        .select_related("membership", "user", "alias")
    )


def best_of_each_side(found: Visit, prediction: Prediction) -> dict[str, Post]:
    """The post of each side that most readers found good, of those that say so: 1 query."""
    rows = posts_before(found).filter(
        survey=found.survey, prediction=prediction, state=State.SHOWN, deleted_at=None, at__isnull=False
    )
    best: dict[str, Post] = {}
    for post in rows.filter(stance__in=(Stance.SUPPORTS, Stance.CHALLENGES)).order_by(
        "-good", "-moved", "at"
    ):
        best.setdefault(post.stance, post)
    return best


def disclosed_in(found: Visit) -> set[int]:
    """The aliases behind which this instructor had the name shown: 1 query. What a colleague was told they
    ask for themselves, so that it is on record.
    """
    rows = Disclosure.objects.filter(post__survey=found.survey, user=found.user_id or 0)
    return set(rows.values_list("post__alias", flat=True))


def said_of(found: Visit, post: Post, disclosed: Collection[int], now: datetime) -> Said:
    is_own = found.membership is not None and post.membership_id == found.membership.pk
    member = post.membership
    return Said(
        post=post,
        who=_who(found, post),
        is_own=is_own,
        is_readable=post.deleted_at is None and (post.state == State.SHOWN or is_own or found.is_taught),
        is_editable=is_own and found.is_open and post.is_editable(now),
        replies=tuple(said_of(found, reply, disclosed, now) for reply in getattr(post, "answers", ())),
        name=member.shown_name if member and post.alias_id in disclosed else "",
    )


def _who(found: Visit, post: Post) -> str:
    if post.is_reason:
        return _("A reader's reason")
    if post.alias is None:
        return _("Instructor")
    assignment = found.survey.assignment
    return pseudonym(post.alias.number, assignment.classroom.language if assignment else "ja")


def post_of(found: Visit, code: str) -> Post:
    """A post of this outlook that this person has before them: 1 query. Raises Http404."""
    rows = Post.objects.select_related("prediction__claim", "membership", "survey", "alias")
    post = rows.filter(seen_by(found), survey=found.survey, code=code).first()
    if post is None:
        raise Http404
    return post


def drawn_for(found: Visit, prediction: Prediction) -> list[Drawn]:
    """The reasons that were drawn for a reader, that of the other side first: 1 query."""
    rows = Drawn.objects.filter(post__survey=found.survey, prediction=prediction, membership=found.membership)
    return list(rows.select_related("post"))


def nameable(found: Visit, prediction: Prediction) -> list[Post]:
    """Posts that a reader may name as what moved them: 1 query, 40 at most.

    First those that they marked so, then those that others found good, then the newest.
    """
    rows = posts_before(found).filter(
        survey=found.survey, prediction=prediction, state=State.SHOWN, deleted_at=None
    )
    rows = rows.filter(at__isnull=False).exclude(membership=found.membership)
    return list(rows.order_by("-has_moved", "-good", "-moved", "-at", "seed")[:NAMEABLE])


def written_by(reader_id: UUID) -> list[dict[str, Any]]:
    """What a reader wrote, marked and reported, for their download: 1 query."""
    posts = Post.objects.filter(membership__reader=reader_id, is_reason=False)
    return [
        {
            "prediction": post.prediction.claim.text,
            "stance": post.stance,
            "text": post.text,
            "state": post.state,
            "at": post.written_at,
        }
        for post in posts.select_related("prediction__claim").order_by("pk")
    ]


def waiting_posts(assignments: Collection[int]) -> dict[int, tuple[int, datetime]]:
    """By assignment how many posts wait for an instructor, held or reported, and since when: 1 query."""
    waits = Q(state=State.HELD) | Q(reports__settled_at=None, reports__isnull=False)
    rows = Post.objects.filter(waits, survey__assignment__in=assignments, deleted_at=None, at__isnull=False)
    counted = (
        rows.order_by()
        .values_list("survey__assignment")
        .annotate(posts=Count("pk", distinct=True), since=Min("changed_at"))
    )
    return {pk: (posts, since) for pk, posts, since in counted}
