"""A draft becomes what readers have, all or nothing; what was begun keeps what it has."""

import pytest
from django.utils import timezone

from quiz.authoring.models import Edition
from quiz.authoring.services.opening import take_up
from quiz.authoring.services.publishing import By, ChangedMeanwhile, NothingNew, publish
from quiz.bank.models import Pack, Question, Quiz, Share
from quiz.bank.models.keys import AnswerKey
from quiz.taking.models import Answer
from quiz.taking.services.attempts import start_attempt
from tests.drafts import both, make_draft, publish_private


def address(pack):
    return f"/authoring/{pack.slug}/publish/"


def test_the_page_says_what_would_happen_and_one_press_does_it(teacher_client, teacher, draft):
    page = teacher_client.get(address(draft))

    words = page.content.decode()
    assert "Nothing of it was published yet." in words
    assert "Questions: 1 new" in words
    assert "question q1, version 1 · quiz “Fruit”, version 1" in words
    assert not Quiz.objects.filter(source__pack=draft).exists()
    assert not Edition.objects.exists()

    sent = {"note": "The first one", "sign": page.context["page"].sign}
    done = teacher_client.post(address(draft), sent, follow=True)

    assert "Published as edition 1." in done.content.decode()
    made = Edition.objects.get()
    assert (made.pack, made.number, made.note, made.published_by) == (draft, 1, "The first one", teacher)
    draft.refresh_from_db()
    assert (draft.owner, draft.is_public, draft.content) == (teacher, False, made.content)
    assert Quiz.objects.get(source__pack=draft).slug == "draft-fruit"


def test_the_same_draft_twice_is_published_once(teacher_client, published, teacher):
    with pytest.raises(NothingNew):
        publish(pack=published, by=By(teacher, timezone.now()))
    assert "nothing new to publish" in teacher_client.get(address(published)).content.decode()

    page = teacher_client.post(address(published), {"note": ""}, follow=True)

    assert "nothing new was published" in page.content.decode()
    assert Edition.objects.count() == 1


def test_what_forbids_is_told_with_its_place_and_nothing_is_published(teacher_client, draft, edit):
    edit("q1", explanation={"ja": "", "en": ""}, rests_on=["C9"])

    page = teacher_client.get(address(draft)).content.decode()

    assert "Forbids publishing: 1" in page
    assert "Question q1 › Explanation" in page
    assert '<button class="btn btn-primary"' not in page

    refused = teacher_client.post(address(draft), {"note": "Kept?"})

    assert refused.status_code == 422
    assert "Nothing was published" in refused.content.decode()
    assert not Edition.objects.exists()
    assert Pack.objects.get(pk=draft.pk).content is None


def test_what_only_the_whole_shows_is_weighed_and_counted(teacher_client, draft, edit):
    edit("q1", rests_on=["C9"])
    assert "Forbids publishing: 1" in teacher_client.get(address(draft)).content.decode()

    edit("q1", rests_on=["C1"])
    page = teacher_client.get(address(draft)).content.decode()

    assert "To be put right: 5" in page
    assert "Claim C2" in page
    assert "No question rests on this claim" in page
    assert "Publish edition 1" in page


def test_what_the_database_would_not_take_is_refused_in_words(teacher_client, teacher, draft, edit):
    edit("q1", rests_on=["C1", "C1"])

    page = teacher_client.post(address(draft), {"note": "My note"}).content.decode()

    assert "The database does not take it" in page
    assert not Question.objects.filter(pack=draft).exists()


def test_a_draft_that_was_changed_since_one_looked_is_not_published(teacher_client, teacher, draft, edit):
    sign = teacher_client.get(address(draft)).context["page"].sign
    edit("source", title=both("On other fruit"))

    refused = teacher_client.post(address(draft), {"note": "My note", "sign": sign})

    assert "was changed since you looked" in refused.content.decode()
    assert 'value="My note"' in refused.content.decode()
    assert not Edition.objects.exists()
    with pytest.raises(ChangedMeanwhile):
        publish(pack=draft, by=By(teacher, timezone.now()), sign=sign)


