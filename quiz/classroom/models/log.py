"""What those who teach a class did that touches what is a reader's alone, and who was let in anew."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quiz.classroom.models.classes import Classroom, Membership
from quiz.people.models import Reader, User
from quiz.web.bilingual import Bilingual


class Deed(models.TextChoices):
    """What is written down."""

    CODE = "code", _("made a return code for a reader")
    NAME = "name", _("had the name behind a post shown")
    REMOVED = "removed", _("took a reader out of the class; the answers stay")
    DELETED = "deleted", _("took a reader out of the class and deleted the answers")
    MERGED = "merged", _("made two readers one")
    WITHDRAWN = "withdrawn", _("took an assignment back")
    FILE = "file", _("took a file out")
    KEYS = "keys", _("opened pages that show the key")
    CORRECTED = "corrected", _("put a key right")
    EXTENDED = "extended", _("gave a reader more time")
    RULES = "rules", _("changed the rules after somebody had begun")
    REOPENED = "reopened", _("opened it again after it had closed")
    CLOSED = "closed", _("closed it by hand after somebody had begun")
    INVITED = "invited", _("made a link for another instructor")
    REVOKED = "revoked", _("took a link for an instructor back")
    CAME = "came", _("came to teach the class")
    DISMISSED = "dismissed", _("took an instructor away from the class")
    WENT = "went", _("left the class")


class LogEntry(models.Model):
    """One such act: who did what to whom, when and why. It stays when either of them goes."""

    classroom = models.ForeignKey(Classroom, on_delete=models.CASCADE, related_name="log")
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    # As the account was called then.
    by = models.CharField(max_length=254)
    deed = models.CharField(max_length=10, choices=Deed.choices)
    # As the assignment was called then, so that it is told also when that is gone.
    title_ja = models.CharField(max_length=400, blank=True)
    title_en = models.CharField(max_length=400, blank=True)
    title = Bilingual()
    # What else there is to tell, by the names that quiz/classroom/pages/log.py puts into words.
    details = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    # None: a reader who has left, or one whose name the entry must not tell.
    membership = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    note = models.TextField(blank=True)
    # Of what is written down once a day and person: which. Empty for all else.
    once = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["classroom", "once"], condition=~Q(once=""), name="what_is_written_once_is_there_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.by} {self.deed}"


class Renewal(models.Model):
    """An instructor made a return code: the member is another reader from then on, the old one is let go."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="renewals")
    # Whom the member was until then: the browsers that still know this one are told.
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    # When whoever came by the new code was told, and had read it.
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.at}"
