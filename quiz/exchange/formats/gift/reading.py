"""One question of a GIFT file: its title, its text, its answers between braces."""

import re

from quiz.domain.kinds import Kind
from quiz.exchange.formats.gift.answers import answered
from quiz.exchange.formats.gift.comments import is_comment, told_of
from quiz.exchange.formats.gift.texts import FORM, Piece, Source, unescaped
from quiz.exchange.formats.plain import NotRead, Question, Raw, Read, not_read, words_of
from quiz.exchange.formats.rules import Rule

LONGEST_QUESTION = 200_000
# Where the answers stood within a sentence: the same in both languages, and nothing to Markdown.
BLANK = "＿＿＿"
TITLE = re.compile(r"\s*::((?:\\.|[^\\:]|:(?!:))*)::", re.DOTALL)
BRACES = re.compile(r"\\.|[{}]", re.DOTALL)


def read(raw: Raw) -> Read:
    """What becomes of one question; raises nothing."""
    if len(raw.body) > LONGEST_QUESTION:
        return not_read(raw, Rule.TOO_LONG, str(LONGEST_QUESTION))
    source = Source(raw)
    try:
        question = _question(source, raw.category)
    except NotRead as found:
        return Read(None, (found.note,), source.line(0), raw.file, words_of(source.text))
    notes = tuple(sorted(source.notes, key=lambda note: note.line))
    return Read(question, notes, source.line(0), raw.file, words_of(question.stem))


def _question(source: Source, category: str) -> Question:
    name, start = _title(source)
    opening, closing = _braces(source, start)
    before, after = source.text[start:opening], _after(source, closing)
    if form := FORM.match(before.lstrip()):
        source.form = form[1]
    if after:
        source.tell(Rule.BLANK, opening, BLANK)
    stem = source.said(Piece(f"{before}{BLANK}{after}" if after else before, start))
    if not stem:
        raise source.refusal(Rule.NO_STEM, opening)
    answers = Piece(source.text[opening + 1 : closing], opening + 1)
    return answered(source, answers, Question(kind=Kind.SINGLE, stem=stem, name=name, category=category))


def _title(source: Source) -> tuple[str, int]:
    """The title, and where the text begins."""
    if not source.text.lstrip().startswith("::"):
        return "", 0
    found = TITLE.match(source.text)
    if found is None:
        raise source.refusal(Rule.UNCLOSED, source.text.index("::"), "::")
    return " ".join(unescaped(found[1]).split()), found.end()


def _braces(source: Source, start: int) -> tuple[int, int]:
    """Where the answers begin and end."""
    found = [each for each in BRACES.finditer(source.text, start) if each[0] in "{}"]
    signs = "".join(each[0] for each in found[:3])
    if not signs:
        raise source.refusal(Rule.KIND, start, "description")
    if signs == "{":
        raise source.refusal(Rule.UNCLOSED, found[0].start(), "{")
    if signs != "{}":
        # The first sign that is not what it should be.
        odd = next(at for at, sign in enumerate(signs) if sign != "{}"[at : at + 1])
        raise source.refusal(Rule.SYNTAX, found[odd].start(), signs[odd])
    return found[0].start(), found[1].start()


def _after(source: Source, closing: int) -> str:
    """What of the sentence follows the answers; a comment on their last line is told."""
    line, _end, rest = source.text[closing + 1 :].partition("\n")
    if is_comment(line):
        source.notes += told_of([line], source.line(closing))
        line = ""
    return f"{line}\n{rest}".rstrip() if f"{line}{rest}".strip() else ""