def test_a_wrong_key_put_right_is_a_next_version_and_who_began_keeps_theirs(
    published, teacher, reader, stranger, edit, now
):
    quiz = Quiz.objects.get(slug="draft-fruit")
    before = start_attempt(reader=reader, quiz=quiz, now=now)
    edit("q1", answer=False)

    made = publish(pack=published, by=By(teacher, timezone.now()))

    assert made.loaded.next_version == ["q1 v2", "draft-fruit v2"]
    after = start_attempt(reader=stranger, quiz=Quiz.objects.get(slug="draft-fruit", version=2), now=now)
    first, second = (Answer.objects.get(attempt=attempt).question for attempt in (before, after))
    assert (first.version, second.version, second.predecessor) == (1, 2, first)
    solutions = [AnswerKey.objects.get(question=question).solution for question in (first, second)]
    assert solutions == [{"right": ["true"], "wrong": ["false"]}, {"right": ["false"], "wrong": ["true"]}]


def test_the_page_tells_what_was_used_and_shows_the_change_word_by_word(
    teacher_client, published, reader, edit, now
):
    start_attempt(reader=reader, quiz=Quiz.objects.get(slug="draft-fruit"), now=now)
    edit("q1", explanation=both("All of it grew in Ehime."))

    page = teacher_client.get(address(published)).content.decode()

    assert "Used already" in page
    assert "question q1, version 2 · quiz “Fruit”, version 2" in page
    assert "Explanation (In English)" in page
    assert "<ins>" in page
    assert Question.objects.filter(pack=published).count() == 1

    done = teacher_client.post(address(published), {"note": ""}, follow=True).content.decode()

    assert "Classes keep the version they were given." in done


def test_a_pack_from_files_is_taken_up_and_its_history_begins_with_them(teacher_client, teacher, now):
    held = publish_private(teacher, now)

    page = teacher_client.get(address(held))

    assert "there is nothing new to publish" in page.content.decode()
    assert held.pieces.filter(key="q1").exists()

    piece = held.pieces.get(key="source")
    piece.content["about"] = both("Another digest.")
    piece.save()
    publish(pack=held, by=By(teacher, timezone.now()))

    editions = held.editions.order_by("number")
    assert [(row.number, row.published_by) for row in editions] == [(1, None), (2, teacher)]
    assert editions[0].content["source"]["about"] == both("A digest of an article on fruit.")


def test_who_may_edit_publishes_too_and_nobody_else_finds_the_page(
    teacher, colleague, colleague_client, client_of, draft
):
    assert colleague_client.get(address(draft)).status_code == 404
    assert colleague_client.post(address(draft)).status_code == 404
    Share.objects.create(pack=draft, user=colleague)
    assert colleague_client.get(address(draft)).status_code == 404
    assert client_of().get(address(draft)).url.startswith("/accounts/login/")

    Share.objects.update(may_edit=True)
    colleague_client.post(address(draft), {"note": ""})

    draft.refresh_from_db()
    assert draft.owner == teacher
    assert Edition.objects.get().published_by == colleague


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_once_make_one_edition_each_in_order(teacher, draft, all_at_once):
    take_up(pack=draft, user=teacher, now=timezone.now())

    def ask(number):
        piece = draft.pieces.get(key="source")
        piece.content["about"] = both(f"Digest {number}")
        piece.save()
        try:
            return publish(pack=draft, by=By(teacher, timezone.now())).edition.number
        except NothingNew:
            return None

    made = all_at_once(ask, 3)

    numbers = sorted(number for number in made if number)
    assert numbers == list(range(1, len(numbers) + 1))
    draft.refresh_from_db()
    assert draft.content == draft.editions.first().content


@pytest.mark.parametrize("count", [5, 100])
def test_it_costs_eleven_queries_and_waits_for_nobody(
    teacher_client, teacher, now, count, django_assert_num_queries
):
    draft = make_draft(teacher, now, questions=tuple(f"q{number}" for number in range(count)))

    with django_assert_num_queries(11) as asked:
        page = teacher_client.get(address(draft))

    assert f"Questions: {count} new" in page.content.decode()
    # What is prepared (PostgreSQL) is not told; none of it writes.
    assert not [query for query in asked if not (query["sql"] or "SELECT").startswith("SELECT")]
