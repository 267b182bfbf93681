"""What could once be worked out about a reader, tried again by HTTP as whoever would: an instructor, a
fellow reader, an outsider with a browser. Each test is one of the attacks of the trial, by its number.
"""

import csv
import io
import re
from collections import Counter

import pytest
from django.test import Client
from django.utils import timezone

from quiz.classroom.models import LogEntry, Teaching
from quiz.domain.rounds import Stage
from quiz.outlook.models import Post, Survey
from quiz.outlook.models.ballots import Ballot
from quiz.outlook.services.leading import resolve
from quiz.outlook.services.voting import Voter
from quiz.people.models import User
from tests.shown import shown

CODE = re.compile(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}")


@pytest.fixture
def table(teacher_client):
    """A file as rows."""

    def table(survey, kind):
        page = teacher_client.get(f"/outlook/{survey.slug}/download/{kind}/")
        return list(csv.DictReader(io.StringIO(b"".join(page.streaming_content).decode("utf-8-sig"))))

    return table


@pytest.fixture
def files(table):
    """All files of an outlook."""
    return lambda survey: {kind: table(survey, kind) for kind in ("room", "shift", "ballots", "posts")}


@pytest.fixture
def cast_all(cast):
    """Ballots over all bars, of each reader another."""

    def cast_all(survey, voters, base=0, **more):
        for place, voter in enumerate(voters):
            cast(survey, voter, 10 * ((place + base) % 11), (place + base) % 5 - 2, **more)

    return cast_all


@pytest.fixture
def ghost(press, teacher_client, classroom, me):
    """A browser that came in by a return code which the instructor made."""
    page = press(teacher_client, f"/new_code/{me.membership.pk}/", follow=True)
    browser = Client()
    browser.post("/classroom/come_back/", {"code": CODE.search(page.content.decode())[0]})
    return browser


def test_s1_an_instructors_return_code_opens_no_ballot_and_no_alias(
    survey, me, people, cast, write, onward, client_of, classroom, teacher_client, press, ballot, ghost
):
    # The fixture came in before any ballot: cast, and let the instructor make another code.
    ghost.get(f"/room/{classroom.slug}/")
    me.membership.refresh_from_db()
    me = type(me)(me.membership.reader, me.membership)
    victim = client_of(me.reader)
    cast(survey, me, 20, -2, reason="Only mine.")
    alias = write(survey, me, "Under an alias.").alias
    page = press(teacher_client, f"/new_code/{me.membership.pk}/", follow=True)
    thief = Client()
    thief.post("/classroom/come_back/", {"code": CODE.search(page.content.decode())[0]})

    at = f"/outlook/{survey.slug}"
    seen = thief.get(f"{at}/").content.decode() + thief.get("/download/").content.decode()
    assert "A ballot was cast before the return code was made" in seen
    assert "likelihood 20%" not in seen
    assert "Only mine." not in seen
    assert '"likelihood": 20' not in seen
    # It cannot vote a second time, nor find out by trying what the ballot says.
    for likelihood in ("20", "70"):
        assert (
            "stands"
            in thief.post(f"{at}/P1/vote/", ballot | {"likelihood": likelihood}, follow=True).content.decode()
        )
    assert Ballot.objects.get().likelihood == 20
    # Nor write under the alias, nor change what was written under it.
    thief.post(f"{at}/P1/post/", {"text": "By the thief.", "stance": "asks"})
    assert Post.objects.get(text="By the thief.").alias != alias
    own = Post.objects.get(text="Under an alias.")
    assert thief.post(f"{at}/post/{own.code}/edit/", {"text": "Changed."}).status_code == 404
    # The reader is told, in the browser that no longer opens the class; and it is in the log.
    assert "A new return code was made for you" in victim.get(f"/room/{classroom.slug}/").content.decode()
    assert "An instructor made the return code" in thief.get(f"/room/{classroom.slug}/").content.decode()
    assert LogEntry.objects.filter(membership=me.membership, deed="code").count() == 2


