"""The sentences on attempts: each state of an assignment × a reader, on every page that says them."""

import html
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from quiz.classroom.models import Assignment
from quiz.classroom.services.classes import archive
from quiz.classroom.services.members import extend, remove
from quiz.taking.services.attempts import submit_attempt

HOUR = timedelta(hours=1)
BEGUN = "You have begun this: you can go on."
AGAIN = "You can take it again while it is open."
ALL_MADE = "You have made all the attempts that are allowed."
LAST = "No attempt is left after this one."
CLOSED, NOT_YET = "It is closed: no attempt can be begun.", "It is not open yet."
ARCHIVED = "The class is archived: no attempt can be begun."
NOT_AGAIN = "It is closed, so it cannot be taken again."
NOT_AGAIN_ARCHIVED = "The class is archived, so it cannot be taken again."
SENTENCES = (
    BEGUN, AGAIN, ALL_MADE, LAST, CLOSED, NOT_YET, ARCHIVED, NOT_AGAIN, NOT_AGAIN_ARCHIVED, "You can begin.",
    "1 attempt is left.", "2 attempts are left.", "You can take the quiz again.",
    "It is not open now, so it cannot be taken again.", "This is not open for you now.",
    "The time was over. What was saved before that counts.",
)  # fmt: skip
BUTTONS = ("Start", "Go on", "Take it again")


def said(page):
    """The known sentences and buttons that a page has, in their order; the status where it is not there."""
    if page.status_code != 200:
        return page.status_code
    main = page.content.decode().partition("<main")[2].partition("</main>")[0]
    words = html.unescape(" ".join(re.sub(r"<[^>]+>", "|", main).split()))
    parts = [part.strip() for part in words.split("|")]
    known = [
        word
        for part in parts
        for word in (*SENTENCES, *BUTTONS)
        if (word in part if word in SENTENCES else word == part)
    ]
    return tuple(known)


# What was made of it (open: begun and not finished), the state of the assignment, attempts allowed; then
# what the class page, the page that begins, the desk, the page before the end and the review say.
TABLE = [
    ("nothing", "before", None, (), (NOT_YET,), (), None, None),
    ("nothing", "open", None, ("You can begin.",), ("You can begin.", "Start"), ("You can begin.",),
     None, None),
    ("nothing", "open", 2, ("2 attempts are left.",), ("2 attempts are left.", "Start"),
     ("2 attempts are left.",), None, None),
    ("nothing", "closed", 2, (), (CLOSED,), (), None, None),
    ("nothing", "extended", 1, ("1 attempt is left.",), ("1 attempt is left.", "Start"),
     ("1 attempt is left.",), None, None),
    ("nothing", "archived", None, (), (ARCHIVED,), (), None, None),
    ("open", "open", None, (BEGUN,), (BEGUN, "Go on"), (BEGUN,), (AGAIN,), None),
    ("open", "open", 2, (BEGUN,), (BEGUN, "Go on"), (BEGUN,), ("1 attempt is left.",), None),
    ("open", "open", 1, (BEGUN,), (BEGUN, "Go on"), (BEGUN,), (LAST,), None),
    ("open", "archived", 1, (BEGUN,), (BEGUN, "Go on"), (), (NOT_AGAIN_ARCHIVED,), None),
    ("open", "draft", 1, (), 404, (), ("It is not open now, so it cannot be taken again.",), None),
    ("finished", "open", None, (AGAIN,), (AGAIN, "Take it again"), (AGAIN,), None, (AGAIN, "Take it again")),
    ("finished", "open", 2, ("1 attempt is left.",), ("1 attempt is left.", "Take it again"),
     ("1 attempt is left.",), None, ("1 attempt is left.", "Take it again")),
    ("finished", "open", 1, (ALL_MADE,), (ALL_MADE,), (), None, (ALL_MADE,)),
    ("finished", "closed", None, (), (CLOSED,), (), None, (NOT_AGAIN,)),
    ("finished", "extended", None, (AGAIN,), (AGAIN, "Take it again"), (AGAIN,), None,
     (AGAIN, "Take it again")),
    ("finished", "archived", None, (), (ARCHIVED,), (), None, (NOT_AGAIN_ARCHIVED,)),
    ("finished", "removed", None, 404, 404, (), None, 404),
    ("late", "closed", None, (), (CLOSED,), (), None, (NOT_AGAIN,)),
]  # fmt: skip


def put(state, given, member):
    """The assignment into its state, after the reader did what they did."""
    now = timezone.now()
    times = {
        "before": {"opens_at": now + HOUR},
        "draft": {"opens_at": None},
        "closed": {"closes_at": now - timedelta(minutes=1)},
        "extended": {"closes_at": now - timedelta(minutes=1)},
    }
    Assignment.objects.filter(pk=given.pk).update(**times.get(state, {"opens_at": given.opens_at}))
    if state == "extended":
        extend(assignment=given, membership=member, minutes=None, closes_at=now + HOUR)
    if state == "archived":
        archive(classroom=given.classroom, is_archived=True, now=now)
    if state == "removed":
        remove(membership=member, keeps_answers=True, now=now)


@pytest.mark.parametrize(("made", "state", "allowed", "room", "begin", "desk", "submit", "review"), TABLE)
def test_each_page_says_what_is_true_for_the_reader(
    assign_quiz, member, begun, client_of, reader, made, state, allowed, room, begin, desk, submit, review
):
    given = assign_quiz(attempts_allowed=allowed, opens_at=timezone.now() - 2 * HOUR)
    attempt = begun(given, timezone.now() - HOUR) if made != "nothing" else None
    if made == "finished":
        submit_attempt(reader_id=reader.pk, code=attempt.code, now=timezone.now() - HOUR / 2)
    put(state, given, member)
    browser = client_of(reader)

    # Whoever comes first finds the attempt handed in whose time is over.
    assert said(browser.get(f"/room/{given.classroom.slug}/")) == room
    assert said(browser.get(f"/taking/begin/{given.slug}/")) == begin
    assert said(browser.get("/desk/")) == desk
    if submit is not None:
        assert said(browser.get(f"/taking/{attempt.code}/submit/")) == submit
    if review is not None:
        assert said(browser.get(f"/taking/{attempt.code}/review/")) == review
