"""Loading the quizzes of a pack with their questions."""

from datetime import datetime
from typing import Any

from quiz.bank import fingerprints
from quiz.bank.drafts import key_fields, option_rows
from quiz.bank.models import Claim, Option, Place, Question, Quiz, Rest, Source, Topic
from quiz.bank.models.keys import AnswerKey
from quiz.bank.pack import QuestionPart, QuizPart
from quiz.bank.services.rows import Loaded, both, write


def load_quiz(
    part: QuizPart, source: Source, claims: dict[str, Claim], loaded: Loaded, now: datetime
) -> None:
    """Bring one quiz to what the pack says: its next version where it was used."""
    topics = {
        topic.key: Topic.objects.update_or_create(
            pack=source.pack, key=topic.key, defaults=both("name", topic.name)
        )[0]
        for topic in part.topics
    }
    questions = [_load_question(line, topics[line.topic], source, claims, loaded) for line in part.questions]
    digest = fingerprints.of_quiz(part, source.version, (question.pk for question in questions))
    latest = Quiz.objects.filter(slug=part.slug, source__pack=source.pack_id).order_by("-version").first()
    if latest and latest.digest == digest and not latest.retired_at:
        return
    values: dict[str, Any] = {
        "digest": digest, "source": source, "feedback": part.feedback, "follows": part.follows or "",
        "published_at": now, "retired_at": None,
        **both("title", part.title), **both("intro", part.intro),
    }  # fmt: skip
    quiz = write(Quiz, latest, {"slug": part.slug}, values, loaded)
    quiz.places.all().delete()
    Place.objects.bulk_create(
        Place(quiz=quiz, question=question, number=number) for number, question in enumerate(questions, 1)
    )


def _load_question(
    part: QuestionPart, topic: Topic, source: Source, claims: dict[str, Claim], loaded: Loaded
) -> Question:
    digest = fingerprints.of_question(part, source.slug, source.version)
    latest = Question.objects.filter(pack=source.pack_id, code=part.code).order_by("-version").first()
    if latest and latest.digest == digest:
        return latest
    values: dict[str, Any] = {
        "digest": digest, "kind": part.kind, "scope": part.scope or "", "topic": topic, "unit": part.unit,
        "pack": source.pack,
        **both("stem", part.stem), **both("credit", part.credit),
    }  # fmt: skip
    if latest and not latest.frozen_at:
        latest.rests.all().delete()
        latest.options.all().delete()
        AnswerKey.objects.filter(question=latest).delete()
    question: Question = write(Question, latest, {"code": part.code}, values, loaded)
    if latest and question.pk != latest.pk:
        Question.objects.filter(pk=question.pk).update(predecessor=latest)
    # One by one and not in bulk only because there are few; the database refuses an opinion either way.
    for code in part.rests_on:
        Rest.objects.create(question=question, claim=claims[code])
    Option.objects.bulk_create(option_rows(part, question, claims))
    AnswerKey.objects.create(
        question=question, **key_fields(part, claims), **both("explanation", part.explanation)
    )
    return question