def test_s1_a_reader_who_renews_the_code_ends_every_other_browser(
    survey, me, cast, press, classroom, client_of, ghost, ballot
):
    """The cookie of whoever came in before reads nothing that is voted after."""
    # The pupil comes in by the instructor's code as well, and makes one of their own.
    me.membership.refresh_from_db()
    pupil = client_of(me.membership.reader)
    assert ghost.get(f"/room/{classroom.slug}/").status_code == 200

    press(pupil, f"/renew/{classroom.slug}/")
    pupil.post(f"/outlook/{survey.slug}/P1/vote/", ballot | {"likelihood": "30"})

    assert "likelihood 30%" in pupil.get(f"/outlook/{survey.slug}/").content.decode()
    for url in (f"/room/{classroom.slug}/", f"/outlook/{survey.slug}/", f"/outlook/{survey.slug}/P1/vote/"):
        assert ghost.get(url).status_code == 404
    assert '"ballots": []' in ghost.get("/download/").content.decode()


def test_s2_no_number_on_a_page_tells_when_something_was_written(
    survey, people, cast, write, teacher_client, client_of
):
    voters = people(8)
    for voter in voters:
        cast(survey, voter, 70, 1, reason=f"Because {voter.membership.pk}.")
    written = [write(survey, voter, f"A post of {voter.membership.pk}.") for voter in voters]

    for browser in (teacher_client, client_of(voters[0].reader)):
        page = browser.get(f"/outlook/{survey.slug}/P1/discussion/").content.decode()
        assert f"Because {voters[3].membership.pk}." in page
        assert not re.findall(r'(?:id="(?:post|reason)-|/post/|reply=)\d+\b', page)
    codes = [post.code for post in Post.objects.order_by("pk")]
    assert codes != sorted(codes)
    assert teacher_client.get(f"/outlook/{survey.slug}/post/{written[0].pk}/moderate/").status_code == 404
    # Nor does the list of who has voted grow before one's eyes.
    lead = teacher_client.get(f"/outlook/{survey.slug}/lead/").content.decode()
    assert "Names stand here when the round has closed." in lead


def test_s3_hiding_a_reason_draws_no_other(survey, people, cast, press, teacher_client, client_of):
    puppets, others = people(2), people(6)
    for place, voter in enumerate(others):
        cast(survey, voter, 20 * place, reason=f"I say {20 * place}.")
    cast(survey, puppets[0], 0)
    cast(survey, puppets[1], 100)

    def read(voter):
        page = client_of(voter.reader).get(f"/outlook/{survey.slug}/P1/discussion/")
        return [row.post for row in page.context["reasons"]], page.content.decode()

    for puppet in puppets:
        drawn, _words = read(puppet)
        for _turn in range(3):
            url = f"/outlook/{survey.slug}/post/{drawn[0].code}/moderate/"
            teacher_client.post(url, {"reason": "Off the topic."})
            after, words = read(puppet)
            assert after == drawn
            assert "Off the topic." in words
            teacher_client.post(url, {"wanted": "show"})
            assert read(puppet)[0] == drawn


def test_s4_merging_tells_nothing_and_gives_no_browser_a_ballot(
    survey, people, cast_all, write, onward, files, press, teacher_client, client_of, classroom
):
    voters, fake = people(24), people(1)[0]
    cast_all(survey, voters, reason="Because.")
    written = write(survey, voters[3], "Under an alias.")
    onward(survey, Stage.SECOND)
    cast_all(survey, voters, base=3)
    onward(survey, Stage.LATER)
    before, victim = files(survey), voters[3]

    def thread():
        said = teacher_client.get(f"/outlook/{survey.slug}/P1/discussion/").context["thread"].said
        return [(each.who, each.post.text, each.post.at) for each in said]

    talk = thread()

    press(teacher_client, f"/merge/{victim.membership.pk}/", {"into": fake.membership.pk})

    assert files(survey) == before
    assert thread() == talk
    told = client_of(fake.reader).get(f"/outlook/{survey.slug}/").content.decode()
    assert "Your first ballot:" not in told
    assert '"likelihood"' not in client_of(fake.reader).get("/download/").content.decode()
    assert client_of(victim.reader).get(f"/outlook/{survey.slug}/").status_code == 404
    # Into somebody who voted as well: the other one's ballots go, and nothing of it is seen.
    press(teacher_client, f"/merge/{voters[5].membership.pk}/", {"into": voters[6].membership.pk})
    assert files(survey) == before
    assert written.alias == Post.objects.get(pk=written.pk).alias


