"""How hard questions were so far: outside classes by the kept sums, and in the classes of one account."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Sum

from quiz.bank.models import Question
from quiz.classroom.models import Classroom
from quiz.domain.histograms import mean_of
from quiz.domain.sums import Sums
from quiz.insight.models import QuizSums
from quiz.taking.models import Answer

# A question in all its versions: its pack and its code.
Name = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Facility:
    """The mean share of a point, 0 to 1, over so many first attempts."""

    mean: float
    readers: int


def facilities(names: Collection[Name], quizzes: Collection[str], user: Any) -> Mapping[Name, Facility]:
    """How these questions did in all versions of these quizzes, as far as it is counted, and in the classes
    that this account teaches: 3 queries.
    """
    packs, codes = {pack for pack, _code in names}, {code for _pack, code in names}
    rows = Question.objects.filter(pack__in=packs, code__in=codes).values_list("pk", "pack_id", "code")
    name_of = {pk: (pack, code) for pk, pack, code in rows if (pack, code) in names}
    found: defaultdict[Name, list[tuple[float, int]]] = defaultdict(list)
    for kept in QuizSums.objects.filter(quiz__slug__in=quizzes):
        for pk, sums in zip(kept.questions, Sums.from_json(kept.kept).questions, strict=True):
            readers = sum(sums.marks.values())
            if pk in name_of and readers:
                found[name_of[pk]].append((mean_of(sums.marks, readers), readers))
    answers = Answer.objects.filter(
        question__in=name_of, points__isnull=False, attempt__number=1,
        attempt__assignment__classroom__in=Classroom.objects.taught_by(user),
        attempt__submitted_at__isnull=False, attempt__membership__removed_at=None,
    )  # fmt: skip
    counted = answers.order_by().values_list("question").annotate(earned=Sum("points"), readers=Count("pk"))
    for pk, earned, readers in counted:
        found[name_of[pk]].append((earned / readers, readers))
    return {name: _pooled(parts) for name, parts in found.items()}


def _pooled(parts: list[tuple[float, int]]) -> Facility:
    readers = sum(count for _mean, count in parts)
    return Facility(sum(mean * count for mean, count in parts) / readers, readers)
