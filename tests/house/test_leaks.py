"""A private pack stays with its people: every address, by everybody else, looked through for its words."""

import io
import re
import zipfile
from html import unescape
from http import HTTPStatus
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.urls import resolve
from django.utils import timezone

from quiz.bank.models import Quiz, Share, Source
from quiz.bank.models.keys import AnswerKey
from quiz.bank.pack import PackPart
from quiz.bank.services.loading import load_pack
from quiz.classroom.queries import given
from quiz.classroom.services.assignments import assign
from quiz.outlook.services.leading import set_up
from quiz.people.models import User
from quiz.taking.services.attempts import start_assigned
from tests.drafts import both, claim, small_pack
from tests.house.test_access import MATRIX, address, client_for, world  # noqa: F401  a fixture

READ = ("title", "about", "passage", "claim", "reason", "finding", "reference", "term", "event")
ASKED = ("quiz", "intro", "stem", "option")
# What leads a discussion on, once it has begun.
PROMPT = ("prompt",)
KEYS = ("right", "wrong", "explained")
LATER = ("later",)
# A link to a page of ours, without what it jumps to.
LINK = re.compile(r'<a\b[^>]*?href="(/(?!static/|admin/)[^"#]*)')
ALL = (*READ, *ASKED, *PROMPT, *KEYS, *LATER)
# Every page whose address names a pack or one of its quizzes, with the private one's.
OF_THE_PACK = (
    "/bank/source/secret/", "/bank/source/secret/1/", "/taking/start/secret-quiz/",
    "/taking/corrections/secret-quiz/", "/taking/correct_quiz/secret-quiz/1/1/", "/insight/quiz/secret-quiz/",
    "/insight/quiz/secret-quiz/1/", "/classroom/answers/secret-quiz/", "/classroom/lesson/secret/",
    "/taking/preview/secret/", "/taking/preview/secret/q1/?q1-response=1&check=1",
    "/authoring/pick/secret/q1/", "/insight/questions/?words=canary",
    "/insight/questions/?source=secret&sort=hard", "/exchange/export/secret/?as=moodle_xml",
    "/exchange/export/secret/secret-quiz.en.moodle_xml.xml", "/exchange/export/secret/en.xlsx",
)  # fmt: skip


def canary(name):
    """Words that stand nowhere else."""
    return both(f"CANARY-{name}-CANARY")


def secret_pack():
    """A pack in which each kind of text says of itself what it is."""
    content = small_pack("secret", "secret-quiz")
    passage = canary("passage")
    content["source"] |= {"title": canary("title"), "about": canary("about")}
    content["source"]["passages"][0]["text"] = {
        language: f"{text} rain.[[C1]][[P1]]" for language, text in passage.items()
    }
    check = {"verdict": "supported", "finding": canary("finding"), "references": ["r1"]}
    content["claims"] = [
        claim("C1", "", text=canary("claim"), label_reason=canary("reason"), check=check),
        claim("P1", "It will rain.", label="prediction", certainty=both("surely")),
    ]
    content["references"] = [{
        "key": "r1", "publisher": "Gazette", "title": canary("reference")["en"], "published": both("2025"),
        "url": "https://example.org/", "grade": "P", "checked": "2026-01-01", "recheck": "2027-01-01",
    }]  # fmt: skip
    content["events"] = [{
        "date": "2025", "told_by": "references", "short": both("Rain"), "text": canary("event"),
        "references": ["r1"],
    }]  # fmt: skip
    content["terms"] = [{"key": "rain", "term": both("rain"), "text": canary("term")}]
    content["outlook"] = [{
        "claim": "P1", "prompt": canary("prompt"), "supports": both("Clouds."), "challenges": both("Sun."),
        "later": [{"date": "2026-02", "text": canary("later"), "references": ["r1"]}],
    }]  # fmt: skip
    options = [
        {"code": "a", "text": canary("option"), "right": True, "feedback": canary("right")},
        {"code": "b", "text": both("Sun"), "feedback": canary("wrong")},
    ]
    content["quizzes"][0] |= {"title": canary("quiz"), "intro": canary("intro")}
    content["quizzes"][0]["questions"] = [{
        "code": "q1", "kind": "single", "scope": "article", "topic": "all", "rests_on": ["C1"],
        "stem": canary("stem"), "options": options, "explanation": canary("explained"),
    }]  # fmt: skip
    return content