@pytest.mark.parametrize("how", ["forgets", "is taken out", "forgets before the second round"])
def test_s5_who_leaves_changes_nothing_that_is_published(
    survey, people, cast_all, write, onward, files, press, teacher_client, client_of, how
):
    voters = people(24)
    cast_all(survey, voters, reason="Because.")
    write(survey, voters[7], "A post of the one who leaves.")
    onward(survey, Stage.SECOND)
    leaver = voters[7]
    if "before" in how:
        press(client_of(leaver.reader), "/forget/")
        before = files(survey)
        voters.remove(leaver)
    cast_all(survey, voters, base=3)
    onward(survey, Stage.LATER)
    if "before" not in how:
        before = files(survey)
        if how == "forgets":
            press(client_of(leaver.reader), "/forget/")
        else:
            press(teacher_client, f"/taking/member/{leaver.membership.pk}/", {"wanted": "delete"})
        assert files(survey) == before
    assert not Ballot.objects.filter(reader=leaver.reader).exists()
    after = files(survey)
    assert after["posts"] == before["posts"]
    # Sums and single ballots are of the same readers, also after one of them has gone.
    for number, name in (("1", "first_likelihood"), ("2", "second_likelihood")):
        sums = {row["value"]: int(row["ballots"]) for row in after["room"]
                if (row["round"], row["measure"]) == (number, "likelihood")}  # fmt: skip
        rows = Counter(row[name] or row["first_likelihood"] for row in after["ballots"])
        assert {value: count for value, count in sums.items() if count} == rows


def test_s6_going_back_and_on_after_each_ballot_tells_of_none(
    survey, people, cast, cast_all, onward, press, teacher_client, table
):
    cast_all(survey, people(10))
    onward(survey, Stage.DISCUSSION)
    before = table(survey, "room")
    assert {row["of"] for row in before} == {"10"}

    # All of one mind but the last, by name: nothing waits for that, and nothing is published by it.
    for place, voter in enumerate(people(7)):
        cast(survey, voter, 90 if place < 6 else 10, 2 if place < 6 else -2)
        for seen, wanted in (("discussion", "back"), ("first", "on")):
            press(teacher_client, f"/outlook/{survey.slug}/move/", {"seen": seen, "wanted": wanted})
        assert table(survey, "room") == before
    press(teacher_client, f"/outlook/{survey.slug}/move/", {"seen": "discussion", "wanted": "on"})

    after = table(survey, "room")
    assert [row for row in after if row["group"] == "in_time"] == before
    # The seven are told once, and for themselves: too alike for more than that.
    assert {row["ballots"] for row in after if row["group"] == "late"} == {"alike"}


def test_s7_the_form_says_how_many_readers_there_are_and_what_made_up_ones_can_do(
    survey, me, people, cast, client_of
):
    cast(survey, people(3)[0])
    people(2)

    words = shown(client_of(me.reader).get(f"/outlook/{survey.slug}/P1/vote/"))

    assert "The class has 6 readers. 2 of them joined after voting had begun." in words
    assert "readers that somebody made up" in words


