"""What loading a pack would do, read off the fingerprints: nothing is written, and nobody waits for it."""

from quiz.bank import fingerprints
from quiz.bank.models import Pack, Question, Quiz, Source
from quiz.bank.pack import PackPart, QuestionPart, QuizPart
from quiz.bank.pack_files import PackError
from quiz.bank.services.loading import addresses_taken
from quiz.bank.services.rows import Loaded


def foresee(*, pack: Pack, part: PackPart) -> Loaded:
    """What `load_pack` would make new, change in place or give a next version, by the same names: 4 queries.

    For content in which no check forbids anything. Raises PackError where another pack has an address.
    """
    if taken := addresses_taken(part, pack):
        raise PackError(taken)
    loaded = Loaded()
    source = Source.objects.filter(pack=pack).order_by("-version").first()
    version = _of_source(part, source, loaded)
    codes = [line.code for quiz in part.quizzes for line in quiz.questions]
    asked = Question.objects.filter(pack=pack, code__in=codes).order_by("version")
    questions = {row.code: row for row in asked}
    quizzes = {row.slug: row for row in Quiz.objects.filter(source__pack=pack).order_by("version")}
    for quiz in part.quizzes:
        ids = [
            _of_question(line, pack.slug, version, questions.get(line.code), loaded)
            for line in quiz.questions
        ]
        _of_quiz(quiz, version, ids, quizzes.get(quiz.slug), loaded)
    return loaded


def _of_source(part: PackPart, latest: Source | None, loaded: Loaded) -> int:
    if latest and latest.digest == fingerprints.of_source(part):
        return latest.version
    version = latest.version + 1 if latest else 1
    (loaded.next_version if latest else loaded.new).append(f"source {part.source.slug} v{version}")
    return version


def _of_question(
    part: QuestionPart, slug: str, version: int, latest: Question | None, loaded: Loaded
) -> int | None:
    """Its id, None where it would be a new row."""
    if latest and latest.digest == fingerprints.of_question(part, slug, version):
        return latest.pk
    return latest.pk if _written(part.code, latest, loaded) and latest else None


def _of_quiz(
    part: QuizPart, version: int, ids: list[int | None], latest: Quiz | None, loaded: Loaded
) -> None:
    known = [pk for pk in ids if pk is not None]
    stands = latest is not None and not latest.retired_at and len(known) == len(ids)
    if not (stands and latest and latest.digest == fingerprints.of_quiz(part, version, known)):
        _written(part.slug, latest, loaded)


def _written(name: str, latest: Question | Quiz | None, loaded: Loaded) -> bool:
    """As `rows.write` tells it; whether it is changed where it stands."""
    if latest and not latest.frozen_at:
        loaded.changed.append(str(latest))
        return True
    version = latest.version + 1 if latest else 1
    (loaded.next_version if latest else loaded.new).append(f"{name} v{version}")
    return False
