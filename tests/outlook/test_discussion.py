import pytest
from django.utils import timezone

from quiz.domain.rounds import Stage
from quiz.outlook.models import Post, State
from quiz.outlook.models.ballots import Ballot


@pytest.fixture
def page_of(survey, client_of):
    def page_of(voter, query=""):
        return client_of(voter.reader).get(f"/outlook/{survey.slug}/P1/discussion/{query}")

    return page_of


def test_nothing_is_seen_before_ones_own_ballot(survey, me, page_of):
    assert page_of(me).url == f"/outlook/{survey.slug}/P1/vote/"


def test_while_reasons_are_few_the_packs_arguments_stand_there_marked(survey, me, cast, page_of, p1):
    cast(survey, me, 80)

    words = page_of(me).content.decode()

    assert words.count("from the content pack, not from a reader") == 2
    assert p1.challenges_en in words
    assert "Nobody has written yet." in words


def test_two_reasons_one_of_the_other_side_and_one_of_the_rest_drawn_once_and_no_figures(
    survey, me, people, cast, page_of
):
    cast(survey, me, 80)
    for voter, likelihood in zip(people(5), (0, 20, 50, 90, 100), strict=True):
        cast(survey, voter, likelihood, reason=f"I said {likelihood}.")

    page = page_of(me)

    far, near = [reason.post.text for reason in page.context["reasons"]]
    assert far in {"I said 0.", "I said 20."}
    assert near in {"I said 50.", "I said 90.", "I said 100."}
    assert [reason.post.text for reason in page_of(me).context["reasons"]] == [far, near]
    words = page.content.decode()
    assert "From the other side" in words
    assert "median" not in words
    assert "Your first ballot:" in words


def test_a_reason_bears_no_name_not_even_a_pseudonym(survey, me, people, cast, write, page_of):
    cast(survey, me, 80)
    voters = people(5)
    for voter in voters:
        cast(survey, voter, 20, reason="A reason.")
        write(survey, voter, "A post.")

    said = page_of(me).context["thread"].said

    reasons = [each for each in said if each.post.is_reason]
    assert {each.who for each in reasons} == {"A reader's reason"}
    assert len({each.who for each in said if not each.post.is_reason}) == 5


def test_posts_and_answers_stand_in_order_with_markdown_made_safe(survey, me, people, cast, write, page_of):
    cast(survey, me)
    voter = people(1)[0]
    top = write(
        survey,
        voter,
        "**Strong** <script>alert(1)</script> ![x](https://example.org/x.png) https://example.org/a",
    )
    write(survey, me, "An answer.", "supports", top)
    write(survey, voter, "Newer.")

    page = page_of(me)

    assert [each.post.text[:6] for each in page.context["thread"].said] == ["Newer.", "**Stro"]
    assert [each.post.text for each in page.context["thread"].said[1].replies] == ["An answer."]
    words = page.content.decode()
    assert "<strong>Strong</strong>" in words
    assert "<script>alert" not in words
    assert "<img" not in words
    assert '<a href="https://example.org/a" rel="nofollow noopener ugc">' in words


def test_held_posts_are_seen_by_their_author_only_hidden_ones_leave_a_stone(
    survey, me, people, cast, write, page_of
):
    other = people(1)[0]
    cast(survey, me)
    cast(survey, other)
    write(survey, me, "Waiting words.")
    Post.objects.update(state="held", note="rule")
    write(survey, me, "Hidden words.")
    Post.objects.filter(text="Hidden words.").update(state="hidden", note="Off the topic.")

    mine, theirs = page_of(me).content.decode(), page_of(other).content.decode()

    assert "Waiting words." in mine
    assert "Hidden words." in mine
    assert "Waiting words." not in theirs
    assert "Hidden words." not in theirs
    assert "Off the topic." in theirs


