import re

import pytest
from django.utils import timezone

from quiz.bank.models import Pack, Share
from quiz.classroom.models import Assignment
from quiz.domain.rounds import Stage
from quiz.outlook.models import Disclosure, Post
from quiz.people.models import User
from tests.conftest import signed_in


def test_each_prediction_is_labelled_an_opinion_and_nothing_is_graded(survey, member, client_of, reader):
    page = client_of(reader).get(f"/outlook/{survey.slug}/")

    words = page.content.decode()
    assert len(page.context["cards"]) == 8
    assert words.count("◇") == 8
    assert "They are not facts and nothing here is graded." in words
    assert "To the first ballot" in words
    assert "likelihood" not in words


def test_each_reader_has_an_order_of_their_own_that_stays(survey, people, client_of):
    orders = []
    for voter in [*people(4)] * 2:
        page = client_of(voter.reader).get(f"/outlook/{survey.slug}/")
        orders.append([card.claim.code for card in page.context["cards"]])

    assert orders[:4] == orders[4:]
    assert len({tuple(order) for order in orders}) > 1


def test_ones_own_ballots_stand_there_and_nobody_elses(survey, me, people, cast, client_of, onward):
    cast(survey, me, 70, 1)
    cast(survey, people(1)[0], 10, -2)
    onward(survey, Stage.SECOND)
    cast(survey, me, 40, 0)

    words = client_of(me.reader).get(f"/outlook/{survey.slug}/").content.decode()

    assert "likelihood 70% · Agree" in words
    assert "likelihood 40% · Neither" in words
    assert "likelihood 10%" not in words


def test_a_reader_is_told_of_hidden_posts_and_of_names_that_were_shown(survey, me, write, teacher, client_of):
    post = write(survey, me)
    Post.objects.update(state="hidden", note="Off the topic.")
    Disclosure.objects.create(post=post, user=teacher, reason="A threat.", at=timezone.now())

    words = client_of(me.reader).get(f"/outlook/{survey.slug}/").content.decode()

    assert "Your post at P1 was hidden." in words
    assert "Off the topic." in words
    assert '<bdi class="typed">mori@example.org</bdi>: A threat.' in words


def test_without_a_class_anybody_reads_and_may_vote(pack, client_of):
    words = client_of(None).get("/outlook/h20/").content.decode()

    assert "To the first ballot" in words
    assert "Discussion" not in words


def test_an_instructor_goes_to_their_own_page(survey, teacher_client):
    assert teacher_client.get(f"/outlook/{survey.slug}/").url == f"/outlook/{survey.slug}/lead/"


@pytest.mark.parametrize("state", ["stranger", "draft", "unknown"])
def test_others_do_not_find_it_nor_a_draft(survey, member, client_of, reader, stranger, state):
    if state == "draft":
        Assignment.objects.update(opens_at=None)
    slug = "no-such-source" if state == "unknown" else survey.slug

    page = client_of(stranger if state == "stranger" else reader).get(f"/outlook/{slug}/")

    assert page.status_code == 404


def test_when_it_is_closed_it_can_be_read(survey, me, cast, client_of):
    cast(survey, me)
    Assignment.objects.update(closes_at=timezone.now())

    words = client_of(me.reader).get(f"/outlook/{survey.slug}/").content.decode()

    assert "This outlook is closed" in words
    assert not re.search(r"/P\d/vote/", words)


@pytest.mark.parametrize("readers", [5, 300])
def test_costs_the_same_with_many_readers(
    survey, me, people, cast, client_of, django_assert_num_queries, readers, crowd
):
    crowd(survey, readers)
    cast(survey, me)

    with django_assert_num_queries(8):
        client_of(me.reader).get(f"/outlook/{survey.slug}/")


def test_whom_a_private_pack_is_shown_to_reads_its_outlook(pack, db):
    Pack.objects.update(is_public=False)
    friend, nobody = (User.objects.create_user(name) for name in ("friend", "nobody"))
    Share.objects.create(pack=pack.pack, user=friend)

    (link,) = set(
        re.findall(r'href="(/outlook/[^"]+)"', signed_in(friend).get("/bank/source/h20/").content.decode())
    )
    assert signed_in(friend).get(link).status_code == 200
    assert signed_in(nobody).get(link).status_code == 404
