"""Rows of the bank as a draft would make them, never stored: by them a draft is shown as readers see it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from quiz.authoring.assembling import Written, entries_of, question_in
from quiz.authoring.models import PieceKind
from quiz.authoring.unfinished import lacks, names, question_part, rows, words
from quiz.authoring.wording import in_words
from quiz.bank.drafts import option_rows
from quiz.bank.models import Citation, Claim, Option, Pack, Passage, Question, Reference, Source, Term, Topic
from quiz.bank.models.sources import Grade
from quiz.bank.pack import QuestionPart
from quiz.bank.queries import Ground, plain_text
from quiz.domain.kinds import Label, Verdict
from quiz.web.bilingual import LANGUAGES

# What a question needs to be shown, apart from itself.
AROUND = (PieceKind.PASSAGE, PieceKind.CLAIM, PieceKind.REFERENCE, PieceKind.TERM, PieceKind.QUIZ)


@dataclass(frozen=True, slots=True)
class Drafted:
    """A question of a draft with all that is shown around it. `part` is what was typed."""

    part: QuestionPart
    question: Question
    options: tuple[Option, ...]
    claims: Mapping[str, Claim]
    grounds: tuple[Ground, ...]
    terms: tuple[Term, ...]
    # Its place in its quiz, the codes of all questions there, and what the quiz is called.
    number: int
    codes: tuple[str, ...]
    title: str
    # Grows with each change of the draft; 0 where nobody has changed anything yet.
    revision: int
    missing: tuple[str, ...]


def drafted(pack: Pack, code: str) -> Drafted:
    """A question of a pack as it is being written: 2 queries. Raises Http404."""
    written = _written(pack, code)
    by_kind: dict[str, list[Written]] = {kind: [] for kind in PieceKind}
    for each in written:
        by_kind[each.kind].append(each)
    piece = question_in(written, code)
    if piece is None:
        raise Http404
    part = question_part(code, piece.content)
    claims, cited = _claims(pack, by_kind)
    quiz = next((each for each in by_kind[PieceKind.QUIZ] if each.key == piece.parent), None)
    codes = _codes(pack, piece)
    question = _question(pack, part, quiz)
    known = [line for line in part.sentences if line.claim in claims]
    shown = part.model_copy(update={"sentences": known})
    return Drafted(
        part=shown,
        question=question,
        options=tuple(option_rows(shown, question, claims)),
        claims=claims,
        grounds=tuple(_ground(claims[name], cited[name]) for name in part.rests_on if name in claims),
        terms=tuple(_term(each) for each in by_kind[PieceKind.TERM] if words(each.content.get("term"))),
        number=codes.index(code) + 1,
        codes=codes,
        title=in_words(quiz.content.get("title")) if quiz else "",
        revision=getattr(piece, "revision", 0),
        missing=tuple(_missing(part, claims)),
    )


def _written(pack: Pack, code: str) -> Sequence[Written]:
    """The pieces that show this question; those of what was published where nobody took it up."""
    itself = Q(kind=PieceKind.QUESTION, key=code)
    found = list(pack.pieces.filter(itself | Q(kind__in=AROUND)))
    return found or entries_of(pack.content or {})


def _codes(pack: Pack, piece: Written) -> tuple[str, ...]:
    rows_there = pack.pieces.filter(kind=PieceKind.QUESTION, parent=piece.parent)
    found = tuple(rows_there.values_list("key", flat=True))
    entries = () if found else entries_of(pack.content or {})
    return found or tuple(
        each.key for each in entries if each.kind == PieceKind.QUESTION and each.parent == piece.parent
    )


def _missing(part: QuestionPart, claims: Mapping[str, Claim]) -> Iterable[str]:
    yield from map(str, lacks(part))
    for name in (*part.rests_on, *(line.claim for line in part.sentences)):
        if name and name not in claims:
            yield _("The claim %(code)s is not in the draft, or has no label yet.") % {"code": name}


def _texts(name: str, raw: Any) -> dict[str, str]:
    text = words(raw)
    return {f"{name}_ja": text.ja if text else "", f"{name}_en": text.en if text else ""}


def _question(pack: Pack, part: QuestionPart, quiz: Written | None) -> Question:
    topics = quiz.content.get("topics") if quiz else None
    topic = next((line for _code, line in rows(topics) if part.topic and line.get("key") == part.topic), {})
    return Question(
        pack=pack, code=part.code, kind=part.kind or "", unit=part.unit, scope=part.scope or "",
        topic=Topic(key=part.topic, **_texts("name", topic.get("name"))),
        stem_ja=part.stem.ja, stem_en=part.stem.en,
        credit_ja=part.credit.ja if part.credit else "", credit_en=part.credit.en if part.credit else "",
    )  # fmt: skip


def _claims(
    pack: Pack, by_kind: Mapping[str, Iterable[Written]]
) -> tuple[dict[str, Claim], dict[str, tuple[Citation, ...]]]:
    """The claims that have a label, with the references of their checks, both by code."""
    source = Source(slug=pack.slug)
    passages = {
        each.key: Passage(
            pk=place, source=source, anchor=each.key, section=str(each.content.get("section") or ""),
            **_texts("text", each.content.get("text")), **_texts("heading", each.content.get("heading")),
        )
        for place, each in enumerate(by_kind[PieceKind.PASSAGE], 1)
    }  # fmt: skip
    nowhere = Passage(source=source)
    references = {each.key: found for each in by_kind[PieceKind.REFERENCE] if (found := _reference(each))}
    claims, cited = {}, {}
    for each in by_kind[PieceKind.CLAIM]:
        if each.content.get("label") not in set(Label):
            continue
        claim = _claim(each, passages.get(str(each.content.get("passage")), nowhere))
        check = each.content.get("check")
        named = [references[key] for key in names(_of(check, "references")) if key in references]
        claims[each.key] = claim
        cited[each.key] = tuple(Citation(claim=claim, reference=reference) for reference in named)
    return claims, cited


def _of(raw: Any, name: str) -> Any:
    return raw.get(name) if isinstance(raw, Mapping) else None


def _claim(piece: Written, passage: Passage) -> Claim:
    content, check = piece.content, piece.content.get("check")
    verdict = _of(check, "verdict")
    sides: dict[str, str] = {}
    for name in ("says", "shows"):
        side = _of(check, name)
        sides |= _texts(name, _of(side, "value")) | _texts(f"{name}_note", _of(side, "note"))
    return Claim(
        source=passage.source, passage=passage, code=piece.key, label=content["label"],
        verdict=verdict if verdict in set(Verdict) else Verdict.NOT_CHECKED,
        **_texts("label_reason", content.get("label_reason")), **_texts("text", content.get("text")),
        **_texts("finding", _of(check, "finding")), **sides,
    )  # fmt: skip


def _reference(piece: Written) -> Reference | None:
    """The reference, if it says already where it is and when it was checked."""
    content = piece.content
    # A link that a page shows leads to the web, whatever somebody typed.
    if not str(content.get("url")).startswith(("https://", "http://")):
        return None
    try:
        days = {name: date.fromisoformat(str(content.get(name))) for name in ("checked", "recheck")}
    except ValueError:
        return None
    plain = {name: str(content.get(name) or "") for name in ("publisher", "title", "url")}
    grade = content.get("grade")
    return Reference(
        key=piece.key, grade=grade if grade in set(Grade) else "", **plain, **days,
        **_texts("published", content.get("published")), **_texts("note", content.get("note")),
    )  # fmt: skip


def _ground(claim: Claim, citations: tuple[Citation, ...]) -> Ground:
    return Ground(claim, plain_text(claim.passage), citations)


def _term(piece: Written) -> Term:
    also = piece.content.get("also")
    forms = {name: names(_of(also, name)) for name in LANGUAGES}
    return Term(
        key=piece.key, also=forms, **_texts("term", piece.content.get("term")),
        **_texts("text", piece.content.get("text")),
    )  # fmt: skip
