"""What can be said of a file or of a question in it: a rule each, and how much it takes away."""

from enum import StrEnum


class Level(StrEnum):
    """What a rule does, the gravest first."""

    # Nothing of the file is read.
    REFUSED = "refused"
    # This question is not read.
    NOT_READ = "not_read"
    # Something of the question is left out.
    DROPPED = "dropped"
    # It is here in another way than there.
    CHANGED = "changed"


class Rule(StrEnum):
    """One thing to be told of what was read. What is said of it: quiz/exchange/wording.py."""

    # Of the whole file.
    EMPTY_FILE = "empty_file"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    UNKNOWN_FORMAT = "unknown_format"
    NO_QUESTIONS = "no_questions"
    NOT_TEXT = "not_text"
    NOT_XML = "not_xml"
    NOT_A_TABLE = "not_a_table"
    NO_COLUMNS = "no_columns"
    DOCTYPE = "doctype"
    TOO_DEEP = "too_deep"
    ZIP_BROKEN = "zip_broken"
    ZIP_TOO_MANY = "zip_too_many"
    ZIP_TOO_LARGE = "zip_too_large"
    ZIP_NAME = "zip_name"
    ZIP_TWICE = "zip_twice"
    ZIP_LINK = "zip_link"
    ZIP_ENCRYPTED = "zip_encrypted"
    ZIP_METHOD = "zip_method"
    # Of a question that is not read.
    SYNTAX = "syntax"
    UNCLOSED = "unclosed"
    KIND = "kind"
    NO_STEM = "no_stem"
    NO_TEXT = "no_text"
    NO_RIGHT = "no_right"
    TOO_FEW = "too_few"
    NOT_A_NUMBER = "not_a_number"
    NO_ANSWER = "no_answer"
    TOO_LONG = "too_long"
    MISSING_FILE = "missing_file"
    # Left out of a question, or of a file.
    IMAGE = "image"
    MEDIA = "media"
    MARKUP = "markup"
    TAGS = "tags"
    HINT = "hint"
    POINTS = "points"
    PENALTY = "penalty"
    TIME_LIMIT = "time_limit"
    SETTING = "setting"
    COMMENT = "comment"
    IDENTIFIER = "identifier"
    PARTIAL = "partial"
    MORE_ANSWERS = "more_answers"
    FEEDBACK = "feedback"
    CATEGORY = "category"
    NOT_LISTED = "not_listed"
    COLUMN = "column"
    SHEET = "sheet"
    # Here in another way.
    ENCODING = "encoding"
    LONG_CATEGORY = "long_category"
    PLAIN = "plain"
    WEIGHTS = "weights"
    ANY_RIGHT = "any_right"
    RANGE = "range"
    FEEDBACK_MOVED = "feedback_moved"
    UNIT = "unit"
    READ_AS = "read_as"
    BLANK = "blank"
    SHARED = "shared"


LEVELS: dict[Level, frozenset[Rule]] = {
    Level.REFUSED: frozenset(
        {
            Rule.EMPTY_FILE, Rule.TOO_LARGE, Rule.TOO_MANY, Rule.UNKNOWN_FORMAT, Rule.NO_QUESTIONS,
            Rule.NOT_TEXT, Rule.NOT_XML, Rule.NOT_A_TABLE, Rule.NO_COLUMNS, Rule.DOCTYPE, Rule.TOO_DEEP,
            Rule.ZIP_BROKEN, Rule.ZIP_TOO_MANY, Rule.ZIP_TOO_LARGE, Rule.ZIP_NAME, Rule.ZIP_TWICE,
            Rule.ZIP_LINK, Rule.ZIP_ENCRYPTED, Rule.ZIP_METHOD,
        }
    ),
    Level.NOT_READ: frozenset(
        {
            Rule.SYNTAX, Rule.KIND, Rule.NO_STEM, Rule.NO_RIGHT, Rule.TOO_FEW, Rule.NOT_A_NUMBER,
            Rule.NO_ANSWER, Rule.TOO_LONG, Rule.MISSING_FILE, Rule.UNCLOSED, Rule.NO_TEXT,
        }
    ),
    Level.DROPPED: frozenset(
        {
            Rule.IMAGE, Rule.MEDIA, Rule.MARKUP, Rule.TAGS, Rule.HINT, Rule.POINTS, Rule.PENALTY,
            Rule.TIME_LIMIT, Rule.SETTING, Rule.COMMENT, Rule.IDENTIFIER, Rule.PARTIAL, Rule.MORE_ANSWERS,
            Rule.FEEDBACK, Rule.CATEGORY, Rule.NOT_LISTED, Rule.COLUMN, Rule.SHEET,
        }
    ),
    Level.CHANGED: frozenset(
        {
            Rule.ENCODING, Rule.LONG_CATEGORY, Rule.PLAIN,
            Rule.WEIGHTS, Rule.ANY_RIGHT, Rule.RANGE, Rule.FEEDBACK_MOVED, Rule.UNIT,
            Rule.READ_AS, Rule.BLANK, Rule.SHARED,
        }
    ),
}  # fmt: skip


def level_of(rule: Rule) -> Level:
    """How much this rule takes away."""
    return next(level for level, rules in LEVELS.items() if rule in rules)
