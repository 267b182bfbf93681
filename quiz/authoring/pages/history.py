"""What was published of a pack, by whom and when."""

from dataclasses import dataclass
from itertools import pairwise

from django.core.paginator import Page, Paginator

from quiz.authoring.comparing import differences
from quiz.authoring.models import Edition
from quiz.authoring.telling import summary
from quiz.bank.models import Pack

ON_A_PAGE = 10


@dataclass(frozen=True, slots=True)
class Line:
    """An edition with how many pieces differ from the one before, and whether it is what readers have."""

    edition: Edition
    summary: tuple[str, ...]
    is_current: bool


@dataclass(frozen=True, slots=True)
class History:
    """A page of it. `is_from_files`: what readers have was loaded without the editor."""

    page: "Page[Edition]"
    lines: tuple[Line, ...]
    is_from_files: bool


def history_of(pack: Pack, number: str) -> History:
    """The editions, the newest first, so many a page: 3 queries."""
    rows = pack.editions.select_related("published_by")
    page = Paginator(rows, ON_A_PAGE).get_page(number)
    # One more than is shown, to compare the oldest of the page with.
    shown: list[Edition | None] = [
        *rows[page.start_index() - 1 if page.paginator.count else 0 :][: ON_A_PAGE + 1]
    ]
    if len(shown) <= ON_A_PAGE:
        shown.append(None)
    lines = [
        Line(
            edition=after,
            summary=tuple(summary(differences(before.content if before else None, after.content))),
            is_current=after.content == pack.content,
        )
        for after, before in pairwise(shown)
        if after
    ]
    first = rows.first()
    is_from_files = pack.loaded_at is not None and (first is None or first.content != pack.content)
    return History(page, _one_current(lines), is_from_files)


def _one_current(lines: list[Line]) -> tuple[Line, ...]:
    """Of editions that say the same only the latest is what readers have."""
    newest = next((line for line in lines if line.is_current), None)
    return tuple(Line(line.edition, line.summary, line is newest) for line in lines)
