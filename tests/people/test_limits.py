"""Codes are guessed at a bounded rate, and nobody who guesses locks out the others at the same address."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.utils import timezone

from quiz.classroom.models import Membership
from quiz.classroom.services.classes import invite
from quiz.classroom.services.members import new_return_code
from quiz.people.limits import ADDRESS, BROWSER, WAIT, WAITED, Limit, forget_whole, take
from quiz.people.models import Budget
from quiz.taking.models import Attempt
from quiz.web.client import client_of
from quiz.web.limits import TooMany

WRONG = "ACDEFG"


@pytest.fixture
def clock(monkeypatch):
    """The time of all views, which passes only when a test says so."""
    at = [timezone.now()]
    monkeypatch.setattr(timezone, "now", lambda: at[0])

    def wait(seconds):
        at[0] += timedelta(seconds=seconds)

    return wait


def ask(browser, code=WRONG, **fields):
    return browser.post("/classroom/join/", {"code": code} | fields, headers={"accept-language": "en"})


def ticket_of(page):
    return re.search(r'name="ticket" value="([^"]+)"', page.content.decode())[1]


def use_up(space="join"):
    """All tries that an address has at once, by browsers that keep no cookie."""
    for _number in range(ADDRESS.free):
        take(limit=ADDRESS, who=f"{space}:127.0.0.1", now=timezone.now())


def test_an_address_has_so_many_wrong_tries_and_no_more(db, clock):
    answers = [ask(Client()).status_code for _number in range(ADDRESS.free + 5)]

    assert answers == [422] * ADDRESS.free + [429] * 5


def test_thirty_wrong_codes_slow_one_browser_and_nobody_else_at_the_address(classroom, member, clock):
    code = new_return_code(membership=member)
    pupil = Client()
    pupil.get("/classroom/join/")
    answers = [ask(pupil) for _number in range(30)]

    assert [each.status_code for each in answers] == [422] * BROWSER.free + [429] * (30 - BROWSER.free)
    assert answers[-1]["Retry-After"] == str(BROWSER.every)
    assert ask(Client(), classroom.join_code, name="Abe").status_code == 302
    assert 'name="name"' in Client().get(f"/classroom/join/{classroom.join_code}/").content.decode()
    assert Client().post("/classroom/come_back/", {"code": code}).status_code == 302
    clock(BROWSER.every)
    assert ask(pupil, classroom.join_code, name="Sato").status_code == 302


def test_at_an_address_that_is_used_up_the_right_code_goes_through_after_a_short_wait(classroom, clock):
    use_up()
    newcomer = Client()
    asked = newcomer.get(f"/classroom/join/{classroom.join_code}/")
    assert (asked.status_code, asked["Retry-After"]) == (429, str(WAIT))
    fields = {"ticket": ticket_of(asked)}
    early = newcomer.post(f"/classroom/join/{classroom.join_code}/", fields)
    assert (early.status_code, ticket_of(early)) == (429, fields["ticket"])
    clock(WAIT)

    named = newcomer.post(f"/classroom/join/{classroom.join_code}/", fields)
    done = ask(newcomer, classroom.join_code, name="Sato", ticket=ticket_of(named))

    assert (named.status_code, done.status_code) == (200, 302)


def test_what_was_typed_goes_with_the_wait(classroom, clock):
    use_up()

    page = ask(Client(), classroom.join_code, name="佐藤 <b>")

    words = page.content.decode()
    assert f'name="code" value="{classroom.join_code}"' in words
    assert 'name="name" value="佐藤 &lt;b&gt;"' in words


def test_return_codes_have_tries_of_their_own(classroom, member, clock):
    use_up()

    assert (
        Client().post("/classroom/come_back/", {"code": new_return_code(membership=member)}).status_code
        == 302
    )


def test_a_link_to_teach_a_class_is_not_guessed_without_end_and_one_that_holds_goes_through(classroom, clock):
    link = f"/classroom/accept/{invite(classroom=classroom, now=timezone.now()).token}/"
    for _number in range(ADDRESS.free):
        take(limit=ADDRESS, who="invitation:127.0.0.1", now=timezone.now())
    assert Client().get("/classroom/accept/guessed/").status_code == 429
    asked = Client().get(link)
    clock(WAIT)

    assert Client().post(link, {"ticket": ticket_of(asked)}).status_code == 200


def test_another_address_is_not_concerned(classroom, clock, settings):
    settings.PROXIES = 1
    far = {"x-forwarded-for": "6.6.6.6, 10.0.0.2"}
    near = {"x-forwarded-for": "6.6.6.6, 10.0.0.1"}
    for _number in range(ADDRESS.free):
        take(limit=ADDRESS, who="join:10.0.0.1", now=timezone.now())

    def status(headers):
        return Client(headers=headers).post("/classroom/join/", {"code": classroom.join_code}).status_code

    assert (status(near), status(far)) == (429, 200)


@pytest.mark.parametrize("forged", ["", "x", "used", "of return codes"])
def test_a_ticket_is_for_one_wrong_try_at_one_kind_of_code(classroom, member, clock, forged):
    use_up()
    ticket = ticket_of(ask(Client()))
    clock(WAIT)
    if forged == "used":
        assert ask(Client(), ticket=ticket).status_code == 422
    if forged == "of return codes":
        use_up("return")
        ticket = ticket_of(Client().post("/classroom/come_back/", {"code": "ACDEFGHJKMNP"}))
        clock(WAIT)
        take(limit=ADDRESS, who="join:127.0.0.1", now=timezone.now())

    assert ask(Client(), ticket=forged if forged in {"", "x"} else ticket).status_code == 429


@pytest.mark.one_database
def test_who_guesses_and_waits_as_told_gets_no_more_looks_than_the_docs_compute(classroom, clock):
    """Ten minutes from one address, with a fresh ticket for every try and without cookies."""
    looks, tickets, seconds = 0, [], 600
    for _step in range(seconds // WAIT):
        ripe, tickets = tickets, []
        for ticket in [*ripe, *[""] * 4]:
            page = ask(Client(), ticket=ticket)
            looks += page.status_code == 422
            if page.status_code == 429:
                tickets.append(ticket_of(page))
        tickets = tickets[:6]
        clock(WAIT)

    bound = ADDRESS.free + WAITED.free + seconds / ADDRESS.every + seconds / WAITED.every
    assert bound * 0.5 < looks <= bound


@pytest.mark.django_db(transaction=True)
def test_of_four_hundred_at_once_no_more_are_looked_at_than_the_limit_says():
    now, limit = timezone.now(), Limit("at once", 30, 60)

    def one(_number):
        try:
            take(limit=limit, who="10.0.0.1", now=now)
        except TooMany:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, range(400))) == limit.free


def test_right_codes_use_nothing_up(classroom, clock):
    for _number in range(ADDRESS.free + 5):
        assert ask(Client(), classroom.join_code).status_code == 200


def test_what_is_whole_again_is_deleted_and_no_address_is_kept(db, now):
    take(limit=ADDRESS, who="10.0.0.1", now=now)
    assert "10.0.0.1" not in str(list(Budget.objects.values()))

    forget_whole(now=now)
    assert Budget.objects.count() == 1
    forget_whole(now=now + timedelta(seconds=ADDRESS.every))
    assert not Budget.objects.exists()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:10.0.0.1", "10.0.0.1", True),
        ("10.0.0.1", "10.0.0.2", False),
        ("unix:", "unix:", True),
    ],
)
def test_whoever_shares_the_first_half_of_an_address_is_one_client(one, other, same):
    seen = {client_of(RequestFactory().get("/", REMOTE_ADDR=address)) for address in (one, other)}

    assert len(seen) == (1 if same else 2)


def test_readers_without_a_class_are_made_at_a_bounded_rate(pack, monkeypatch):
    monkeypatch.setattr("quiz.people.limits.READERS", Limit("readers", 2, 30))
    answers = [Client().post("/taking/start/policy/") for _number in range(3)]
    fields = {"likelihood": "50", "agreement": "0", "reason": ""}
    ballot = Client().post("/outlook/h20/P1/vote/", fields)

    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert ballot.status_code == 429
    assert not Membership.objects.exists()


def test_one_reader_begins_so_many_attempts_where_any_number_is_allowed(
    assign_quiz, member, reader, client_of, monkeypatch
):
    monkeypatch.setattr("quiz.people.limits.ATTEMPTS", Limit("attempts", 2, 60))
    given, browser = assign_quiz("chips"), client_of(reader)

    def again(address):
        answer = browser.post(address)
        browser.post(address)
        Attempt.objects.update(submitted_at=timezone.now())
        return answer.status_code

    assert [again(f"/taking/begin/{given.slug}/") for _time in range(3)] == [302, 302, 429]
    assert again("/taking/start/chips/") == 429
    bounded = assign_quiz("chips", attempts_allowed=5)
    assert [again(f"/taking/begin/{bounded.slug}/") for _time in range(3)] == [302] * 3


def test_ballots_without_a_class_are_taken_at_a_bounded_rate(pack, monkeypatch):
    monkeypatch.setattr("quiz.people.limits.BALLOTS", Limit("ballots", 2, 300))
    fields = {"likelihood": "50", "agreement": "0", "reason": ""}

    def cast(browser, code):
        return browser.post(f"/outlook/h20/{code}/vote/", fields).status_code

    first = Client()
    answers = [cast(first, "P1"), cast(first, "P1"), cast(Client(), "P1"), cast(Client(), "P1")]

    assert answers == [302, 302, 302, 429]
    assert cast(Client(), "P2") == 302


def test_files_are_made_at_a_bounded_rate(teacher_client, classroom, client_of, reader, member, monkeypatch):
    monkeypatch.setattr("quiz.people.limits.FILES", Limit("files", 2, 30))
    mine, own = client_of(reader), f"/insight/gradebook/{classroom.slug}/csv/"

    assert [teacher_client.get(own).status_code for _time in range(3)] == [200, 200, 429]
    assert [mine.get("/download/").status_code for _time in range(3)] == [200, 200, 429]
    assert classroom.log.count() == 2
