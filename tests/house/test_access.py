"""Who may open what: every URL of the project, by every kind of person, read and written to.

The table is data; the test walks every URL pattern and fails where one is missing from it. 404 is what a
person gets who may not see a page. A POST is sent without fields: 302 and 422 mean that it was let in.
"""

import re
from html import unescape
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.resolvers import URLPattern
from django.utils import timezone

from quiz.authoring.services.publishing import By, publish
from quiz.bank.models import Development, Event, Quiz
from quiz.bank.models.keys import AnswerKey
from quiz.classroom.models import Classroom
from quiz.classroom.queries import given
from quiz.classroom.services.classes import accept, invite, open_classroom
from quiz.classroom.services.members import join
from quiz.outlook.models import Post
from quiz.outlook.services.leading import set_up
from quiz.outlook.services.talking import Author, Words, write_post
from quiz.outlook.services.voting import Given, Voter, cast_ballot
from quiz.people.models import Reader, User
from quiz.taking.services.attempts import start_assigned, start_attempt
from tests.conftest import signed_in
from tests.drafts import make_draft, publish_private
from tests.intakes import make_intake

ACTORS = ("anonymous", "reader", "other reader", "instructor", "colleague", "other instructor", "staff")
# Who meets every page between them: what the others ask of a database these ask as well.
ASK_ALL = ("reader", "instructor")
MATRIX = {
    name.strip(): (get.strip(), post.strip())
    for line in Path(__file__).with_name("access.txt").read_text().splitlines()
    if not line.startswith("#")
    for name, get, post in [line.split("|")]
}
# Whose every page is for staff only; for them the admin answers as it sees fit.
STAFF_ONLY = "admin:"


def routes(resolver=None, space=""):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{space}{entry.name}"
        else:
            yield from routes(entry, f"{entry.namespace}:" if entry.namespace else space)


@pytest.fixture
def world(pack, teacher, classroom, reader, member, assign_quiz):
    """A class with everything in it, another class, and one client an actor."""
    cache.clear()
    now = timezone.now()
    assignment = assign_quiz("policy")
    values = {"name": "Other", "language": "en", "time_zone": "Asia/Tokyo", "retention_days": 400}
    users = {name: User.objects.create_user(name) for name in ("colleague", "other instructor", "staff")}
    users["instructor"] = teacher
    User.objects.filter(username="staff").update(is_staff=True, is_superuser=True)
    users["staff"].refresh_from_db()
    accept(token=invite(classroom=classroom, now=now).token, user=users["colleague"], now=now)
    other_class = open_classroom(user=users["other instructor"], values=values, now=now)
    stranger = Reader.objects.create(pk=uuid4(), since=now)
    join(classroom=other_class, reader=stranger, name="Abe", now=now)
    values = {"opens_at": now, "closes_at": None}
    survey = set_up(classroom=classroom, source=pack, values=values, now=now)
    prediction = pack.claims.get(code="P1").prediction
    voter = Voter(reader, member)
    cast_ballot(survey=survey, voter=voter, prediction=prediction, given=Given(50, 0), now=now)
    words = Words("A post.", "asks")
    post = write_post(survey=survey, prediction=prediction, author=Author(member), words=words, now=now)
    Post.objects.update(at=now)
    attempt = start_assigned(given=given(reader.pk, assignment.slug), now=now)
    start_attempt(reader=reader, quiz=Quiz.objects.get(slug="chips"), now=now)
    draft = make_draft(teacher, now, share_with=users["colleague"])
    publish(pack=draft, by=By(teacher, now))
    return {
        "users": users,
        "readers": {"reader": reader, "other reader": stranger},
        "names": {
            "token": invite(classroom=classroom, now=now).token,
            "code": attempt.code,
            "number": 1,
            "member": member.pk,
            "pk": member.pk,
            "teaching": users["colleague"].teachings.get().pk,
            "assignment": assignment.slug,
            "survey": survey.slug,
            "post": post.code,
            "class": classroom.slug,
            "join": classroom.join_code,
            "draft": draft.slug,
            "share": draft.shares.get().pk,
            "private": publish_private(teacher, now).slug,
            "intake": make_intake(teacher, now).code,
        },
    }  # fmt: skip


def client_for(actor, world, client_of):
    if actor in world["users"]:
        return signed_in(world["users"][actor])
    return client_of(world["readers"].get(actor))


