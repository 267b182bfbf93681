"""A question of a draft as readers see it, and what they would be told of an answer. Nothing is stored."""

from dataclasses import dataclass
from zlib import crc32

from quiz.authoring.unfinished import has_key
from quiz.authoring.unsaved import Drafted, drafted
from quiz.bank.drafts import key_fields
from quiz.bank.glossary import terms_among
from quiz.bank.models import Pack, Term
from quiz.domain.responses import Response
from quiz.taking.marking import Held, points_of, shape_of
from quiz.taking.models import Answer
from quiz.taking.pages.review import LINES, Reviewed
from quiz.taking.sheets import Sheet, in_order
from quiz.web.bilingual import in_language


@dataclass(frozen=True, slots=True)
class Preview:
    """A question of a draft; `sheet` is None as long as nobody knows how it is answered."""

    draft: Drafted
    sheet: Sheet | None
    terms: tuple[Term, ...]

    @property
    def before(self) -> str:
        """The code of the question before it; "" at the first."""
        return self.draft.codes[self.draft.number - 2] if self.draft.number > 1 else ""

    @property
    def after(self) -> str:
        """The code of the question after it; "" at the last."""
        return next(iter(self.draft.codes[self.draft.number :]), "")


def preview_of(pack: Pack, code: str) -> Preview:
    """A question of a draft: 2 queries. Raises Http404."""
    draft = drafted(pack, code)
    if draft.part.kind is None:
        return Preview(draft, None, ())
    # Each reader has the options in another order; here it is always the same one, and not the editors'.
    left, right = in_order(draft.question, draft.options, crc32(code.encode()))
    answer = Answer(question=draft.question, number=draft.number, revision=draft.revision)
    sheet = Sheet(answer, draft.question, left, right, shape_of(draft.question, draft.options))
    terms = terms_among(draft.terms, [draft.question.stem], but=sheet.choices)
    return Preview(draft, sheet, tuple(terms))


def marked(draft: Drafted, sheet: Sheet, response: Response, confidence: int | None) -> Reviewed | None:
    """What the review would say of this answer; None where there is no key yet. No query."""
    if not has_key(draft.part):
        return None
    explanation = in_language(draft.part.explanation.ja, draft.part.explanation.en)
    held = Held(**key_fields(draft.part, draft.claims), explanation=explanation)
    answer = sheet.answer
    answer.response, answer.confidence = response, confidence
    answer.points = points_of(answer, held) if answer.question.is_graded else None
    return Reviewed(answer, tuple(LINES[sheet.shape.kind](sheet, held)), explanation, draft.grounds)
