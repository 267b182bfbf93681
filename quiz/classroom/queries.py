"""What the pages of a class show, each at a fixed price."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from quiz.bank.models import Pack
from quiz.classroom.models import Assignment, Classroom, Extension, Invitation, Membership, Teaching
from quiz.domain.windows import Window


def classes_of(user: Any) -> list[Classroom]:
    """The classes that this account teaches, with `readers`: 1 query."""
    readers = Count("memberships", filter=Q(memberships__removed_at=None))
    return list(Classroom.objects.taught_by(user).annotate(readers=readers))


# Two presses of one button are not further apart.
TWICE = timedelta(minutes=1)


def place_in(classroom: Classroom, reader_ids: Sequence[UUID]) -> Membership | None:
    """Who this browser is in a class, those taken out of it included: the first of these readers. 1 query."""
    rows = Membership.objects.filter(classroom=classroom, reader__in=reader_ids) if reader_ids else ()
    order = {reader_id: place for place, reader_id in enumerate(reader_ids)}
    return min(rows, key=lambda row: (row.removed_at is not None, order[row.reader_id]), default=None)


def just_joined(classroom: Classroom, new_id: UUID | None, name: str, now: datetime) -> UUID | None:
    """The number of a newcomer, unless it is taken: then another person sends a form that was left open.

    Whoever joined by it under this name in the last minute only pressed twice. 1 query.
    """
    taken = Membership.objects.filter(classroom=classroom, reader=new_id).first() if new_id else None
    is_same = taken is None or (taken.name == name and now - taken.joined_at < TWICE)
    return new_id if is_same else None


def places_of(reader_ids: Collection[UUID]) -> list[Membership]:
    """Who these readers are in the classes that they are in, with the classes: 1 query."""
    rows = Membership.objects.filter(reader__in=reader_ids, removed_at=None).select_related("classroom")
    return list(rows.order_by("-classroom__created_at")) if reader_ids else []


def taught_class(user: Any, slug: str) -> Classroom:
    """A class that this account teaches: 1 query. Raises Http404."""
    return _one(Classroom.objects.taught_by(user).filter(slug=slug))


def membership_of(reader_id: UUID | None, slug: str) -> Membership:
    """The reader's membership in a class, with the class: 1 query. Raises Http404."""
    if not reader_id:
        raise Http404
    return _one(
        Membership.objects.select_related("classroom", "reader").filter(
            classroom__slug=slug, reader=reader_id, removed_at=None
        )
    )


def member(user: Any, pk: int, classroom: Classroom | None = None) -> Membership:
    """A reader of a class that this account teaches (of this class, if one is named): 1 query.

    Raises Http404.
    """
    taught = user if user.is_authenticated else None
    rows = Membership.objects.select_related("classroom", "reader").filter(
        pk=pk, classroom__teachings__user=taught
    )
    return _one(rows.filter(classroom=classroom) if classroom else rows)


def is_begun(assignment: Assignment) -> bool:
    """Whether an attempt at it exists: 1 query. The attempts themselves are a floor above."""
    return Assignment.objects.filter(pk=assignment.pk, attempts__isnull=False).exists()


def running(assignment: Assignment) -> int:
    """How many attempts at it are running: 1 query. The attempts themselves are a floor above."""
    count = Count("attempts", filter=Q(attempts__submitted_at=None))
    return int(Assignment.objects.filter(pk=assignment.pk).aggregate(n=count)["n"])


def public_pack(assignment: Assignment) -> str:
    """The pack of its quiz by its address, where anybody can take it without the class; else "": 1 query."""
    quiz = {"sources__quizzes": assignment.quiz_id, "sources__quizzes__isnull": False}
    return Pack.objects.public().filter(**quiz).values_list("slug", flat=True).first() or ""


def invited_to(token: str, user: Any, now: datetime) -> Classroom:
    """The class of an invitation that still holds, and for this account: 1 query. Raises Http404."""
    found = _one(Invitation.objects.select_related("classroom").filter(token=token, expires_at__gt=now))
    if user.is_authenticated and found.account_id not in (None, user.pk):
        raise Http404
    return found.classroom


def makes_account(token: str, now: datetime) -> bool:
    """Whether an account can be made by this invitation: it holds, and none was: 1 query."""
    return Invitation.objects.filter(token=token, account=None, expires_at__gt=now).exists()


def members(classroom: Classroom) -> list[Membership]:
    """All readers of a class, removed ones last: 1 query."""
    rows = list(classroom.memberships.all())
    return [row for row in rows if not row.removed_at] + [row for row in rows if row.removed_at]


def colleagues(classroom: Classroom) -> list[Teaching]:
    """Who teaches the class: 1 query."""
    return list(classroom.teachings.select_related("user"))


def invitations(classroom: Classroom, now: datetime) -> list[Invitation]:
    """The links that still hold, with whoever made an account by one: 1 query."""
    rows = classroom.invitations.filter(expires_at__gt=now).select_related("account")
    return list(rows.order_by("pk"))