def address(name, names):
    """The address of a route: the first of these sets of arguments that it takes."""
    of_assignment = name in {
        "taking:begin", "taking:results", "taking:correct", "taking:disputes", "insight:items",
        "insight:item",        "insight:scores", "insight:report", "insight:progress", "insight:download",
        "classroom:assignment", "classroom:extend", "classroom:withdraw", "classroom:open_now",
        "classroom:close_now", "insight:talk", "insight:talk_key", "taking:worksheet",
        "taking:worksheet_key",
    }  # fmt: skip
    slug = names["assignment"] if of_assignment else names["class"]
    of_quiz = {"taking:start", "taking:corrections", "taking:correct_quiz"}
    slug = "policy" if name in {"classroom:answers", "insight:quiz"} else slug
    slug = "chips" if name in of_quiz else slug
    slug = "h20" if name in {"bank:source", "classroom:lesson"} else slug
    of_outlook = name.startswith("outlook:") and name != "outlook:set_up"
    slug = names["survey"] if of_outlook else slug
    of_draft = name.startswith("authoring:") or name in {
        "taking:preview", "taking:previews", "exchange:export", "exchange:download",
    }  # fmt: skip
    slug = names["draft"] if of_draft else slug
    slug = names["private"] if name == "authoring:pick" else slug
    values = {
        "slug": slug, "code": names["join"] if name == "classroom:join" else names["code"], "version": 1,
        "number": 1, "member": names["member"], "pk": names["pk"], "token": names["token"],
        "post_code": names["post"], "key": "0-0", "kind": "room" if of_outlook else "results", "uidb36": "1",
    }  # fmt: skip
    if name == "insight:gradebook":
        values["kind"] = "csv"
    if name == "classroom:dismiss":
        values["pk"] = names["teaching"]
    if of_outlook:
        values["code"] = "P1"
    if name == "authoring:take_back":
        values["pk"] = names["share"]
    if of_draft:
        values |= {"kind": "claims", "key": "C1", "code": "q1"}
    if name.startswith("exchange:"):
        values |= {"code": names["intake"], "file": "en.gift.txt", "kind": "csv", "language": "en"}
    *space, last = name.split(":")
    resolver = get_resolver()
    for part in space:
        resolver = resolver.namespace_dict[part][1]
    params = min((params for _pattern, params in resolver.reverse_dict.getlist(last)[0][0]), key=len)
    return reverse(name, kwargs={key: values[key] for key in params})


def statuses(client, url):
    """What reading and writing answers, each undone afterwards, in the database and in the browser."""
    found, cookies = [], client.cookies.output(header="")
    for ask in (client.get, client.post):
        with transaction.atomic():
            found.append(ask(url).status_code)
            transaction.set_rollback(True)
        client.cookies.clear()
        client.cookies.load(cookies)
    return found


def seen(name, world, clients):
    """What reading and writing answers each of these people: one text for each, as in the table."""
    # Limits count in the cache, which is not undone.
    cache.clear()
    by_actor = [statuses(client, address(name, world["names"])) for client in clients]
    return tuple(" ".join(str(pair[place]) for pair in by_actor) for place in (0, 1))


def told(name, people):
    """What the table says of these people."""
    return tuple(" ".join(line.split()[ACTORS.index(one)] for one in people) for line in MATRIX[name])


def test_every_url_is_in_the_table():
    ours = {name for name in routes() if not name.startswith(STAFF_ONLY)}

    assert len(ours) > 50
    assert ours == set(MATRIX)


@pytest.mark.both_databases
def test_each_person_gets_what_the_table_says(world, client_of):
    # In one world, since each request is undone: to make one for each page took longer than the pages.
    people = ASK_ALL if connection.vendor == "postgresql" else ACTORS
    clients = [client_for(actor, world, client_of) for actor in people]
    found = {name: seen(name, world, clients) for name in MATRIX}

    assert {name: answers for name, answers in found.items() if answers != told(name, people)} == {}


def test_the_admin_is_there_for_staff_only(world, client_of):
    asked = 0
    clients = {actor: client_for(actor, world, client_of) for actor in ACTORS}
    for name in {name for name in routes() if name.startswith(STAFF_ONLY)}:
        try:
            url = reverse(name)
        except NoReverseMatch:  # a page of one row, which has arguments
            continue
        asked += 1
        for actor, client in clients.items():
            found = statuses(client, url)
            assert actor == "staff" or found == [404, 404], (name, actor, found)
    assert asked > 5
    assert clients["staff"].get("/admin/").status_code == 200


@pytest.mark.one_database
def test_a_fresh_account_finds_no_key_and_no_later_development_on_any_page(world, client_of):
    world["users"]["fresh"] = User.objects.create_user("fresh")
    told = [*AnswerKey.objects.values_list("explanation_en", flat=True)]
    # Two of them are events of the digest's own timeline as well, which everybody reads.
    public = set(Event.objects.values_list("text_en", flat=True))
    told += set(Development.objects.values_list("text_en", flat=True)) - public
    browser, asked = client_for("fresh", world, client_of), 0

    for name in MATRIX:
        page = browser.get(address(name, world["names"]))
        if page.status_code == 200 and not page.streaming:
            asked += 1
            words = unescape(page.content.decode())
            assert not [text for text in told if text and text in words], name

    assert asked > 10
    assert [text for text in told if text]


# Where a time is nobody's class's: attempts outside classes, the desk, which has many, and drafts.
OF_THE_SITE = {"taking:start", "home:desk", "insight:quiz", "people:account"}
OF_THE_SITE |= {name for name in MATRIX if name.startswith(("authoring:", "exchange:"))}


@pytest.mark.one_database
def test_every_page_of_a_class_that_shows_a_time_is_in_the_zone_of_the_class(world, client_of):
    Classroom.objects.update(time_zone="America/New_York")
    shown = set()
    clients = {actor: client_for(actor, world, client_of) for actor in ("reader", "instructor")}
    for name in set(MATRIX) - OF_THE_SITE:
        for actor, client in clients.items():
            page = client.get(address(name, world["names"]))
            if page.status_code == 200 and page["Content-Type"].startswith("text/html"):
                words = page.content.decode()
                if re.search(r"\d\d:\d\d", words):
                    shown.add(name)
                    assert 'data-zone="America/New_York"' in words, (name, actor)

    assert {"taking:results", "taking:member", "taking:people", "insight:classroom"} <= shown