@pytest.mark.parametrize("reveal", ["first", "second"])
def test_s8_four_friends_around_a_classmate_have_nothing_to_subtract(
    survey_of, classroom, people, cast, cast_all, onward, client_of, teacher_client, table, reveal
):
    survey = survey_of(classroom, reveal=reveal)
    voters, friends, victim = people(10), people(4), people(1)[0]
    watchers = [teacher_client, client_of(friends[0].reader)]
    url = f"/outlook/{survey.slug}/P1/room/"

    def told():
        return [(browser.get(url).context or {}).get("room") for browser in watchers] + [
            table(survey, "room")
        ]

    cast_all(survey, voters)
    for friend in friends:
        cast(survey, friend, 50, 0)
    before = told()
    cast(survey, victim, 60, 1)
    assert told() == before
    onward(survey, Stage.SECOND)
    assert {row["of"] for row in table(survey, "room")} == {"15"}
    between = table(survey, "room")
    cast_all(survey, [*voters, *friends], base=4)
    cast(survey, victim, 100, 2)
    assert table(survey, "room") == between


@pytest.mark.parametrize("count", [5, 8, 12, 19])
def test_s9_the_one_who_disagrees_does_not_learn_what_all_others_say(
    survey_of, classroom, people, cast, onward, client_of, count
):
    """The page is the same whether another disagrees as well or not."""
    seen = []
    for apart in (1, 2):
        survey, voters = survey_of(classroom, reveal="first"), people(count)
        for place, voter in enumerate(voters):
            cast(survey, voter, 20 if place < apart else 80, -2 if place < apart else 2)
        onward(survey, Stage.DISCUSSION)
        page = client_of(voters[0].reader).get(f"/outlook/{survey.slug}/P1/room/")
        seen.append(page.context["room"].first)
        assert "All, or all but at most two, agree" in page.content.decode()

    assert seen[0] == seen[1]


def test_s10_a_post_by_the_only_one_who_has_voted_is_read_by_nobody(
    survey, me, people, client_of, teacher_client, ballot
):
    mine, at = client_of(me.reader), f"/outlook/{survey.slug}"
    mine.post(f"{at}/P1/vote/", ballot)
    mine.post(f"{at}/P1/post/", {"text": "It is me.", "stance": "asks"})
    assert "It is me." in mine.get(f"{at}/P1/discussion/").content.decode()

    for url in (f"{at}/P1/discussion/", f"{at}/moderation/", f"{at}/show/", f"{at}/lead/"):
        assert "It is me." not in teacher_client.get(url).content.decode()
    assert b"It is me." not in b"".join(teacher_client.get(f"{at}/download/posts/").streaming_content)
    for voter in people(4):
        client_of(voter.reader).post(f"{at}/P1/vote/", ballot)
    assert "It is me." in teacher_client.get(f"{at}/P1/discussion/").content.decode()


def test_s11_a_ballot_is_taken_only_under_the_rules_that_its_form_told(
    survey, me, client_of, teacher_client, ballot
):
    browser, url = client_of(me.reader), f"/outlook/{survey.slug}/P1/vote/"
    page = browser.get(url).content.decode()
    assert "You see the sums after your second ballot." in page
    promise = re.search(r'name="promise" value="([^"]+)"', page)[1]
    Survey.objects.filter(pk=survey.pk).update(reveal="first", min_shown=7)

    answer = browser.post(url, ballot | {"promise": promise, "reason": "Kept."})

    words = answer.content.decode()
    assert answer.status_code == 422
    assert "The rules about who sees what were changed" in words
    assert "Only sums of 7 ballots or more are shown" in shown(answer)
    assert "Kept." in words
    assert not Ballot.objects.exists()
    promise = re.search(r'name="promise" value="([^"]+)"', words)[1]
    assert browser.post(url, ballot | {"promise": promise}).status_code == 302


def test_s12_of_twelve_of_whom_one_moves_nothing_tells_that_the_others_did_not(
    survey, people, cast, onward, client_of, teacher_client, table
):
    voters = people(12)
    for number in (0, 1):
        for place, voter in enumerate(voters):
            moves = number and not place
            more = {"moved_by": "event" if moves else "nothing"} if number else {}
            cast(survey, voter, 60 if moves else 10 * (place % 11), -2 if moves else 1 - place % 4, **more)
        onward(survey, Stage.LATER if number else Stage.SECOND)

    page = teacher_client.get(f"/outlook/{survey.slug}/P1/room/")
    shift, (row,) = page.context["room"].shift, table(survey, "shift")
    assert (shift.figures, shift.transitions, shift.moved_by, shift.posts) == (None, (), (), ())
    assert "All who voted again stayed, or all but at most two" in page.content.decode()
    told = {name: value for name, value in row.items() if name not in {"prediction", "readers", "again"}}
    assert set(told.values()) == {""}


