"""What a content pack looks like on disk."""

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from quiz.bank.pack_base import MOST_FOLLOW_UPS, Part, Text, Worded
from quiz.bank.pack_words import ClaimCode, Day, Language, LongSlug, OptionalUrl, ShortSlug, Slug, Url
from quiz.domain.kinds import Kind, Label, Scope, Verdict


class PassagePart(Part):
    """A passage of the digest; `withheld` is the reason for leaving it out."""

    anchor: Slug
    section: str = Field(max_length=8)
    heading: Text | None = None
    text: Text | None = None
    withheld: Text | None = None


class QuotationPart(Worded):
    """Words that may stand in quotation marks: the article's own beside a claim, or a reference's."""

    claim: str | None = None
    reference: str | None = None


class SourcePart(Part):
    """source.yaml."""

    slug: Slug
    title: Text
    about: Text
    written: Text
    as_of: Text
    author: Text | None = None
    url: OptionalUrl = ""
    licence: str = Field(default="", max_length=200)
    language: Language = ""
    credit: Text | None = None
    passages: list[PassagePart]
    quotations: list[QuotationPart] = []
    since_later: ClassVar = frozenset({"author", "url", "licence", "language", "credit"})

    def hedge_of(self, claim: str) -> Text | None:
        """The article's own words at a claim, in quotation marks; None where none are quoted."""
        own = [part for part in self.quotations if part.claim == claim]
        if not own:
            return None
        return Text(
            ja="".join(f"「{part.ja}」" for part in own if part.ja),
            en=", ".join(f'"{part.en}"' for part in own if part.en),
        )


class Side(Part):
    """One side of "the article says | the references show"."""

    value: Text
    note: Text | None = None


class CheckPart(Part):
    """The check of a claim."""

    verdict: Verdict
    finding: Text
    says: Side | None = None
    shows: Side | None = None
    references: list[str] = []


class ClaimPart(Part):
    """A line of claims.yaml."""

    code: ClaimCode
    label: Label
    label_reason: Text
    text: Text
    passage: str
    certainty: Text | None = None
    favours: Literal["us", "china", "none"] = "none"
    check: CheckPart


class ReferencePart(Part):
    """A line of references.yaml."""

    key: LongSlug
    publisher: str = Field(max_length=120)
    title: str = Field(max_length=300)
    published: Text
    url: Url
    grade: Literal["P", "Pc", "W", "Wc", "S", "LOW"]
    checked: date
    recheck: date
    note: Text | None = None


class EventPart(Part):
    """A line of events.yaml."""

    date: Day
    told_by: Literal["article", "references"]
    short: Text
    text: Text
    claim: str | None = None
    references: list[str] = []


class FigurePart(Part):
    """A line of chips.yaml."""

    chip: str = Field(max_length=20)
    quantity: Literal["compute", "memory", "bandwidth", "power"]
    precision: str = Field(default="", max_length=20)
    value: float = Field(allow_inf_nan=False)
    unit: str = Field(max_length=10)
    told_by: Literal["article", "references"]
    claim: str | None = None
    references: list[str] = []


class LaterPart(Part):
    """Something that happened after a prediction was made."""

    date: Day
    text: Text
    references: list[str] = Field(min_length=1)


class OutlookPart(Part):
    """A line of outlook.yaml: what a class needs to discuss a prediction."""

    claim: str
    leans_on: list[str] = []
    prompt: Text
    supports: Text
    challenges: Text
    follow_ups: list[Text] = Field(default=[], max_length=MOST_FOLLOW_UPS)
    would_change: Text | None = None
    later: list[LaterPart] = Field(min_length=1)


class AlsoPart(Part):
    """Other ways in which a term stands in the texts."""

    ja: list[str] = []
    en: list[str] = []


class TermPart(Part):
    """A line of glossary.yaml."""

    key: Slug
    term: Text
    text: Text
    also: AlsoPart = AlsoPart()


class TopicPart(Part):
    """A topic of a quiz."""

    key: Slug
    name: Text


class OptionPart(Part):
    """A choice, or an item of an ordering.

    `pinned` ones stay last however the others are shuffled; `look` names the claim to read again for
    this option, where it is not one of those that the question rests on.
    """

    code: ShortSlug
    text: Text
    right: bool = False
    pinned: bool = False
    feedback: Text | None = None
    look: str | None = None


class PairPart(Part):
    """A pair of a matching question."""

    code: ShortSlug
    left: Text
    right: Text


class SentencePart(Part):
    """A sentence of the labelling exercise: a claim, in its own words unless others are given."""

    code: ShortSlug
    claim: str
    text: Text | None = None


class QuestionPart(Part):
    """A question with its key, as an editor writes it."""

    code: LongSlug
    kind: Kind
    scope: Scope | None = None
    topic: str
    rests_on: list[str] = []
    stem: Text
    options: list[OptionPart] = []
    answer: bool | str | None = None
    tolerance: str = "0"
    unit: str = Field(default="", max_length=20)
    feedback: Text | None = None
    feedback_right: Text | None = None
    items: list[OptionPart] = []
    pairs: list[PairPart] = []
    extra: list[OptionPart] = []
    sentences: list[SentencePart] = []
    explanation: Text
    credit: Text | None = None
    since_later: ClassVar = frozenset({"credit"})


class QuizPart(Part):
    """A file of quizzes/; `place` is where it stands among the others."""

    slug: Slug
    source: str
    title: Text
    intro: Text
    feedback: Literal["each", "finish"]
    follows: str | None = None
    place: int = 0
    topics: list[TopicPart]
    questions: list[QuestionPart]


class PackPart(Part):
    """The whole pack and the digest of its files."""

    digest: str
    source: SourcePart
    references: list[ReferencePart]
    claims: list[ClaimPart]
    events: list[EventPart]
    figures: list[FigurePart]
    outlook: list[OutlookPart]
    terms: list[TermPart]
    quizzes: list[QuizPart]
