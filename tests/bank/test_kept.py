"""Questions held in the process: only those that cannot change any more, and never a key."""

from quiz.bank import kept
from quiz.bank.models import Option, Question, Term
from quiz.bank.services.freezing import freeze_quiz


def test_what_is_frozen_is_read_once(pack, now, django_assert_num_queries):
    quiz = pack.quizzes.get(slug="before")
    freeze_quiz(quiz=quiz, now=now)
    ids = list(quiz.places.values_list("question_id", flat=True))

    with django_assert_num_queries(2):
        found = kept.questions(ids)
    with django_assert_num_queries(0):
        again = kept.questions(ids)

    assert again == found
    assert [asked.question.code for asked in found.values()] == [
        Question.objects.get(pk=pk).code for pk in ids
    ]
    for pk, asked in found.items():
        assert list(asked.options) == list(Option.objects.filter(question=pk))


def test_what_may_still_be_edited_is_read_each_time(pack):
    question = pack.quizzes.get(slug="before").questions.first()
    kept.questions([question.pk])
    Question.objects.filter(pk=question.pk).update(stem_en="Edited?")

    assert kept.questions([question.pk])[question.pk].question.stem_en == "Edited?"


def test_a_corrected_term_is_shown_after_some_seconds(pack, now, monkeypatch):
    quiz = pack.quizzes.get(slug="chips")
    freeze_quiz(quiz=quiz, now=now)
    ids = list(quiz.places.values_list("question_id", flat=True))
    pk, before = next((pk, terms) for pk in ids if (terms := kept.terms_of(pack.pk, [pk])))
    Term.objects.filter(pk=before[0].pk).update(text_ja="直しました。")
    assert kept.terms_of(pack.pk, [pk])[0].text_ja != "直しました。"

    monkeypatch.setattr("quiz.web.keeping.monotonic", lambda: 1e12)

    assert kept.terms_of(pack.pk, [pk])[0].text_ja == "直しました。"
