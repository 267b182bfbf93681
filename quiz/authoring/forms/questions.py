"""Which fields a question has, by how it is answered."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from quiz.authoring.forms.choosing import Choice, Code, Codes, Tick
from quiz.authoring.forms.parts import Line, Words, value_at
from quiz.authoring.forms.rows import CODE, Rows
from quiz.authoring.forms.shapes import Section, listed
from quiz.authoring.models import PieceKind
from quiz.domain.kinds import Kind
from quiz.web.templatetags.ui import FORMS, SCOPES

TRUTHS = (("true", _("True")), ("false", _("False")))
LOOK = Code(
    "look",
    _("Read again at claim"),
    _("Only where it is not the first claim that the question rests on."),
    of=PieceKind.CLAIM,
)
FEEDBACK = Words("feedback", _("Feedback to who chooses it"), 2)
OPTIONS = listed(
    _("Options"),
    Rows(
        "options",
        _("Options"),
        _("Option"),
        [
            Words("text", _("What it says")),
            Tick("right", _("Right")),
            FEEDBACK,
            Tick("pinned", _("Stays last when options are shuffled")),
            LOOK,
        ],
        CODE,
        blank=4,
        hint=_("Feedback tells why a wrong one tempts and why it is not so, or what the right one adds."),
    ),
)
SIDES = (Words("left", _("On the left")), Words("right", _("On the right")))
ANSWERS: Mapping[Kind, Sequence[Section]] = {
    Kind.SINGLE: (OPTIONS,),
    Kind.MULTIPLE: (OPTIONS,),
    Kind.TRUE_FALSE: (
        Section(
            _("The right answer"),
            (
                Choice("answer", _("The statement is"), TRUTHS, is_truth=True),
                Words("feedback", _("Feedback to the wrong choice"), 2),
                Words("feedback_right", _("Feedback to the right choice: what it adds"), 2),
            ),
        ),
    ),
    Kind.NUMERIC: (
        Section(
            _("The right answer"),
            (
                Line("answer", _("Right value"), kind="decimal"),
                Line("tolerance", _("Tolerance: how far off one may be"), "", "decimal", "0"),
                Line("unit", _("Unit")),
            ),
        ),
    ),
    Kind.ORDERING: (
        listed(
            _("Items"),
            Rows(
                "items", _("Items"), _("Item"), [Words("text", _("What it says"))], CODE, blank=3,
                hint=_("In the right order, the first one first; readers see them shuffled."),
            ),
        ),
    ),
    Kind.MATCHING: (
        listed(
            _("Pairs"),
            Rows(
                "pairs", _("Pairs"), _("Pair"), SIDES,
                CODE, blank=2,
            ),
        ),
        listed(
            _("Answers that belong to nothing"),
            Rows(
                "extra", _("Answers that belong to nothing"), _("Unmatched answer"),
                [Words("text", _("What it says")), FEEDBACK, LOOK], CODE,
            ),
        ),
    ),
    Kind.LABELLING: (
        listed(
            _("Sentences"),
            Rows(
                "sentences", _("Sentences"), _("Sentence"),
                [
                    Code("claim", _("Claim"), of=PieceKind.CLAIM),
                    Words("text", _("Other words for it"), 1, _("Empty: the words of the claim.")),
                ],
                CODE, blank=4,
            ),
        ),
    ),
}  # fmt: skip
CHOICES = frozenset({Kind.SINGLE, Kind.MULTIPLE})


def kind_of(content: Mapping[str, Any]) -> Kind:
    """How the question is answered; the commonest where it does not say."""
    told = content.get("kind")
    return Kind(told) if told in set(Kind) else Kind.SINGLE


def kinds_for(content: Mapping[str, Any]) -> list[Kind]:
    """What it can become without losing what was written for its answer."""
    now = kind_of(content)
    paths = [part.path for section in ANSWERS[now] for part in section.parts]
    paths += [section.rows.path for section in ANSWERS[now] if section.rows]
    if not any(value_at(content, path) not in (None, "", [], "0") for path in paths):
        return list(Kind)
    return [kind for kind in Kind if kind is now or {kind, now} <= CHOICES]


def shape_of_question(content: Mapping[str, Any]) -> list[Section]:
    """Its sections, by its kind."""
    kind = kind_of(content)
    kinds = [(str(each), FORMS[each]) for each in kinds_for(content)]
    scope = () if kind is Kind.LABELLING else (Choice("scope", _("The key is taken"), list(SCOPES.items())),)
    rests = (
        () if kind is Kind.LABELLING else (Codes("rests_on", _("Rests on these claims"), PieceKind.CLAIM),)
    )
    return [
        Section(
            _("Question"),
            (
                Choice("kind", _("How it is answered"), kinds, may_be_empty=False),
                *scope,
                Choice("topic", _("Topic"), of="topics"),
                *rests,
                Words(
                    "stem", _("What is asked"), 2, _("**Double stars** around a negation make it stand out.")
                ),
            ),
        ),
        *ANSWERS[kind],
        Section(_("Explanation"), (Words("explanation", _("Explanation"), 3),)),
    ]
