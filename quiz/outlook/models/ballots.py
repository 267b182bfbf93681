"""What one reader thinks. Who may import this is in the contracts: what is told of it goes by publishing."""

from django.db import models
from django.db.models import Q

from quiz.bank.models import Prediction
from quiz.classroom.models import Membership
from quiz.domain.rounds import Round
from quiz.domain.tallies import LIKELIHOODS, Vote
from quiz.outlook.models.posts import Post
from quiz.outlook.models.publications import PublishedBallot
from quiz.outlook.models.surveys import Moved, Survey
from quiz.people.models import Reader


class Ballot(models.Model):
    """One reader's view of one prediction in one round; once cast it stands."""

    # A survey in which somebody voted is not taken back without its class.
    survey = models.ForeignKey(Survey, on_delete=models.RESTRICT, related_name="+")
    # Whose it is, and the browsers that may read it: who is let in by an instructor's code, or merged, has
    # another reader from then on.
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, null=True, related_name="+")
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="+")
    prediction = models.ForeignKey(Prediction, on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField()
    likelihood = models.PositiveSmallIntegerField()
    # None: cannot say.
    agreement = models.SmallIntegerField(null=True)
    author_means = models.PositiveSmallIntegerField(null=True)
    knew = models.BooleanField(default=False)
    moved_by = models.CharField(max_length=9, choices=Moved.choices, blank=True)
    moved_post = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, related_name="+")
    # Whether the reader had seen the distribution before; and when they first did after this ballot.
    saw_distribution = models.BooleanField(default=False)
    saw_at = models.DateTimeField(null=True)
    cast_at = models.DateTimeField()
    # Which publication counted it; None: not published.
    batch = models.PositiveIntegerField(null=True)
    # Under what it is published, until the second round is: then nothing leads from here to there.
    published = models.ForeignKey(PublishedBallot, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["round"]
        indexes = [
            # As long as what waits to be published, however many ballots there are.
            models.Index(
                fields=["survey", "prediction", "round"],
                condition=Q(batch=None),
                name="ballots_to_be_published",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "reader", "prediction", "round"], name="one_ballot_per_reader_and_round"
            ),
            # A reader of a class who came back by a new code is another reader, and the same member.
            models.UniqueConstraint(
                fields=["survey", "membership", "prediction", "round"],
                name="one_ballot_per_member_and_round",
            ),
            models.CheckConstraint(condition=Q(round__in=list(Round)), name="there_are_two_rounds"),
            models.CheckConstraint(
                condition=Q(likelihood__in=LIKELIHOODS), name="likelihood_is_one_of_eleven"
            ),
            models.CheckConstraint(
                condition=Q(author_means=None) | Q(author_means__in=LIKELIHOODS),
                name="what_the_author_means_is_one_of_eleven",
            ),
            models.CheckConstraint(
                condition=Q(agreement=None) | Q(agreement__range=(-2, 2)), name="agreement_has_five_points"
            ),
            models.CheckConstraint(
                condition=Q(round=Round.SECOND) | Q(moved_by="", moved_post=None, saw_distribution=False),
                name="nothing_moved_a_first_ballot",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.prediction_id} {self.round}"

    @property
    def vote(self) -> Vote:
        """What it says, without whose it is."""
        return Vote(
            self.likelihood, self.agreement, self.author_means, self.knew, self.saw_distribution,
            self.moved_by, self.moved_post_id,
        )  # fmt: skip
