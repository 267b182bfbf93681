"""What waits for an instructor in the discussion, and what was hidden."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from quiz.domain.holding import words_that_hold
from quiz.outlook.models import HELD_BY_WORDS, Report, State
from quiz.outlook.posts import Said, disclosed_in, posts_before, said_of
from quiz.outlook.queries import Visit
from quiz.outlook.waiting import Part, posts_in
from quiz.web.written import readable

# As many of a list as one reads in one sitting, and as a browser may send back at once.
MOST = 200


@dataclass(frozen=True, slots=True)
class Judged:
    """A post before an instructor: the words that hold it, what readers complain of, is it selected."""

    said: Said
    words: tuple[str, ...]
    complaints: tuple[Report, ...]
    is_selected: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """One of the lists, and how many more there are that are not shown yet."""

    part: Part
    rows: tuple[Judged, ...]
    more: int

    @property
    def selected(self) -> int:
        """How many are selected."""
        return sum(row.is_selected for row in self.rows)

    @property
    def is_whole(self) -> bool:
        """Whether all that are shown are selected."""
        return self.selected == len(self.rows)


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for an instructor, what was reported, and what was hidden."""

    held: Listed
    reported: Listed
    hidden: Listed


def queue(found: Visit, now: datetime, *, whole: str = "", selected: Collection[str] = ()) -> Queue:
    """Posts that wait, that were reported, that are hidden: 3 queries. For instructors.

    Selected are all of the list `whole`, and the posts `selected`.
    """
    reports = Report.objects.filter(settled_at=None)
    rows = posts_before(found).filter(pk__in=posts_in(found.survey, *Part).values("pk"))
    rows = rows.select_related("prediction__claim", "membership", "user", "alias")
    rows = rows.prefetch_related(Prefetch("reports", queryset=reports, to_attr="complaints"))
    disclosed = disclosed_in(found)
    said: dict[Part, list[Said]] = {part: [] for part in Part}
    for post in rows:
        said[PART_OF[State(post.state)]].append(said_of(found, post, disclosed, now))

    def listed(part: Part) -> Listed:
        shown = said[part][:MOST]
        return Listed(
            part,
            tuple(
                _judged(found, each, is_selected=part == whole or each.post.code in selected)
                for each in shown
            ),
            len(said[part]) - len(shown),
        )

    return Queue(listed(Part.HELD), listed(Part.REPORTED), listed(Part.HIDDEN))


# A post that is shown is before an instructor only where it was reported.
PART_OF = {State.HELD: Part.HELD, State.SHOWN: Part.REPORTED, State.HIDDEN: Part.HIDDEN}


def _judged(found: Visit, said: Said, *, is_selected: bool) -> Judged:
    post: Any = said.post
    is_held = post.state == State.HELD and post.note == HELD_BY_WORDS
    words = words_that_hold(found.survey.words, readable(post.text)) if is_held else ()
    complaints = tuple(post.complaints) if post.state == State.SHOWN else ()
    return Judged(said, tuple(words), complaints, is_selected)


def waiting(found: Visit) -> int:
    """How many posts an instructor should look at: 1 query."""
    return posts_in(found.survey, Part.HELD, Part.REPORTED).count()
