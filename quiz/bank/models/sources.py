"""The document and what other sources say: source, passage, claim, reference."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quiz.bank.models.packs import Pack
from quiz.domain.kinds import Label, Verdict
from quiz.web.bilingual import Bilingual, in_language, shown_in


class Grade(models.TextChoices):
    """How near a reference is to the event it tells of."""

    PRIMARY = "P", _("primary source")
    PRIMARY_COPY = "Pc", _("copy of a primary source")
    NEWSROOM = "W", _("news agency or newsroom")
    NEWSROOM_COPY = "Wc", _("news text on another site")
    SECONDARY = "S", _("secondary source")
    LOW = "LOW", _("low-grade site, a pointer only")


class Reference(models.Model):
    """Another source: who published what, when, where, and when we read it."""

    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="references")
    key = models.SlugField(max_length=80)
    publisher = models.CharField(max_length=120)
    title = models.CharField(max_length=300)
    published_ja = models.CharField(max_length=120)
    published_en = models.CharField(max_length=120)
    published = Bilingual()
    url = models.URLField(max_length=500)
    grade = models.CharField(max_length=3, choices=Grade.choices)
    checked = models.DateField()
    recheck = models.DateField()
    note_ja = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    note = Bilingual()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pack", "key"], name="one_reference_per_key")]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}"


class Term(models.Model):
    """A word of the glossary; corrected in place."""

    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="terms")
    key = models.SlugField()
    position = models.PositiveIntegerField()
    term_ja = models.CharField(max_length=80)
    term_en = models.CharField(max_length=80)
    term = Bilingual()
    text_ja = models.TextField()
    text_en = models.TextField()
    text = Bilingual()
    also = models.JSONField(default=dict)

    class Meta:
        ordering = ["pack", "position"]
        constraints = [models.UniqueConstraint(fields=["pack", "key"], name="one_term_per_key")]

    def __str__(self) -> str:
        return self.key

    @property
    def other_names(self) -> list[str]:
        """Other ways in which it stands in texts, in the language in which `term` is shown."""
        return list(self.also.get(shown_in(self.term_ja, self.term_en), ()))


class Source(models.Model):
    """One numbered version of the document; an edit after publication makes the next one."""

    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="sources")
    slug = models.SlugField()
    version = models.PositiveIntegerField(default=1)
    digest = models.CharField(max_length=64)
    title_ja = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    title = Bilingual()
    about_ja = models.TextField()
    about_en = models.TextField()
    about = Bilingual()
    written_ja = models.CharField(max_length=100)
    written_en = models.CharField(max_length=100)
    written = Bilingual()
    as_of_ja = models.CharField(max_length=80)
    as_of_en = models.CharField(max_length=80)
    as_of = Bilingual()
    author_ja = models.CharField(max_length=200, blank=True)
    author_en = models.CharField(max_length=200, blank=True)
    author = Bilingual()
    url = models.URLField(max_length=500, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    # In which language the document itself is written: ja, en, another BCP 47 tag, or unsaid.
    language = models.CharField(max_length=20, blank=True)
    # From whom this digest was copied, where it was.
    credit_ja = models.CharField(max_length=300, blank=True)
    credit_en = models.CharField(max_length=300, blank=True)
    credit = Bilingual()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["slug", "version"], name="one_source_per_version")]

    def __str__(self) -> str:
        return f"{self.slug} v{self.version}"


class Passage(models.Model):
    """One piece of the digest, or the place where one is withheld."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    anchor = models.SlugField()
    section = models.CharField(max_length=8)
    heading_ja = models.CharField(max_length=200, blank=True)
    heading_en = models.CharField(max_length=200, blank=True)
    heading = Bilingual()
    text_ja = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    text = Bilingual()
    is_withheld = models.BooleanField(default=False)
    reason_ja = models.TextField(blank=True)
    reason_en = models.TextField(blank=True)
    reason = Bilingual()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["source", "anchor"], name="one_passage_per_anchor"),
            models.UniqueConstraint(fields=["source", "position"], name="one_passage_per_position"),
            models.CheckConstraint(
                condition=Q(is_withheld=False) | Q(text_ja="", text_en=""),
                name="a_withheld_passage_has_no_text",
            ),
            models.CheckConstraint(
                condition=Q(is_withheld=False)
                | (~Q(reason_ja="", reason_en="") & ~Q(heading_ja="", heading_en="")),
                name="a_withheld_passage_has_heading_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(is_withheld=True) | ~Q(text_ja="", text_en=""), name="a_passage_has_text"
            ),
        ]

    def __str__(self) -> str:
        return self.anchor


class Claim(models.Model):
    """One sentence of the source in our words, with its label and its check."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="claims")
    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="claims")
    code = models.CharField(max_length=8)
    label = models.CharField(max_length=12, choices=[(label.value, label.value) for label in Label])
    label_reason_ja = models.TextField()
    label_reason_en = models.TextField()
    label_reason = Bilingual()
    text_ja = models.TextField()
    text_en = models.TextField()
    text = Bilingual()
    # The article's own words of degree and doubt, quoted.
    hedge_ja = models.CharField(max_length=120, blank=True)
    hedge_en = models.CharField(max_length=120, blank=True)
    hedge = Bilingual()
    certainty_ja = models.CharField(max_length=120, blank=True)
    certainty_en = models.CharField(max_length=120, blank=True)
    certainty = Bilingual()
    verdict = models.CharField(max_length=14, choices=[(verdict.value, verdict.value) for verdict in Verdict])
    finding_ja = models.TextField()
    finding_en = models.TextField()
    finding = Bilingual()
    says_ja = models.CharField(max_length=120, blank=True)
    says_en = models.CharField(max_length=120, blank=True)
    says = Bilingual()
    says_note_ja = models.TextField(blank=True)
    says_note_en = models.TextField(blank=True)
    says_note = Bilingual()
    shows_ja = models.CharField(max_length=120, blank=True)
    shows_en = models.CharField(max_length=120, blank=True)
    shows = Bilingual()
    shows_note_ja = models.TextField(blank=True)
    shows_note_en = models.TextField(blank=True)
    shows_note = Bilingual()
    references = models.ManyToManyField(Reference, through="Citation")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "code"], name="one_claim_per_code"),
            models.CheckConstraint(condition=Q(label__in=list(Label)), name="a_claim_has_a_known_label"),
            models.CheckConstraint(
                condition=Q(verdict__in=list(Verdict)), name="a_check_has_a_known_verdict"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def sounds(self) -> str:
        """How the article says it: its words of degree and doubt, and for a prediction what they come to."""
        if not (self.hedge and self.certainty):
            return self.hedge or self.certainty
        return in_language(f"{self.hedge}（{self.certainty}）", f"{self.hedge} ({self.certainty})")


class Citation(models.Model):
    """A reference that a claim's check rests on, in its place."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="citations")
    reference = models.ForeignKey(Reference, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "reference"], name="one_citation_per_reference")
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.reference_id}"
