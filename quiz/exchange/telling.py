"""What is said of a file before it leaves."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quiz.exchange.losses import Fate, Loss, Stays

# What becomes of what no question of another program has.
LOST: Mapping[tuple[Loss, Fate], Promise] = {
    (Loss.GROUNDS, Fate.MOVED): _(
        "What it rests on (article or references, claims, where to read): moves to the last line of the "
        "general feedback, and is understood when the file comes back."
    ),
    (Loss.GROUNDS, Fate.LEFT_OUT): _(
        "What it rests on (article or references, claims, where to read): left out, for there is no general "
        "feedback that could tell it."
    ),
    (Loss.CREDIT, Fate.MOVED): _("From whom it was copied: moves to the end of the general feedback."),
    (Loss.CREDIT, Fate.LEFT_OUT): _("From whom it was copied: left out. Name the author elsewhere."),
    (Loss.LANGUAGE, Fate.CHANGED): _("Texts that are not written in this language: stand in the other one."),
    (Loss.LOOK, Fate.LEFT_OUT): _("Where to read again after choosing one option: left out."),
    (Loss.EXPLANATION, Fate.LEFT_OUT): _("The explanation: left out."),
    (Loss.FEEDBACK, Fate.LEFT_OUT): _("What is said to whoever chooses an option: left out."),
    (Loss.TOLERANCE, Fate.LEFT_OUT): _("How far a number may be off: left out; only the number is right."),
    (Loss.UNIT, Fate.LEFT_OUT): _("The unit of a number: left out."),
    (Loss.EXTRA, Fate.LEFT_OUT): _("What matches nothing: left out, which makes the question easier."),
    (Loss.PINNED, Fate.CHANGED): _("Options that stay last here: may be shuffled among the others."),
    (Loss.EMPHASIS, Fate.CHANGED): _("Emphasis, lists and links: become plain text."),
    (Loss.LINES, Fate.CHANGED): _("Paragraphs: stand on one line."),
    (Loss.CATEGORY, Fate.LEFT_OUT): _("Quiz and topic: left out."),
    (Loss.NAME, Fate.LEFT_OUT): _("The code of the question: left out."),
}  # fmt: skip
STAYING: Mapping[Stays, Promise] = {
    Stays.UNFINISHED: _("Not finished yet."),
    Stays.KIND: _("The format has no such questions, or has no room for so many options."),
    Stays.EXERCISE: _("Sorting sentences by label is an exercise and never graded."),
    Stays.OPINION: _("They rest on an opinion or a prediction, and such are never graded."),
    Stays.PREDICTION: _(
        "Predictions are voted on: nobody is right or wrong, so no file has them as questions."
    ),
}
