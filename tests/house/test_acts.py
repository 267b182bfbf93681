"""The tables of docs/acts.md: what cannot be undone asks first, and only its second press does it."""

import re
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.utils import timezone

from quiz.authoring.services.publishing import By as Publisher
from quiz.authoring.services.publishing import publish
from quiz.bank.models import Prediction
from quiz.classroom.models import Teaching
from quiz.classroom.services.classes import invite
from quiz.classroom.services.members import join
from quiz.outlook.models import Post, Wording
from quiz.outlook.services.leading import set_up
from quiz.outlook.services.prompting import By, add_prompt, reword_packs
from quiz.outlook.services.talking import Author, Words, report_post, write_post
from quiz.people.models import Reader, User
from tests.conftest import forget_what_is_kept
from tests.drafts import both, make_draft
from tests.intakes import make_intake

SECTIONS = dict(
    re.findall(r"^## (.+?)\n(.+?)(?=^## |\Z)", Path("docs/acts.md").read_text(), re.MULTILINE | re.DOTALL)
)
OURS = ("people", "bank", "authoring", "classroom", "taking", "outlook", "insight", "exchange", "account")


def named(section):
    """The acts of a table: what stands in backticks in its first column."""
    rows = re.findall(r"^\| (`[^|]+) \|", SECTIONS[section], re.MULTILINE)
    return [act for row in rows for act in re.findall(r"`([^`]+)`", row)]


def writable():
    """The routes that take a POST from somebody."""
    lines = Path(__file__).with_name("access.txt").read_text().splitlines()
    for line in lines:
        if not line.startswith("#"):
            name, _get, post = line.split("|")
            answers = post.split()
            # Whoever is signed out goes to the sign-in from every page of instructors, and who is nobody yet
            # from every page of readers to where one says who one is, whatever was asked.
            strangers = 3 if answers[:3] == ["302"] * 3 else int(answers[0] == "302")
            if set(answers[strangers:]) - {"404", "405"}:
                yield name.strip()


def kept():
    """All that the database holds of ours."""
    models = [model for app in OURS for model in apps.get_app_config(app).get_models()]
    return {model.__name__: sorted(map(repr, model.objects.values_list())) for model in models}


@dataclass
class Button:
    """Who presses which button, and what the page that asks must say."""

    client: Client
    url: str
    says: str
    fields: dict = field(default_factory=dict)


