"""Questions and quizzes. A row that was used is frozen: an edit makes its next version."""

from django.db import models
from django.db.models import Q

from quiz.bank.models.packs import Pack
from quiz.bank.models.sources import Claim, Source
from quiz.domain.kinds import Kind, Scope
from quiz.web.bilingual import Bilingual


class Feedback(models.TextChoices):
    """When a reader learns what was right."""

    EACH = "each"
    FINISH = "finish"


class Topic(models.Model):
    """What some questions are about: the lines of the score by topic."""

    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="topics")
    key = models.SlugField()
    name_ja = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    name = Bilingual()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pack", "key"], name="one_topic_per_key")]

    def __str__(self) -> str:
        return self.key


class Question(models.Model):
    """One version of a question, without its key (models/keys.py)."""

    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="questions")
    code = models.SlugField(max_length=80)
    version = models.PositiveIntegerField(default=1)
    predecessor = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="successor")
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in Kind])
    scope = models.CharField(
        max_length=8, blank=True, choices=[(scope.value, scope.value) for scope in Scope]
    )
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+")
    stem_ja = models.TextField()
    stem_en = models.TextField()
    stem = Bilingual()
    unit = models.CharField(max_length=20, blank=True)
    # From whom it was copied, where it was.
    credit_ja = models.CharField(max_length=300, blank=True)
    credit_en = models.CharField(max_length=300, blank=True)
    credit = Bilingual()
    claims = models.ManyToManyField(Claim, through="Rest")
    frozen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pack", "code", "version"], name="one_question_per_version"),
            models.CheckConstraint(condition=Q(kind__in=list(Kind)), name="a_question_has_a_known_kind"),
            models.CheckConstraint(
                condition=Q(kind=Kind.LABELLING, scope="")
                | (~Q(kind=Kind.LABELLING) & Q(scope__in=list(Scope))),
                name="a_graded_question_states_its_scope",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"

    @property
    def is_graded(self) -> bool:
        """Whether it counts; labelling never does."""
        return self.kind != Kind.LABELLING


class Rest(models.Model):
    """A claim that a question rests on. For graded questions the database refuses opinions and
    predictions (the triggers of migration 0002), whoever writes and however.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="rests")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="rests")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["question", "claim"], name="one_rest_per_claim")]

    def __str__(self) -> str:
        return f"{self.question_id} {self.claim_id}"


class Option(models.Model):
    """One choice, item, left-hand prompt or right-hand choice. It can't tell whether it is right."""

    class Side(models.TextChoices):
        """Where it stands: chosen, ordered or given something; or what is given."""

        LEFT = "left"
        RIGHT = "right"

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="options")
    code = models.CharField(max_length=20)
    side = models.CharField(max_length=5, choices=Side.choices, default=Side.LEFT)
    position = models.PositiveIntegerField()
    text_ja = models.TextField()
    text_en = models.TextField()
    text = Bilingual()
    # Stays last, however the others are shuffled.
    is_pinned = models.BooleanField(default=False)
    # Only in the labelling exercise: the sentence's claim, whose label and reason are shown afterwards.
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["question", "side", "code"], name="one_option_per_code")
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.code}"


class Quiz(models.Model):
    """One version of an ordered set of questions."""

    slug = models.SlugField()
    version = models.PositiveIntegerField(default=1)
    digest = models.CharField(max_length=64)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="quizzes")
    title_ja = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    title = Bilingual()
    intro_ja = models.TextField()
    intro_en = models.TextField()
    intro = Bilingual()
    feedback = models.CharField(max_length=6, choices=Feedback.choices)
    # The quiz that is taken before it, where both are one test before and after reading.
    follows = models.SlugField(blank=True)
    questions = models.ManyToManyField(Question, through="Place")
    published_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True)
    # Since when its pack is without it: nobody begins it any more, who began goes on.
    retired_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "quizzes"
        constraints = [
            models.UniqueConstraint(fields=["slug", "version"], name="one_quiz_per_version"),
            models.CheckConstraint(
                condition=Q(feedback__in=Feedback.values), name="a_quiz_has_a_known_feedback"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slug} v{self.version}"


class Place(models.Model):
    """Where a question stands in a quiz."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="places")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="places")
    number = models.PositiveIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["quiz", "number"], name="one_question_per_place"),
            models.UniqueConstraint(fields=["quiz", "question"], name="a_question_stands_once_in_a_quiz"),
        ]

    def __str__(self) -> str:
        return f"{self.quiz_id} {self.number}"
