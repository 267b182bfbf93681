"""Which fields a piece has, in the order in which one fills them in, by its kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from quiz.authoring.forms.choosing import Choice, Code, CodeLine, Codes
from quiz.authoring.forms.parts import Line, Names, Number, Part, Said, Words
from quiz.authoring.forms.rows import AT, Rows
from quiz.authoring.models import PieceKind
from quiz.bank.findings.pieces import IN_LANGUAGE
from quiz.bank.models.sources import Grade
from quiz.domain.kinds import Label, Verdict
from quiz.web.templatetags.ui import LABELS, VERDICTS

TOLD_BY = (("article", _("the article")), ("references", _("the references")))
QUANTITIES = (
    ("compute", _("Compute")),
    ("memory", _("Memory")),
    ("bandwidth", _("Bandwidth")),
    ("power", _("Power")),
)
FEEDBACK = (("each", _("After each answer")), ("finish", _("At the end")))
DAY = _("Written as 2025, 2025-04 or 2025-04-14.")


@dataclass(frozen=True, slots=True)
class Section:
    """What stands together under a heading; the list of a section stands by itself."""

    title: Said
    parts: Sequence[Part] = ()
    rows: Rows | None = None


def listed(title: Said, rows: Rows) -> Section:
    return Section(title, rows=rows)


QUOTED = listed(
    _("The article's own words"),
    Rows(
        "quotations",
        _("The article's own words"),
        _("Quotation"),
        [Line("ja", IN_LANGUAGE["ja"]), Line("en", IN_LANGUAGE["en"])],
        hidden=(AT,),
        hint=_("Only what is listed here may stand in quotation marks."),
    ),
)
SHAPES: Mapping[PieceKind, Sequence[Section]] = {
    PieceKind.SOURCE: (
        Section(
            _("The article"),
            (
                Words("title", _("Title")),
                Words("author", _("Author")),
                Words("about", _("What it is about"), 3),
                Words("written", _("Written"), hint=_("When the article was written, in words.")),
                Words("as_of", _("As of"), hint=_("Up to when what is said of it was checked.")),
            ),
        ),
        Section(
            _("Where it is from"),
            (
                Line("url", _("Address"), _("Begins with http:// or https://."), "url"),
                Line("licence", _("Licence")),
                Line("language", _("Language of the article"), _("For example ja, en or pt-BR.")),
                Words("credit", _("Credit"), hint=_("Shown to readers: whom to thank for this pack.")),
            ),
        ),
    ),
    PieceKind.PASSAGE: (
        Section(
            _("Passage"),
            (
                Line("section", _("Section"), _("As the article numbers it.")),
                Words("heading", _("Heading")),
                Words("text", _("Text of the passage"), 6, _("[[C1]] after a sentence marks the claim C1.")),
            ),
        ),
        Section(
            _("Withheld"),
            (
                Words(
                    "withheld",
                    _("Why it is withheld"),
                    2,
                    _("With a reason here the passage is not shown: leave its text empty."),
                ),
            ),
        ),
    ),
    PieceKind.CLAIM: (
        Section(
            _("Claim"),
            (
                Words("text", _("In our words"), 2),
                Choice("label", _("Label"), [(str(each), LABELS[each][1]) for each in Label]),
                Words("label_reason", _("Why this label"), 2),
                Code("passage", _("Passage"), of=PieceKind.PASSAGE),
                Words("certainty", _("How certain its author is"), hint=_("Needed for a prediction.")),
            ),
        ),
        QUOTED,
        Section(
            _("Check against references"),
            (
                Choice("check.verdict", _("Verdict"), [(str(each), VERDICTS[each]) for each in Verdict]),
                Words("check.finding", _("What was found"), 2),
                Codes("check.references", _("References"), PieceKind.REFERENCE),
            ),
        ),
        Section(
            _("Side by side, where figures or dates differ"),
            (
                Words("check.says.value", _("The article says")),
                Words("check.says.note", _("Note on what the article says")),
                Words("check.shows.value", _("The references show")),
                Words("check.shows.note", _("Note on what the references show")),
            ),
        ),
    ),
    PieceKind.REFERENCE: (
        Section(
            _("Reference"),
            (
                Line("publisher", _("Publisher")),
                Line("title", _("Title")),
                Words("published", _("Published")),
                Line("url", _("Address"), _("Begins with http:// or https://."), "url"),
                Choice("grade", _("What it is"), Grade.choices),
            ),
        ),
        Section(
            _("Checked"),
            (
                Line("checked", _("Checked on"), kind="date"),
                Line("recheck", _("To be checked again by"), kind="date"),
                Words("note", _("Note"), 2),
            ),
        ),
        QUOTED,
    ),
    PieceKind.EVENT: (
        Section(
            _("Event"),
            (
                Line("date", _("Date"), DAY),
                Words("short", _("In a few words"), hint=_("Shown on the timeline.")),
                Words("text", _("What happened"), 2),
                Choice("told_by", _("Told by"), TOLD_BY),
                Code("claim", _("Claim"), of=PieceKind.CLAIM),
                Codes("references", _("References"), PieceKind.REFERENCE),
            ),
        ),
    ),
    PieceKind.FIGURE: (
        Section(
            _("Figure"),
            (
                Line("chip", _("Of what")),
                Choice("quantity", _("Quantity"), QUANTITIES),
                Line("precision", _("Precision")),
                Number("value", _("Value")),
                Line("unit", _("Unit")),
                Choice("told_by", _("Told by"), TOLD_BY),
                Code("claim", _("Claim"), of=PieceKind.CLAIM),
                Codes("references", _("References"), PieceKind.REFERENCE),
            ),
        ),
    ),
    PieceKind.OUTLOOK: (
        Section(
            _("To discuss"),
            (
                Words("prompt", _("Question for the discussion"), 2),
                Words("supports", _("What speaks for the prediction"), 2),
                Words("challenges", _("What speaks against it"), 2),
                Codes("leans_on", _("Leans on these claims"), PieceKind.CLAIM),
            ),
        ),
        listed(
            _("To follow up with"),
            Rows(
                "follow_ups", _("To follow up with"), _("Follow-up"),
                [Words("follow_ups", _("Question to readers"))],
                blank=1, is_plain=True,
            ),
        ),
        Section(_("What would change one's mind"), (Words("would_change", _("Question to readers"), 2),)),
        listed(
            _("What happened later"),
            Rows(
                "later",
                _("What happened later"),
                _("Development"),
                [
                    Line("date", _("Date"), DAY),
                    Words("text", _("What happened"), 2),
                    CodeLine("references", _("References"), _("Their keys, with spaces between.")),
                ],
                blank=1,
                hint=_("Readers see it only when the instructor reveals it. The earliest stands first."),
            ),
        ),
    ),
    PieceKind.TERM: (
        Section(
            _("Term"),
            (
                Words("term", _("Term")),
                Words("text", _("What it means"), 2),
                Names("also", _("Other ways in which it stands in the texts"), 2, _("One a line.")),
            ),
        ),
    ),
    PieceKind.QUIZ: (
        Section(
            _("Quiz"),
            (
                Words("title", _("Title")),
                Words("intro", _("What it asks about"), 2),
                Choice("feedback", _("Feedback"), FEEDBACK),
                Choice("follows", _("Asks the same as this quiz, before it"), of="others"),
            ),
        ),
        listed(_("Topics"), Rows("topics", _("Topics"), _("Topic"), [Words("name", _("Name"))], "key", 1)),
    ),
}  # fmt: skip
