"""Writing under a prediction, and looking after what was written."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import choice
from typing import Any

from django.db import IntegrityError, transaction

from quiz.bank.models import Prediction
from quiz.classroom.models import Deed, Membership
from quiz.classroom.services.log import By, Told, write_down
from quiz.domain.pseudonyms import COUNT
from quiz.domain.rounds import Stage
from quiz.domain.windows import Phase
from quiz.outlook.models import Alias, Disclosure, Mark, Post, Report, State, Survey
from quiz.outlook.services.publishing import release_posts
from quiz.outlook.services.screening import screen

SPAN = timedelta(minutes=10)
POSTS_IN_SPAN = 10


class TalkClosed(Exception):
    """The window is over: nothing more is written; what was written is kept."""


class TooManyPosts(Exception):
    """Ten posts in ten minutes are enough; this one was not written."""


class NotYours(Exception):
    """Too late to change, or not one's own: the post stays as it is."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes: a reader under a pseudonym, or an instructor under none."""

    membership: Membership | None = None
    user: Any = None


@dataclass(frozen=True, slots=True)
class Words:
    """What is written, what it does, and what it answers."""

    text: str
    stance: str
    reply_to: Post | None = None


@transaction.atomic
def write_post(
    *, survey: Survey, prediction: Prediction, author: Author, words: Words, now: datetime
) -> Post:
    """Write a post or an answer to one; it may have to wait until an instructor has read it.

    Raises TalkClosed, TooManyPosts; then nothing is written. The same text twice within a minute is one post.
    """
    survey = _checked(survey, now)
    member, state, note, alias = author.membership, State.SHOWN, "", None
    # In the first round a post would tell that its writer has voted, and whose the alias is.
    waits = member is not None and survey.stage(now) is Stage.FIRST
    if member:
        Membership.objects.select_for_update(no_key=True).get(pk=member.pk)
        recent = Post.objects.filter(membership=member, is_reason=False, written_at__gt=now - SPAN)
        same = recent.filter(
            prediction=prediction, text=words.text, written_at__gt=now - timedelta(minutes=1)
        ).first()
        if same:
            return same
        if recent.count() >= POSTS_IN_SPAN:
            raise TooManyPosts
        alias = _alias(survey, member)
        state, note = screen(survey, member.pk, words.text)
    made = Post.objects.create(
        survey=survey, prediction=prediction, membership=member, alias=alias, user=author.user,
        text=words.text, stance=words.stance, reply_to=words.reply_to, at=None if waits else now,
        written_at=now, state=state, note=note, changed_at=now,
    )  # fmt: skip
    if waits:
        release_posts(survey=survey, prediction=prediction, now=now)
        made.refresh_from_db(fields=["at"])
    return made


def _checked(survey: Survey, now: datetime) -> Survey:
    found = Survey.objects.select_related("assignment__classroom").get(pk=survey.pk)
    assignment = found.assignment
    if assignment is None or assignment.phase(now) is not Phase.OPEN:
        raise TalkClosed
    return found


def _alias(survey: Survey, member: Membership) -> Alias:
    """The reader's alias; where they have none yet, one that nobody of the class has or had."""
    while True:
        known = Alias.objects.filter(survey=survey, membership=member).first()
        if known:
            return known
        taken = set(Alias.objects.filter(survey=survey).values_list("number", flat=True))
        free = sorted(set(range(COUNT)) - taken) or [max(taken) + 1]
        number = choice(free)
        try:
            with transaction.atomic():
                return Alias.objects.create(survey=survey, membership=member, number=number)
        except IntegrityError:
            continue


@transaction.atomic
def edit_post(*, post: Post, membership: Membership, text: str, now: datetime) -> Post:
    """Change the words of one's own post within ten minutes; they are looked at again. Raises NotYours."""
    found = _own(post, membership)
    if not found.is_editable(now):
        raise NotYours
    if text != found.text:
        if found.state == State.SHOWN:
            found.state, found.note = screen(found.survey, membership.pk, text)
        found.text, found.edited_at, found.changed_at = text, now, now
        found.save()
    return found


@transaction.atomic
def delete_post(*, post: Post, membership: Membership, now: datetime) -> None:
    """Take one's own words back, a reason too; answers to them stay. Twice is as once. Raises NotYours."""
    found = _own(post, membership)
    if found.deleted_at is None:
        found.text, found.deleted_at, found.changed_at = "", now, now
        found.save()


def _own(post: Post, membership: Membership) -> Post:
    found = Post.objects.select_for_update().filter(pk=post.pk, membership=membership).first()
    if found is None:
        raise NotYours
    return found


@transaction.atomic
def toggle_mark(*, post: Post, membership: Membership, kind: str, now: datetime) -> None:
    """Set a mark, or take it back; on one's own post nothing changes."""
    if post.membership_id == membership.pk or not post.is_readable:
        return
    gone, _which = Mark.objects.filter(post=post, membership=membership, kind=kind).delete()
    if not gone:
        Mark.objects.get_or_create(post=post, membership=membership, kind=kind)
    Post.objects.filter(pk=post.pk).update(changed_at=now)


@transaction.atomic
def report_post(*, post: Post, membership: Membership, reason: str, now: datetime) -> None:
    """Ask the instructors to look at a post; a reader's second report replaces the first."""
    values = {"reason": reason, "at": now, "settled_at": None}
    Report.objects.update_or_create(post=post, membership=membership, defaults=values)


@transaction.atomic
def hide_post(*, post: Post, reason: str, now: datetime) -> None:
    """Put a stone with a reason in the place of a post; the words are kept, its author is told."""
    _set(post, State.HIDDEN, reason, now)


@transaction.atomic
def show_post(*, post: Post, now: datetime) -> None:
    """Let a held or hidden post be read; undoes hiding."""
    _set(post, State.SHOWN, "", now)


def _set(post: Post, state: State, note: str, now: datetime) -> None:
    Post.objects.filter(pk=post.pk).update(state=state, note=note, changed_at=now)
    post.reports.filter(settled_at=None).update(settled_at=now)


@transaction.atomic
def settle_reports(*, post: Post, now: datetime) -> None:
    """Let a reported post stand as it is."""
    post.reports.filter(settled_at=None).update(settled_at=now)


@transaction.atomic
def disclose(*, post: Post, user: Any, reason: str, now: datetime) -> Disclosure | None:
    """Have the name behind a post shown to this instructor, on record for its author and in the log of the
    class; never behind the reason of a ballot.
    """
    assignment = post.survey.assignment
    if post.is_reason or post.membership_id is None or assignment is None:
        return None
    told = Told(note=reason, of=assignment)
    write_down(classroom=assignment.classroom, by=By(user, now), deed=Deed.NAME, told=told)
    return Disclosure.objects.create(post=post, user=user, reason=reason, at=now)
