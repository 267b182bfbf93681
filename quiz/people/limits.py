"""How often something may be tried: counted in the database, which all workers share and nothing evicts.

A try is counted before it is looked at, in one step, and given back when it was right: of many at once no
more are looked at than the limit says, and only wrong ones use it up.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe

from django.conf import settings
from django.core import signing
from django.db import connection
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from quiz.people.models import Budget
from quiz.web.client import client_of
from quiz.web.limits import TICKET, TooMany
from quiz.web.rows import Tally


@dataclass(frozen=True, slots=True)
class Limit:
    """So many at once, and one more every so many seconds."""

    name: str
    free: int
    every: float


# Codes: what one browser, one address, and whoever waited at that address may get wrong. What follows from
# the numbers for somebody who guesses is computed in docs/classes.md.
BROWSER = Limit("browser", 10, 30)
ADDRESS = Limit("address", 100, 20)
WAITED = Limit("waited", 20, 20)
WAIT = 10
TICKET_HOLDS = 3600
ONE_TICKET = Limit("ticket", 1, TICKET_HOLDS)
SALT = "quiz.people.limits"

# What 300 readers behind one address do within a lesson stays below these.
SEATS = Limit("seats", 400, 30)
READERS = Limit("readers", 400, 30)
# Files that are computed for whoever asks: of results, of an outlook, of questions, of one reader.
FILES = Limit("files", 60, 30)
# New attempts of one reader at whatever may be tried again and again.
ATTEMPTS = Limit("attempts", 20, 120)
# Ballots without a class: so many at one prediction from one address. A hall of 300 stays below it; whoever
# makes readers up to stuff the ballot adds 288 a day at most after the first.
BALLOTS = Limit("ballots", 400, 300)
# Addresses of colleagues that one account may get wrong: else it asks who has an account here.
NAMED = Limit("named", 10, 600)
# New packs of one account, be they begun, copied or read from files; and editions of one pack, of which each
# is kept whole.
PACKS = Limit("packs", 30, 600)
EDITIONS = Limit("editions", 60, 120)
# Pieces that one account adds one by one: nobody writes so many in a day, and a script soon would.
PIECES = Limit("pieces", 1000, 30)
# Files of questions that one account uploads, each read for a second; and those that go into drafts.
INTAKES = Limit("intakes", 60, 60)
TAKEN = Limit("intakes taken", 60, 300)
# Forms that wait in a session until their sender is known.
FORMS = Limit("forms", 100, 60)

# Wrong passwords. A browser that has signed in to the account before has a budget of its own, which no
# stranger touches; all others share those of the account from their address, of the address, of the account.
KNOWN_DEVICE = Limit("known device", 10, 60)
HERE = Limit("account and client", 5, 180)
CLIENT = Limit("sign-in client", 30, 30)
ACCOUNT = Limit("account", 50, 60)
# Mails that somebody asks for by typing an address.
MAILBOX = Limit("mailbox", 10, 360)
MAILS = Limit("mails", 60, 30)

Spent = list[tuple[Limit, str]]


def _key(limit: Limit, who: str) -> str:
    # A hash with the secret of this site: neither addresses nor names are kept.
    return salted_hmac(SALT, f"{limit.name}:{who}", algorithm="sha256").hexdigest()


def take(*, limit: Limit, who: str, now: datetime) -> None:
    """Use one up. Raises TooMany, with how long until the next. 1 query, 3 at the first time."""
    at = now.timestamp()
    room = at + (limit.free - 1) * limit.every
    rows = Budget.objects.filter(key=_key(limit, who))
    used = Greatest(F("spent"), Value(at)) + limit.every
    # Looked at and counted in one statement: two at once never share what is left.
    if rows.filter(spent__lte=room).update(spent=used):
        return
    Budget.objects.bulk_create([Budget(key=_key(limit, who), spent=0)], ignore_conflicts=True)
    if not rows.filter(spent__lte=room).update(spent=used):
        raise TooMany(rows.values_list("spent", flat=True).get() - room)


def give_back(spent: Spent) -> None:
    """What was right does not count. 1 query each."""
    for limit, who in spent:
        Budget.objects.filter(key=_key(limit, who)).update(spent=F("spent") - limit.every)


def take_all(wanted: Spent, now: datetime) -> None:
    """Use up one of each, or nothing of any. Raises TooMany."""
    done: Spent = []
    for limit, who in wanted:
        try:
            take(limit=limit, who=who, now=now)
        except TooMany:
            give_back(done)
            raise
        done.append((limit, who))


@contextmanager
def guessing(request: HttpRequest, space: str, wrong: type[Exception], now: datetime) -> Iterator[None]:
    """Look a code up: within it, `wrong` counts as a wrong try. Raises TooMany before the look-up.

    A browser that was often wrong waits alone. Where an address has used up its tries, whoever comes from it
    waits a little and then tries from a second budget, so a right code goes through while others guess.
    """
    spent = _counted(request, space, now)
    try:
        yield
    except wrong:
        raise
    except Exception:
        give_back(spent)
        raise
    give_back(spent)


def _counted(request: HttpRequest, space: str, now: datetime) -> Spent:
    client = f"{space}:{client_of(request)}"
    cookie = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    browser: Spent = [(BROWSER, f"{space}:{cookie}")] if cookie else []
    try:
        take_all(browser, now)
    except TooMany as alone:
        raise TooMany(alone.wait, _ticket(client, now, alone.wait)) from None
    try:
        take(limit=ADDRESS, who=client, now=now)
    except TooMany:
        try:
            return browser + _waited(request.POST.get(TICKET, ""), client, now)
        except TooMany:
            give_back(browser)
            raise
    return [*browser, (ADDRESS, client)]


def _waited(ticket: str, client: str, now: datetime) -> Spent:
    """What whoever has waited uses up. Raises TooMany with a ticket: a new one, or the one that is early."""
    try:
        kept = signing.loads(ticket, salt=SALT, max_age=TICKET_HOLDS)
    except signing.BadSignature:
        kept = {}
    if kept.get("who") != _key(WAITED, client):
        raise TooMany(WAIT, _ticket(client, now, WAIT))
    if kept["from"] > now.timestamp():
        raise TooMany(kept["from"] - now.timestamp(), ticket)
    spent = [(ONE_TICKET, kept["one"]), (WAITED, client)]
    try:
        take_all(spent, now)
    except TooMany as empty:
        wait = max(WAIT, empty.wait if empty.wait < TICKET_HOLDS / 2 else 0)
        raise TooMany(wait, _ticket(client, now, wait)) from None
    return spent


def _ticket(client: str, now: datetime, wait: float) -> str:
    kept = {"who": _key(WAITED, client), "from": now.timestamp() + wait, "one": token_urlsafe(9)}
    return signing.dumps(kept, salt=SALT)


def join_class(request: HttpRequest, slug: str, now: datetime) -> None:
    """Before somebody is let into a class: so many from one address in one class. Raises TooMany."""
    take(limit=SEATS, who=f"{slug}:{client_of(request)}", now=now)


def begin_reading(request: HttpRequest, now: datetime) -> None:
    """Before a reader without a class is made: so many from one address. Raises TooMany."""
    take(limit=READERS, who=client_of(request), now=now)


def make_file(request: HttpRequest, now: datetime, reader_id: object = None) -> None:
    """Before a file is made: so many for one account, or for one reader. Raises TooMany."""
    take(limit=FILES, who=f"{request.user.pk or ''}:{reader_id or ''}", now=now)


def make_pack(request: HttpRequest, now: datetime) -> None:
    """Before a pack is made: so many for one account. Raises TooMany."""
    take(limit=PACKS, who=str(request.user.pk), now=now)


def make_intake(request: HttpRequest, now: datetime) -> None:
    """Before a file of questions is looked at: so many for one account. Raises TooMany."""
    take(limit=INTAKES, who=str(request.user.pk), now=now)


def take_questions(request: HttpRequest, now: datetime) -> None:
    """Before the questions of a file go into a draft: so many files for one account. Raises TooMany."""
    take(limit=TAKEN, who=str(request.user.pk), now=now)


def make_piece(request: HttpRequest, now: datetime) -> None:
    """Before a piece is added to a draft: so many for one account. Raises TooMany."""
    take(limit=PIECES, who=str(request.user.pk), now=now)


def make_edition(pack_id: object, now: datetime) -> None:
    """Before an edition is made: so many of one pack. Raises TooMany."""
    take(limit=EDITIONS, who=str(pack_id), now=now)


def begin_attempt(reader_id: object, now: datetime) -> Spent:
    """Before a reader begins one more attempt; what is to be given back if it is none. Raises TooMany."""
    spent = [(ATTEMPTS, str(reader_id))]
    take_all(spent, now)
    return spent


@contextmanager
def voting(request: HttpRequest, prediction: int | None, now: datetime) -> Iterator[Spent]:
    """While a ballot is cast (`prediction`: at which; None: in a class, which has its members).

    What it uses up, to be given back where the ballot was there already; one that is refused does not
    count. Raises TooMany.
    """
    spent: Spent = [(BALLOTS, f"{prediction}:{client_of(request)}")] if prediction else []
    take_all(spent, now)
    try:
        yield spent
    except Exception:
        give_back(spent)
        raise


def forget_whole(*, now: datetime) -> Tally:
    """Delete what says nothing any more: budgets that are whole again, and of the cache what has expired."""
    expired = connection.ops.adapt_datetimefield_value(now.replace(microsecond=0))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM web_cache WHERE expires < %s", [expired])
        gone = cursor.rowcount
    return Tally(gone + Budget.objects.filter(spent__lte=now.timestamp()).delete()[0])