def test_deleted_words_leave_a_stone_where_somebody_answered(survey, me, people, cast, write, page_of):
    cast(survey, me)
    top, alone = write(survey, me, "With an answer."), write(survey, me, "Alone.")
    write(survey, people(1)[0], "The answer.", reply_to=top)
    Post.objects.filter(pk__in=[top.pk, alone.pk]).update(deleted_at=timezone.now(), text="")

    words = page_of(me).content.decode()

    assert words.count("Deleted by its author.") == 1
    assert "The answer." in words


def test_pseudonyms_are_in_the_language_of_the_class(survey, me, people, cast, write, page_of, classroom):
    classroom.language = "ja"
    classroom.save()
    cast(survey, me)
    write(survey, people(1)[0])

    assert not page_of(me).context["thread"].said[0].who.isascii()


def test_what_has_not_changed_costs_a_304(survey, me, people, cast, write, client_of):
    cast(survey, me)
    url, browser = f"/outlook/{survey.slug}/P1/discussion/", client_of(me.reader)
    stamp = browser.get(url)["ETag"]
    assert browser.get(url, headers={"if-none-match": stamp}).status_code == 304
    cast(survey, people(1)[0], reason="Waits for four others.")
    assert browser.get(url, headers={"if-none-match": stamp}).status_code == 304

    write(survey, me)

    assert browser.get(url, headers={"if-none-match": stamp}).status_code == 200


def test_an_instructor_reads_it_without_a_ballot_and_sees_no_ballot(survey, me, cast, write, teacher_client):
    cast(survey, me, 30)
    write(survey, me)

    words = teacher_client.get(f"/outlook/{survey.slug}/P1/discussion/").content.decode()

    assert "A thought." in words
    assert "Sato" not in words
    assert "likelihood 30" not in words
    assert "You write as an instructor" in words


def test_other_people_do_not_find_it(survey, client_of, stranger):
    assert client_of(stranger).get(f"/outlook/{survey.slug}/P1/discussion/").status_code == 404
    assert client_of(None).get(f"/outlook/{survey.slug}/P1/discussion/").status_code == 302


def test_an_answer_to_an_answer_goes_to_the_upper_one(survey, me, cast, write, page_of):
    cast(survey, me)
    top = write(survey, me, "Top.")
    answer = write(survey, me, "Answer.", reply_to=top)

    page = page_of(me, f"?reply={answer.code}")

    assert page.context["reply_to"] == top


@pytest.mark.parametrize(("readers", "posts"), [(5, 3), (300, 500)])
def test_costs_the_same_with_many_readers_and_posts(
    survey, me, cast, django_assert_num_queries, readers, posts, crowd, many_posts, page_of
):
    voters = crowd(survey, readers)
    cast(survey, me)
    many_posts(survey, voters[0], posts)

    with django_assert_num_queries(16):
        page = page_of(me, "?page=1")
    assert len(page.context["thread"].said) == min(posts, 20)


def test_second_ballots_are_not_read_for_reasons_of_the_first_round(
    survey, me, people, cast, onward, page_of
):
    cast(survey, me, 80)
    voters = people(5)
    for voter in voters:
        cast(survey, voter, 20)
    onward(survey, Stage.SECOND)
    for voter in voters:
        cast(survey, voter, 20, reason="I stay.", moved_by="nothing")

    page = page_of(me)

    assert page.context["reasons"] == []
    assert Ballot.objects.filter(round=2).count() == 5
    assert page.content.decode().count("I stay.") == 5


def test_the_stamp_tells_nothing_of_held_posts_of_others_nor_to_who_has_not_voted(
    survey, me, people, cast, write, client_of
):
    cast(survey, me)
    other, silent = people(2)
    url = f"/outlook/{survey.slug}/P1/discussion/"
    stamp = client_of(me.reader).get(url)["ETag"]

    held = write(survey, other, "Waits to be read.")
    Post.objects.filter(pk=held.pk).update(state=State.HELD, note="x", changed_at=timezone.now())

    assert client_of(me.reader).get(url)["ETag"] == stamp
    assert client_of(me.reader).get(url, headers={"if-none-match": stamp}).status_code == 304
    assert "ETag" not in client_of(silent.reader).get(url)
    cast(survey, other)
    assert client_of(other.reader).get(url)["ETag"] != stamp