@pytest.fixture
def secret(world):  # noqa: F811  the fixture
    """A private pack of somebody's, shared to see with a friend and given to the class of the world."""
    now = timezone.now()
    users = world["users"]
    users |= {name: User.objects.create_user(name) for name in ("owner", "friend", "fresh")}
    load_pack(pack=PackPart(digest="secret", **secret_pack()), now=now, owner=users["owner"])
    source, quiz = Source.objects.get(slug="secret"), Quiz.objects.get(slug="secret-quiz")
    Share.objects.create(pack=source.pack, user=users["friend"])
    reader = world["readers"]["reader"]
    classroom = users["instructor"].teachings.first().classroom
    values = {"quiz": quiz, "opens_at": now, "feedback": "never"}
    assignment = assign(classroom=classroom, values=values, now=now)
    survey = set_up(classroom=classroom, source=source, values={"opens_at": now, "closes_at": None}, now=now)
    attempt = start_assigned(given=given(reader.pk, assignment.slug), now=now)
    world["names"] |= {
        "assignment": assignment.slug, "survey": survey.slug, "code": attempt.code,
        "draft": "secret", "private": "secret",
    }  # fmt: skip
    return world


def told(page):
    """All that an answer says, also within an archive."""
    body = page.getvalue() if page.streaming else page.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"".join(archive.read(name) for name in archive.namelist())
    return unescape(body.decode(errors="replace")) + str(page.headers)


def seen(actor, secret, client_of):
    """Which canaries this person meets, by the addresses at which they do. No page leads them astray."""
    browser, found = client_for(actor, secret, client_of), {}
    codes, links = {}, {}
    for url in (*(address(name, secret["names"]) for name in MATRIX), *OF_THE_PACK):
        codes[url], words, is_page = got(browser, url)
        for name in ALL:
            if f"CANARY-{name}-CANARY" in words:
                found.setdefault(name, []).append(url)
        if is_page:
            links |= dict.fromkeys(LINK.findall(words), url)
    # Of those that were not asked for above one of each kind.
    more = {kind_of(link): link for link in links if link not in codes}
    codes |= {link: got(browser, link)[0] for link in more.values()}
    astray = {link: url for link, url in links.items() if codes.get(link, 0) >= HTTPStatus.BAD_REQUEST}
    assert astray == {}, actor
    return found


def got(browser, url):
    """The status of an address, all that it says, and whether that is a page; what it changed is undone."""
    with transaction.atomic():
        page = browser.get(url)
        words = told(page)
        transaction.set_rollback(True)
    is_page = page.status_code == HTTPStatus.OK and "text/html" in page.headers.get("Content-Type", "")
    return page.status_code, words, is_page


def kind_of(link):
    """Which link of many a page has of its kind: by its route, and by what it is about but for a number, a
    code or a key of it.
    """
    found = resolve(urlsplit(link).path)
    about = {name: value for name, value in found.kwargs.items() if name in {"slug", "kind", "pk"}}
    return found.view_name, *sorted(about.items()), bool(urlsplit(link).query)


@pytest.mark.one_database
def test_who_has_nothing_to_do_with_a_private_pack_meets_no_word_of_it(secret, client_of):
    for actor in ("anonymous", "other reader", "fresh", "other instructor", "staff"):
        assert seen(actor, secret, client_of) == {}, actor


def test_its_people_meet_what_they_may_see_and_no_more(secret, client_of):
    friend, reader, teacher = (seen(actor, secret, client_of) for actor in ("friend", "reader", "instructor"))

    # Whom it is shown to reads it with its questions.
    assert set(friend) == {*READ, *ASKED}
    # A reader of the class to which it was given reads and answers; feedback is never due.
    assert set(reader) == {*READ, *ASKED}
    # Who teaches that class sees the keys, and what happened after the predictions, and does not edit.
    assert set(teacher) == {*ALL} - {"intro"}
    assert not [url for urls in teacher.values() for url in urls if url.startswith("/taking/preview/")]


def test_a_fresh_account_meets_no_key_of_the_public_quizzes_either(secret, client_of):
    keys = [key.explanation_en for key in AnswerKey.objects.exclude(explanation_en="")]
    browser = client_for("fresh", secret, client_of)
    slugs = list(Quiz.objects.filter(source__pack__is_public=True).values_list("slug", flat=True))

    for slug in slugs:
        for url in (
            f"/classroom/answers/{slug}/",
            f"/insight/quiz/{slug}/",
            f"/taking/correct_quiz/{slug}/1/1/",
        ):
            assert browser.get(url).status_code == 404, url
        for url in (f"/taking/start/{slug}/", f"/insight/questions/?words={slug}"):
            words = told(browser.get(url))
            assert not [key for key in keys if key in words], url
    assert browser.get("/classroom/lesson/h20/").status_code == 404
