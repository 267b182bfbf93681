"""What a content pack looks like on disk."""

import hashlib
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from quiz.domain.kinds import Kind, Label, Scope, Verdict


class Part(BaseModel):
    """A piece of a pack: unknown keys are refused, so that a slip of the pen is seen."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Text(Part):
    """A text in both languages."""

    ja: str = Field(min_length=1)
    en: str = Field(min_length=1)


class PassagePart(Part):
    """A passage of the digest; `withheld` is the reason for leaving it out."""

    anchor: str
    section: str
    heading: Text | None = None
    text: Text | None = None
    withheld: Text | None = None


class SourcePart(Part):
    """source.yaml."""

    slug: str
    title: Text
    about: Text
    written: Text
    as_of: Text
    passages: list[PassagePart]


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

    code: str
    label: Label
    label_reason: Text
    text: Text
    passage: str
    certainty: Text | None = None
    favours: Literal["us", "china", "none"] = "none"
    check: CheckPart


class ReferencePart(Part):
    """A line of references.yaml."""

    key: str
    publisher: str
    title: str
    published: Text
    url: str = Field(pattern=r"^https?://\S+$")
    grade: Literal["P", "Pc", "W", "Wc", "S", "LOW"]
    checked: date
    recheck: date
    note: Text | None = None


class EventPart(Part):
    """A line of events.yaml."""

    date: str = Field(pattern=r"^\d{4}(-\d{2}){0,2}$")
    told_by: Literal["article", "references"]
    short: Text
    text: Text
    claim: str | None = None
    references: list[str] = []


class FigurePart(Part):
    """A line of chips.yaml."""

    chip: str
    quantity: Literal["compute", "memory", "bandwidth", "power"]
    precision: str = ""
    value: float
    unit: str
    told_by: Literal["article", "references"]
    claim: str | None = None
    references: list[str] = []


class LaterPart(Part):
    """Something that happened after a prediction was made."""

    date: str = Field(pattern=r"^\d{4}(-\d{2}){0,2}$")
    text: Text
    references: list[str] = Field(min_length=1)


class OutlookPart(Part):
    """A line of outlook.yaml: what a class needs to discuss a prediction."""

    claim: str
    leans_on: list[str] = []
    prompt: Text
    supports: Text
    challenges: Text
    later: list[LaterPart] = Field(min_length=1)


class AlsoPart(Part):
    """Other ways in which a term stands in the texts."""

    ja: list[str] = []
    en: list[str] = []


class TermPart(Part):
    """A line of glossary.yaml."""

    key: str = Field(pattern=r"^[a-z0-9-]+$")
    term: Text
    text: Text
    also: AlsoPart = AlsoPart()


class TopicPart(Part):
    """A topic of a quiz."""

    key: str
    name: Text


class OptionPart(Part):
    """A choice, or an item of an ordering."""

    code: str
    text: Text
    right: bool = False
    feedback: Text | None = None


class PairPart(Part):
    """A pair of a matching question."""

    code: str
    left: Text
    right: Text


class SentencePart(Part):
    """A sentence of the labelling exercise: a claim, in its own words unless others are given."""

    code: str
    claim: str
    text: Text | None = None


class QuestionPart(Part):
    """A question with its key, as an editor writes it."""

    code: str
    kind: Kind
    scope: Scope | None = None
    topic: str
    rests_on: list[str] = []
    stem: Text
    options: list[OptionPart] = []
    answer: bool | str | None = None
    tolerance: str = "0"
    unit: str = ""
    feedback: Text | None = None
    items: list[OptionPart] = []
    pairs: list[PairPart] = []
    extra: list[OptionPart] = []
    sentences: list[SentencePart] = []
    explanation: Text


class QuizPart(Part):
    """A file of quizzes/."""

    slug: str
    source: str
    title: Text
    intro: Text
    feedback: Literal["each", "finish"]
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


def digest_of(part: Part, *more: object) -> str:
    """A fingerprint of a part (and of what it hangs on): equal contents, equal fingerprints."""
    return hashlib.sha256("|".join([part.model_dump_json(), *map(str, more)]).encode()).hexdigest()
