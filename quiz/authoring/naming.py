"""What pieces and their fields are called, for those who read findings and differences."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from quiz.authoring.models import PieceKind
from quiz.bank.findings.pieces import IN_LANGUAGE
from quiz.bank.findings.told import Words

KINDS: Mapping[PieceKind, Words] = {
    PieceKind.SOURCE: gettext_lazy("The article"),
    PieceKind.PASSAGE: gettext_lazy("Passage"),
    PieceKind.CLAIM: gettext_lazy("Claim"),
    PieceKind.REFERENCE: gettext_lazy("Reference"),
    PieceKind.EVENT: gettext_lazy("Event"),
    PieceKind.FIGURE: gettext_lazy("Figure"),
    PieceKind.OUTLOOK: gettext_lazy("Prediction"),
    PieceKind.TERM: gettext_lazy("Term"),
    PieceKind.QUIZ: gettext_lazy("Quiz"),
    PieceKind.QUESTION: gettext_lazy("Question"),
}
# Without a name of their own: what stands in their key is made up.
UNNAMED = {PieceKind.SOURCE, PieceKind.EVENT, PieceKind.FIGURE}
FIELDS: Mapping[str, Words] = {
    "about": pgettext_lazy("field", "What it is about"),
    "also": pgettext_lazy("field", "Other names"),
    "answer": pgettext_lazy("field", "Answer"),
    "as_of": pgettext_lazy("field", "As of"),
    "author": pgettext_lazy("field", "Author"),
    "certainty": pgettext_lazy("field", "How certain its author is"),
    "challenges": pgettext_lazy("field", "Argument against"),
    "check": pgettext_lazy("field", "Check"),
    "checked": pgettext_lazy("field", "Checked on"),
    "chip": pgettext_lazy("field", "Of what"),
    "claim": pgettext_lazy("field", "Claim"),
    "credit": pgettext_lazy("field", "Credit"),
    "date": pgettext_lazy("field", "Date"),
    "explanation": pgettext_lazy("field", "Explanation"),
    "extra": pgettext_lazy("field", "Answers that belong to nothing"),
    "favours": pgettext_lazy("field", "Whom it favours"),
    "feedback": pgettext_lazy("field", "Feedback"),
    "feedback_right": pgettext_lazy("field", "Feedback to the right choice"),
    "finding": pgettext_lazy("field", "What was found"),
    "follow_ups": pgettext_lazy("field", "Questions to follow up with"),
    "follows": pgettext_lazy("field", "Taken after"),
    "grade": pgettext_lazy("field", "What kind of source it is"),
    "heading": pgettext_lazy("field", "Heading"),
    "intro": pgettext_lazy("field", "Introduction"),
    "items": pgettext_lazy("field", "Items"),
    "kind": pgettext_lazy("field", "How it is answered"),
    "label": pgettext_lazy("field", "Label"),
    "label_reason": pgettext_lazy("field", "Why this label"),
    "language": pgettext_lazy("field", "Language of the article"),
    "later": pgettext_lazy("field", "What happened later"),
    "leans_on": pgettext_lazy("field", "Leans on"),
    "left": pgettext_lazy("field", "Left"),
    "licence": pgettext_lazy("field", "Licence"),
    "look": pgettext_lazy("field", "Read again at claim"),
    "name": pgettext_lazy("field", "Name"),
    "note": pgettext_lazy("field", "Note"),
    "options": pgettext_lazy("field", "Options"),
    "pairs": pgettext_lazy("field", "Pairs"),
    "passage": pgettext_lazy("field", "Passage"),
    "pinned": pgettext_lazy("field", "Stays last"),
    "place": pgettext_lazy("field", "Place among the quizzes"),
    "precision": pgettext_lazy("field", "Precision"),
    "prompt": pgettext_lazy("field", "Question to discuss"),
    "published": pgettext_lazy("field", "Published"),
    "publisher": pgettext_lazy("field", "Publisher"),
    "quantity": pgettext_lazy("field", "Quantity"),
    "quiz": pgettext_lazy("field", "Quiz"),
    "quotations": pgettext_lazy("field", "The article's own words"),
    "recheck": pgettext_lazy("field", "To be checked again by"),
    "references": pgettext_lazy("field", "References"),
    "rests_on": pgettext_lazy("field", "Rests on"),
    "right": pgettext_lazy("field", "Right"),
    "says": pgettext_lazy("field", "The article says"),
    "scope": pgettext_lazy("field", "Scope"),
    "section": pgettext_lazy("field", "Section"),
    "sentences": pgettext_lazy("field", "Sentences"),
    "short": pgettext_lazy("field", "In a few words"),
    "shows": pgettext_lazy("field", "The references show"),
    "stem": pgettext_lazy("field", "What is asked"),
    "supports": pgettext_lazy("field", "Argument for"),
    "term": pgettext_lazy("field", "Term"),
    "text": pgettext_lazy("field", "Text"),
    "title": pgettext_lazy("field", "Title"),
    "told_by": pgettext_lazy("field", "Told by"),
    "tolerance": pgettext_lazy("field", "Tolerance"),
    "topic": pgettext_lazy("field", "Topic"),
    "topics": pgettext_lazy("field", "Topics"),
    "unit": pgettext_lazy("field", "Unit"),
    "url": pgettext_lazy("field", "Address"),
    "value": pgettext_lazy("field", "Value"),
    "verdict": pgettext_lazy("field", "Verdict"),
    "withheld": pgettext_lazy("field", "Why it is withheld"),
    "would_change": pgettext_lazy("field", "What would change one's mind"),
    "written": pgettext_lazy("field", "Written"),
}


def piece_words(kind: PieceKind, key: str = "") -> str:
    """What a piece is called: "Claim C13"."""
    if kind in UNNAMED or not key:
        return str(KINDS[kind])
    return _("%(kind)s %(key)s") % {"kind": KINDS[kind], "key": key}


def field_words(field: str) -> str:
    """A field by its dotted name: "Options › b › Feedback (In English)"; "" for the whole piece."""
    *steps, last = field.split(".") if field else [""]
    language = IN_LANGUAGE.get(last)
    words = " › ".join(_words(steps if language else [*steps, last]))
    return _("%(field)s (%(language)s)") % {"field": words, "language": language} if language else words


def _words(steps: list[str]) -> Iterator[str]:
    yield from (str(FIELDS.get(step, step)) for step in steps if step)