@pytest.fixture
def buttons(teacher, teacher_client, classroom, reader, member, assign_quiz, begun, pack, client_of):
    """Each act of the first table with its button; what it acts on is there."""
    now = timezone.now()
    given = assign_quiz()
    begun(given)
    unused = assign_quiz("chips")
    survey = set_up(classroom=classroom, source=pack, values={"opens_at": now, "closes_at": None}, now=now)
    prediction = Prediction.objects.get(claim__code="P1")
    post = write_post(
        survey=survey,
        prediction=prediction,
        author=Author(member),
        words=Words("A thought.", "asks"),
        now=now,
    )
    Post.objects.update(at=now)
    by = By(survey, teacher, now)
    prompt = add_prompt(by=by, prediction=prediction, said=Wording(en="Why?"))
    reword_packs(by=by, prediction=prediction, said=Wording(en="Why so?"))
    other = join(classroom=classroom, reader=Reader.objects.create(since=now), name="Abe", now=now).membership
    report_post(post=post, membership=other, reason="Rude.", now=now)
    colleague = Teaching.objects.create(
        classroom=classroom, user=User.objects.create_user("ito", email="ito@example.org")
    )
    link = invite(classroom=classroom, now=now)
    for address, is_primary in (("mori@example.org", True), ("old@example.org", False)):
        EmailAddress.objects.create(user=teacher, email=address, verified=True, primary=is_primary)
    draft = make_draft(teacher, now)
    for about in ("One digest.", "Another one."):
        draft.pieces.filter(key="source").update(
            content={**draft.pieces.get(key="source").content, "about": both(about)}
        )
        publish(pack=draft, by=Publisher(teacher, now))
    shared = draft.shares.create(user=colleague.user)
    lent = make_draft(colleague.user, now, quiz="lent", share_with=teacher)
    mine = client_of(reader)
    room, person, outlook = (
        f"/classroom/{classroom.slug}",
        f"/taking/member/{member.pk}/",
        f"/outlook/{survey.slug}",
    )

    def led(url, says, /, **fields):
        return Button(teacher_client, url, says, fields)

    return {
        "home:forget": Button(mine, "/forget/", "attempts: 1, answers given: 0"),
        "home:merge": led(f"/merge/{member.pk}/", "attempts: 1, answers given: 0", into=other.pk),
        "taking:member remove": led(person, "Sato", wanted="remove"),
        "taking:member delete": led(person, "attempts: 1, answers given: 0", wanted="delete"),
        "home:new_code": led(f"/new_code/{member.pk}/", "Sato"),
        "home:renew": Button(mine, f"/renew/{classroom.slug}/", "Your old return code"),
        "classroom:door renew": led(f"{room}/door/", classroom.join_code, wanted="renew"),
        "classroom:door close": led(f"{room}/door/", "nobody joins this class", wanted="close"),
        "classroom:archive": led(f"{room}/archive/", "Nobody can join it"),
        "classroom:dismiss": led(f"{room}/dismiss/{colleague.pk}/", "ito@example.org"),
        "classroom:revoke": led(f"{room}/revoke/{link.pk}/", "Whoever has this link"),
        "classroom:close_now": led(
            f"/classroom/assignment/{given.slug}/close_now/", "1 attempt is running"
        ),
        "classroom:withdraw": led(f"/classroom/assignment/{unused.slug}/withdraw/", unused.quiz.title_en),
        "outlook:move on": led(f"{outlook}/move/", "first round are published", seen="first", wanted="on"),
        "outlook:move back": led(f"{outlook}/move/", "", seen="discussion", wanted="back"),
        "outlook:resolve": led(
            f"{outlook}/P1/resolve/", "All readers see at once", outcome="no", told_by="Gazette", url="https://example.org/a"
        ),
        "outlook:moderate_many settle": led(
            f"{outlook}/moderate_many/", "The reports on 1 post", part="reported", wanted="settle",
            post=post.code, seen=now.isoformat(),
        ),
        "outlook:prompt remove": led(f"{outlook}/P1/prompt/", "for everybody", remove=prompt.pk),
        "outlook:reword restore": led(f"{outlook}/P1/reword/", "Your wording goes", restore="1"),
        "outlook:delete_post": Button(
            mine, f"{outlook}/post/{post.code}/delete/", "your instructors included"
        ),
        "authoring:remove": led(f"/authoring/{draft.slug}/claims/C1/remove/", "rest on another: q1"),
        "authoring:go_back": led(
            f"/authoring/{draft.slug}/history/1/go_back/", "A new edition says what edition 1 said"
        ),
        "authoring:set_public": led(
            f"/authoring/{draft.slug}/people/set_public/", "stands on the front page", wanted="public"
        ),
        "authoring:take_back": led(
            f"/authoring/{draft.slug}/people/{shared.pk}/take_back/", "no longer finds the pack"
        ),
        "authoring:leave_pack": led(f"/authoring/{lent.slug}/leave/", "You no longer find it here"),
        "authoring:retire": led(f"/authoring/retire/{draft.slug}/q1/", "with the next edition it goes"),
        "exchange:discard": led(f"/exchange/{make_intake(teacher, now).code}/discard/", "fruit.txt"),
        "account_email remove": led(
            "/accounts/email/", "old@example.org", email="old@example.org", action_remove="1"
        ),
    }  # fmt: skip


ACTS = named("Asked by the page that asks")


def test_the_table_knows_each_route_that_writes():
    known = {act.split()[0] for section in SECTIONS for act in named(section)}

    assert set(writable()) - known == set()


@contextmanager
def undone(clients):
    """What is done within leaves nothing behind, neither in the database nor in these browsers."""
    cookies = [deepcopy(client.cookies) for client in clients]
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    for client, kept_before in zip(clients, cookies, strict=True):
        client.cookies = kept_before
    forget_what_is_kept()


@pytest.mark.one_database
def test_the_first_press_asks_and_only_the_second_does_it(buttons, press):
    """One act after the other, each undone: what they act on takes longer to make than any of them."""
    clients = list({id(button.client): button.client for button in buttons.values()}.values())
    for act in ACTS:
        with undone(clients):
            if act == "outlook:move back":
                before = buttons["outlook:move on"]
                press(before.client, before.url, before.fields)
            is_asked_first(act, buttons[act])


def is_asked_first(act, button):
    before = kept()

    asked = button.client.post(button.url, button.fields)

    told = asked.content.decode()
    assert asked.status_code == 200, act
    assert [asked.context["question"].title in told, button.says in told] == [True, True], act
    assert kept() == before, act

    done = button.client.post(button.url, asked.context["fields"])

    assert done.status_code == 302, act
    assert kept() != before, act


def test_each_act_of_the_table_has_its_button(buttons):
    assert sorted(buttons) == sorted(ACTS)