def assignments_of(classroom: Classroom) -> list[Assignment]:
    """What the class is given, outlooks with their survey, which is a floor above: 1 query."""
    return list(classroom.assignments.select_related("quiz", "source", "survey"))


def taught_assignment(user: Any, slug: str) -> Assignment:
    """A quiz given to a class that this account teaches: 1 query. Raises Http404."""
    return _one(_taught(user, slug).filter(quiz__isnull=False))


def taught_outlook(user: Any, slug: str) -> Assignment:
    """An outlook given to a class that this account teaches: 1 query. Raises Http404."""
    return _one(_taught(user, slug).filter(source__isnull=False))


def taught_of_any_kind(user: Any, slug: str) -> Assignment:
    """A quiz or an outlook given to a class that this account teaches: 1 query. Raises Http404."""
    return _one(_taught(user, slug))


def _taught(user: Any, slug: str) -> "QuerySet[Assignment]":
    taught = user if user.is_authenticated else None
    rows = Assignment.objects.select_related("classroom", "quiz", "source", "copied_from")
    return rows.filter(slug=slug, classroom__teachings__user=taught)


def keys_seen(user: Any) -> tuple[set[str], set[str]]:
    """The slugs of the quizzes and of the sources whose keys and later developments this account may see:
    those given to a class that it teaches, in any version and also as drafts. 1 query.
    """
    rows = Assignment.objects.filter(classroom__in=Classroom.objects.taught_by(user))
    pairs = list(rows.values_list("quiz__slug", "source__slug"))
    return {quiz for quiz, _source in pairs if quiz}, {source for _quiz, source in pairs if source}


def same_quiz(user: Any, assignment: Assignment) -> list[Assignment]:
    """The other assignments of the same quiz in the classes of this account, in any version: 1 query."""
    quiz = assignment.quiz
    rows = Assignment.objects.filter(
        classroom__in=Classroom.objects.taught_by(user), quiz__slug=quiz.slug if quiz else None
    )
    return list(rows.exclude(pk=assignment.pk).select_related("classroom", "quiz"))


def pair_of(assignment: Assignment) -> tuple[Assignment, Assignment] | None:
    """The test before reading and the one after it in the same class, the latest each; None where this is
    neither, or the other one is missing: 1 query, none for a quiz without the other half.
    """
    quiz = assignment.quiz
    if quiz is None:
        return None
    other = Q(quiz__slug=quiz.follows) if quiz.follows else Q(quiz__follows=quiz.slug)
    rows = Assignment.objects.filter(other, classroom=assignment.classroom_id).select_related("quiz")
    found = rows.order_by("-pk").first()
    if found is None:
        return None
    return (found, assignment) if quiz.follows else (assignment, found)


def assignments_seen(user: Any, reader_ids: Collection[UUID]) -> "QuerySet[Assignment]":
    """The assignments of the classes that this account teaches or these readers are in, for a query."""
    taught, joined = Classroom.objects.taught_by(user), Classroom.objects.joined_by(*reader_ids)
    return Assignment.objects.filter(Q(classroom__in=taught) | Q(classroom__in=joined))


Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Given:
    """An assignment as it is for one reader: their membership and their extension."""

    assignment: Assignment
    membership: Membership
    extension: Extension | None

    @property
    def window(self) -> Window:
        """Its window for this reader, the extension included."""
        extension = self.extension
        return self.assignment.window(*((extension.minutes, extension.closes_at) if extension else ()))

    def attempts_left(self, made: int) -> int | None:
        """How many attempts are left after so many; None without a limit."""
        allowed = self.assignment.attempts_allowed
        return None if allowed is None else max(allowed - made, 0)


def given(reader_id: UUID | None, slug: str) -> Given:
    """A quiz for the reader of its class: 3 queries. Raises Http404, also for drafts."""
    found = _one(
        Assignment.objects.select_related("classroom", "quiz__source").filter(
            slug=slug, opens_at__isnull=False, quiz__isnull=False
        )
    )
    membership = membership_of(reader_id, found.classroom.slug)
    return Given(found, membership, Extension.objects.filter(assignment=found, membership=membership).first())


def given_to(membership: Membership) -> list[Given]:
    """All that a reader is given, drafts left out: 2 queries."""
    extensions = {row.assignment_id: row for row in membership.extensions.all()}
    rows = membership.classroom.assignments.filter(opens_at__isnull=False).select_related("quiz", "source")
    return [Given(row, membership, extensions.get(row.pk)) for row in rows]


def extensions_of(assignment: Assignment) -> list[Extension]:
    """The extensions of an assignment with their readers: 1 query."""
    return list(assignment.extensions.select_related("membership"))


def _one(rows: Iterable[Row]) -> Row:
    found = next(iter(rows), None)
    if found is None:
        raise Http404
    return found
