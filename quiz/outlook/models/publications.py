"""What was published of an outlook: sums, single ballots without their readers, what was found over all.

Nothing of it changes once it is there, whoever leaves or comes back.
"""

from secrets import randbits

from django.db import models

from quiz.bank.models import Prediction
from quiz.domain.codes import new_address
from quiz.domain.rounds import Round
from quiz.domain.tallies import Vote
from quiz.outlook.models.surveys import Moved, Survey

KEY_SIGNS = 12


def new_key() -> str:
    """What a published ballot is called in a file (56 bits, by chance)."""
    return new_address(KEY_SIGNS)


def new_person() -> int:
    """What holds together the ballots of one reader at several predictions, by chance."""
    return randbits(62)


class Snapshot(models.Model):
    """The sums of a round at a prediction: of a class as it closed, outside classes at fixed counts."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="snapshots")
    prediction = models.ForeignKey(Prediction, on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(choices=[(each.value, each.name) for each in Round])
    # Of those who cast their first ballot after the first round had closed: told by themselves.
    is_late = models.BooleanField(default=False)
    sums = models.JSONField(default=dict)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "prediction", "round", "is_late"],
                name="one_snapshot_per_prediction_and_round",
            )
        ]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.prediction_id} {self.round}"


class PublishedBallot(models.Model):
    """What one reader of a class said at a prediction, as it was published; not whose it is."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="published")
    prediction = models.ForeignKey(Prediction, on_delete=models.PROTECT, related_name="+")
    is_late = models.BooleanField(default=False)
    key = models.CharField(max_length=KEY_SIGNS, unique=True, default=new_key)
    person = models.BigIntegerField(default=new_person)
    likelihood = models.PositiveSmallIntegerField()
    agreement = models.SmallIntegerField(null=True)
    knew = models.BooleanField(default=False)
    # None: the second round is not published, or its reader did not vote again.
    second_likelihood = models.PositiveSmallIntegerField(null=True)
    second_agreement = models.SmallIntegerField(null=True)
    moved_by = models.CharField(max_length=9, choices=Moved.choices, blank=True)

    class Meta:
        ordering = ["prediction", "key"]

    def __str__(self) -> str:
        return self.key

    @property
    def first(self) -> Vote:
        """What it says of the first round."""
        return Vote(self.likelihood, self.agreement, knew=self.knew)

    @property
    def last(self) -> Vote:
        """The last word: of the second round where there is one."""
        if self.second_likelihood is None:
            return self.first
        return Vote(self.second_likelihood, self.second_agreement)


class Finding(models.Model):
    """What was found over all predictions when a round closed: camps or none, and the split by one."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="findings")
    round = models.PositiveSmallIntegerField()
    content = models.JSONField()
    found_at = models.DateTimeField()

    class Meta:
        ordering = ["round"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "round"], name="one_finding_per_survey_and_round")
        ]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.round}"
