"""What is said of a rule, with the place and the words that it is about.

A new rule needs a line in SAYS. Where its words have a place of their own in the sentence it names them as
%(words)s; else they are told after it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from quiz.bank.findings.told import Words
from quiz.exchange.formats.plain import Note
from quiz.exchange.formats.rules import Level, Rule, level_of

FORMATS: Mapping[str, str] = {
    "gift": "GIFT", "moodle_xml": "Moodle XML", "qti12": "QTI 1.2", "qti21": "QTI 2.1", "qti22": "QTI 2.2",
    "qti3": "QTI 3.0", "aiken": "Aiken", "csv": "CSV", "xlsx": "Excel (XLSX)",
}  # fmt: skip
LEVELS: Mapping[Level, Words] = {
    Level.REFUSED: gettext_lazy("Refused"),
    Level.NOT_READ: gettext_lazy("Not read"),
    Level.DROPPED: gettext_lazy("Left out"),
    Level.CHANGED: gettext_lazy("Changed"),
}
SAYS: Mapping[Rule, Words] = {
    # Of the whole file.
    Rule.EMPTY_FILE: gettext_lazy("The file is empty."),
    Rule.TOO_LARGE: gettext_lazy("The file is larger than %(words)s MB. Export it in parts."),
    Rule.TOO_MANY: gettext_lazy("More than %(words)s questions stand in one file. Export it in parts."),
    Rule.UNKNOWN_FORMAT: gettext_lazy("This is none of the formats that are read here, or it is damaged."),
    Rule.NO_QUESTIONS: gettext_lazy("No question stands in the file."),
    Rule.NOT_TEXT: gettext_lazy("This is not text in UTF-8 or Shift_JIS."),
    Rule.NOT_XML: gettext_lazy("The XML is damaged here."),
    Rule.NOT_A_TABLE: gettext_lazy("The table cannot be opened."),
    Rule.NO_COLUMNS: gettext_lazy("The columns are none that are known here. The template shows them."),
    Rule.DOCTYPE: gettext_lazy("The XML defines a DOCTYPE or entities, which are not read for safety."),
    Rule.TOO_DEEP: gettext_lazy("The XML is nested more than %(words)s levels deep."),
    Rule.ZIP_BROKEN: gettext_lazy("This is not a ZIP file, or it is damaged."),
    Rule.ZIP_TOO_MANY: gettext_lazy("The ZIP file holds more than %(words)s files."),
    Rule.ZIP_TOO_LARGE: gettext_lazy("Unpacked, the files are larger than %(words)s MB."),
    Rule.ZIP_NAME: gettext_lazy("The name of a file in the ZIP file leads out of its folder."),
    Rule.ZIP_TWICE: gettext_lazy("A file stands more than once in the ZIP file."),
    Rule.ZIP_LINK: gettext_lazy("The ZIP file holds a link; only plain files are read."),
    Rule.ZIP_ENCRYPTED: gettext_lazy("The ZIP file is encrypted. Make it without a password."),
    Rule.ZIP_METHOD: gettext_lazy("The ZIP file is packed in a way that is not read here."),
    # Of a question that is not read.
    Rule.SYNTAX: gettext_lazy("This is not written as the format wants it."),
    Rule.KIND: gettext_lazy("There are no questions of this kind here."),
    Rule.NO_STEM: gettext_lazy("It has no question text."),
    Rule.NO_RIGHT: gettext_lazy("It does not say which answer is right."),
    Rule.TOO_FEW: gettext_lazy("It has too few answers."),
    Rule.NOT_A_NUMBER: gettext_lazy("Its answer is not a number."),
    Rule.NO_ANSWER: gettext_lazy("It has no answer."),
    Rule.TOO_LONG: gettext_lazy("One of its texts is longer than %(words)s characters."),
    Rule.MISSING_FILE: gettext_lazy("A file that it names is missing."),
    Rule.UNCLOSED: gettext_lazy("What is opened here is never closed."),
    Rule.NO_TEXT: gettext_lazy("One of its answers has no text."),
    # Left out of a question, or of a file.
    Rule.IMAGE: gettext_lazy("A picture is left out."),
    Rule.MEDIA: gettext_lazy("Sound or video is left out."),
    Rule.MARKUP: gettext_lazy("The text stays; formatting is left out."),
    Rule.TAGS: gettext_lazy("Tags are left out."),
    Rule.HINT: gettext_lazy("A hint is left out."),
    Rule.POINTS: gettext_lazy("Each question counts 1 here; its points are left out."),
    Rule.PENALTY: gettext_lazy("The penalty for further tries is left out."),
    Rule.TIME_LIMIT: gettext_lazy("The time limit is left out."),
    Rule.SETTING: gettext_lazy("A setting is left out."),
    Rule.COMMENT: gettext_lazy("A comment is left out."),
    Rule.IDENTIFIER: gettext_lazy("An identifier of the other program is left out."),
    Rule.PARTIAL: gettext_lazy("Partly right answers count as wrong here."),
    Rule.MORE_ANSWERS: gettext_lazy("Only the answer with full marks stays; others are left out."),
    Rule.FEEDBACK: gettext_lazy("Feedback is left out."),
    Rule.CATEGORY: gettext_lazy("What the file says about a category is left out."),
    Rule.COLUMN: gettext_lazy("What stands in a column that is not known here is left out."),
    Rule.SHEET: gettext_lazy("Only one sheet is read; another is left out."),
    Rule.NOT_LISTED: gettext_lazy("A question that the list of its package does not name is left out."),
    # Here in another way.
    Rule.ENCODING: gettext_lazy("The file is not in UTF-8; it was read in another encoding."),
    Rule.PLAIN: gettext_lazy("Emphasis, lists or links are plain text here."),
    Rule.LONG_CATEGORY: gettext_lazy("The name of its category is shortened."),
    Rule.WEIGHTS: gettext_lazy("Right answers count alike here, and so do wrong ones; weights are left out."),
    Rule.ANY_RIGHT: gettext_lazy("There any one right answer was enough; here all of them are to be chosen."),
    Rule.RANGE: gettext_lazy("The range of right numbers became a number with a tolerance."),
    Rule.FEEDBACK_MOVED: gettext_lazy("Feedback went into the explanation, or to an option."),
    Rule.UNIT: gettext_lazy("The unit is kept in another way."),
    Rule.READ_AS: gettext_lazy("It is read as follows."),
    Rule.BLANK: gettext_lazy("The gap in the text became a line."),
    Rule.SHARED: gettext_lazy("Several prompts have the same answer; here it stands once for each."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A note in words: what it does ("refused", "not_read", "dropped", "changed"), the rule, its place in the
    file (line 0: none), and the sentence in the language of the page.
    """

    level: str
    rule: str
    file: str
    line: int
    says: str

    @property
    def where(self) -> str:
        """The place in words: "line 12", "quiz.xml, line 12"; "" where there is none."""
        return place_words(self.file, self.line)

    @property
    def level_words(self) -> str:
        """What becomes of what it is about, in a word."""
        return str(LEVELS[Level(self.level)])


def told(note: Note) -> Told:
    """A note in words."""
    return Told(level_of(note.rule).value, note.rule.value, note.file, note.line, sentence(note))


def all_told(notes: Iterable[Note]) -> tuple[Told, ...]:
    """Notes in words, in their order."""
    return tuple(map(told, notes))


def sentence(note: Note) -> str:
    """What is said of a note, without its place."""
    says, words = str(SAYS[note.rule]), _shown(note.words)
    if "%(words)s" in says:
        return says % {"words": words}
    if not words:
        return says
    colon = "：" if get_language() == "ja" else ": "
    return f"{says.rstrip('.。')}{colon}{words}"


def place_words(file: str, line: int) -> str:
    """A place in a file, in words."""
    if not line:
        return file
    at = _("line %(line)d") % {"line": line}
    return _("%(file)s, %(place)s") % {"file": file, "place": at} if file else at


def format_words(name: str) -> str:
    """What a format is called."""
    return FORMATS.get(name, name)


def _shown(words: str) -> str:
    """Words from a stranger's file on one line, none of which turns the rest of it around."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())
