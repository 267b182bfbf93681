"""The columns of the files: what each is called, in the language of the class, and what it holds."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# By a key that never changes: the heading, and what is in the column.
Columns = dict[str, tuple[Any, Any]]

NAME: Columns = {
    "name": (_("Name"), _("The display name in the class.")),
    "sort_key": (_("Sort key"), _("To sort by: the name without differences of width and case, and a number where two share it.")),  # noqa: E501  one sentence for the translators
    "there": (_("In the class"), _("Whether the reader is in the class, was taken out of it, or erased everything.")),  # noqa: E501  as above
}  # fmt: skip
MARKS: Columns = NAME | {
    "state": (pgettext_lazy("column", "State"), _("Finished, under way, not begun or erased by the reader.")),
    "mark": (_("Mark"), _("Points of the attempt that counts; empty before one is handed in.")),
    "possible": (_("Of"), _("Points that could be earned; questions that do not count are left out.")),
    "percent": (_("Per cent"), _("Points earned in per cent of those that could be, 0 to 100.")),
    "passed": (_("Passed"), _("Whether the mark reaches the pass mark; empty without one.")),
    "counts": (_("Counts"), _("Which attempt is the mark, by its number from 1.")),
    "attempts": (_("Attempts"), _("How many attempts were handed in.")),
    "first": (_("First"), _("Points of the first attempt.")),
    "best": (_("Best"), _("Points of the best attempt.")),
    "last": (_("Last"), _("Points of the last attempt.")),
    "finished_at": (_("Finished"), _("When the attempt that counts was handed in, in the time zone of the class.")),  # noqa: E501  as above
    "notes": (_("Notes"), _("Handed in after the closing, under way beside a mark, an extension.")),
    "erased": (_("Erased"), _("How many attempts the reader erased: they count for the limit, and nothing else of them is kept.")),  # noqa: E501  as above
    "erased_at": (_("Erased at"), _("When they were erased, in the time zone of the class.")),
}  # fmt: skip
QUESTION: Columns = {
    "number": (_("Number"), _("The place of the question in the quiz, from 1.")),
    "question": (_("Question"), _("The question's code, the same in all its versions.")),
    "version": (_("Version"), _("The question's version.")),
    "scope": (_("Scope"), _("article: according to the article. fact: according to the references. Empty: not graded.")),  # noqa: E501  as above
}  # fmt: skip
ANSWERS: Columns = NAME | {
    "attempt": (_("Attempt"), _("Which attempt of this reader, from 1.")),
    **QUESTION,
    "number": (_("Number"), _("The place of the question in this attempt, from 1.")),
    "topic": (_("Topic"), _("The topic's key.")),
    "kind": (_("Kind"), _("The kind of question: single, multiple, true_false, numeric, ordering, matching, labelling.")),  # noqa: E501  as above
    "stem": (_("Text"), _("The question's text.")),
    "answer": (_("Answer"), _("What was answered, in the words that the reader chose from.")),
    "right": (_("Right"), _("What is right, by the key that holds now.")),
    "response": (_("Codes"), _("What was answered, as JSON: codes of options, a number, or pairs. Empty: nothing.")),  # noqa: E501  as above
    "confidence": (_("How sure"), _("How sure the reader was: 1 a guess, 2 fairly sure, 3 certain. Empty: not stated.")),  # noqa: E501  as above
    "flagged": (_("Flagged"), _("1 where the reader wanted to look again, else 0.")),
    "saved_at": (_("Saved"), _("When it was last saved, in the time zone of the class.")),
    "points": (_("Points"), _("Points for this answer, 0 to 1; empty where it is not graded, does not count or is not marked yet.")),  # noqa: E501  as above
}  # fmt: skip
ITEMS: Columns = QUESTION | {
    "readers": (_("Readers"), _("How many readers are counted: the first finished attempt of each.")),
    "facility": (_("Facility"), _("Facility: the mean mark, 0 to 1.")),
    "facility_low": (_("Facility, low"), _("Lower end of its 95 per cent interval (Wilson).")),
    "facility_high": (_("Facility, high"), _("Upper end of its 95 per cent interval (Wilson).")),
    "sd": (_("SD"), _("Standard deviation of the marks (0 to 1 each), divided by n - 1.")),
    "discrimination": (_("Discrimination"), _(
        "Correlation of the mark with the rest of the quiz, in per cent. A word: why there is none."
    )),
    "discrimination_low": (_("Discrimination, low"), _("Lower end of its 95 per cent interval (Fisher's z), in per cent.")),  # noqa: E501  as above
    "discrimination_high": (_("Discrimination, high"), _("Upper end of its 95 per cent interval (Fisher's z), in per cent.")),  # noqa: E501  as above
    "efficiency": (_("Efficiency"), _("Discriminative efficiency, in per cent. A word: why there is none.")),
    "alpha_without": (_("Alpha without it"), _("Cronbach's alpha of the quiz without this question, in per cent.")),  # noqa: E501  as above
}  # fmt: skip
# Of a class; between these stand its assignments, each with its mark in points.
BOOK: Columns = NAME | {
    "mean": (_("Mean, per cent"), _("The mean of the marks in per cent, over what is finished.")),
    "article": (_("Article, per cent"), _("Points for what the article says in per cent of those that could be.")),  # noqa: E501  as above
    "fact": (_("References, per cent"), _("Points for what the references show in per cent of those that could be.")),  # noqa: E501  as above
}  # fmt: skip
CODES: Columns = {
    "table": (_("Table"), _("Which table.")),
    "column": (_("Column"), _("Which column.")),
    "meaning": (_("Meaning"), _("What it holds.")),
}


def headings(columns: Columns) -> list[str]:
    """What the columns are called, in the language that is in force."""
    return [str(heading) for heading, _meaning in columns.values()]