def test_s13_what_moved_each_of_five_is_not_told_by_a_difference(
    survey, people, cast, cast_all, onward, table, teacher_client
):
    early, late = people(10), people(5)
    cast_all(survey, early)
    onward(survey, Stage.DISCUSSION)
    cast_all(survey, late)
    onward(survey, Stage.SECOND)
    for place, voter in enumerate(early):
        cast(survey, voter, 50, 0, moved_by=("nothing", "reference")[place % 2])
    for voter in late:
        cast(survey, voter, 50, 0, moved_by="event")
    onward(survey, Stage.LATER)

    page = teacher_client.get(f"/outlook/{survey.slug}/P1/room/")

    assert "A later event" not in shown(page)
    assert {row["readers"] for row in table(survey, "shift")} == {"10"}


def test_s14_five_reasons_of_three_readers_wait(survey, people, cast, onward, teacher_client):
    for number in (1, 2):
        for voter in people(3) if number == 1 else [*map(_again, Ballot.objects.all())][:2]:
            cast(survey, voter, reason="Because.")
        onward(survey, Stage.SECOND)
    assert Post.objects.filter(is_reason=True).count() == 5

    assert "Because." not in teacher_client.get(f"/outlook/{survey.slug}/P1/discussion/").content.decode()


def _again(ballot):
    return Voter(ballot.reader, ballot.membership)


def test_s14_before_ones_ballot_no_header_tells_of_the_thread(survey, member, client_of, reader):
    answer = client_of(reader).get(f"/outlook/{survey.slug}/P1/discussion/")

    assert answer.status_code == 302
    assert not {"ETag", "Last-Modified"} & set(answer.headers)


def test_s14_a_name_is_shown_to_whoever_asked_and_to_nobody_else(
    survey, me, write, classroom, teacher_client, client
):
    colleague = User.objects.create_user("ito", email="ito@example.org", password="x")
    Teaching.objects.create(classroom=classroom, user=colleague)
    client.force_login(colleague)
    post = write(survey, me)
    url = f"/outlook/{survey.slug}/post/{post.code}/disclose/"
    teacher_client.post(url, {"reason": "A threat."})

    assert "Sato" in teacher_client.get(f"/outlook/{survey.slug}/P1/discussion/").content.decode()
    for page in (url, f"/outlook/{survey.slug}/P1/discussion/"):
        assert "Sato" not in client.get(page).content.decode()
    client.post(url, {"reason": "Me too."})
    assert "Sato" in client.get(url).content.decode()
    assert [(row.by, row.membership, row.note) for row in LogEntry.objects.order_by("pk")] == [
        ("mori@example.org", None, "A threat."), ("ito@example.org", None, "Me too."),
    ]  # fmt: skip


def test_s14_files_join_and_do_not_tell_who_knew(survey, people, cast, cast_all, onward, table, p1):
    voters = people(22)
    cast_all(survey, voters[:21])
    cast(survey, voters[21], 100, 2, knew=True)
    onward(survey, Stage.SECOND)
    cast_all(survey, voters, base=5)
    onward(survey, Stage.LATER)
    values = {"outcome": "yes", "told_by": "Gazette", "url": ""}
    resolve(survey=survey, prediction=p1, values=values, now=timezone.now())

    assert "" not in {row["log_score"] for row in table(survey, "ballots")}
    agreed = {row["value"] for row in table(survey, "room") if row["measure"] == "agreement"}
    assert {row["first_agreement"] for row in table(survey, "ballots")} <= agreed
