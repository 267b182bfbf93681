"""The words of a table in Japanese and English: headings, kinds, right and wrong."""

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from string import ascii_lowercase

from quiz.domain.kinds import Kind


class Field(StrEnum):
    """What a column holds."""

    KIND = "kind"
    QUESTION = "question"
    OPTION = "option"  # numbered
    RIGHT = "right"
    VALUE = "value"
    TOLERANCE = "tolerance"
    UNIT = "unit"
    EXPLANATION = "explanation"
    FEEDBACK = "feedback"  # numbered
    LAST = "last"
    TOPIC = "topic"
    NAME = "name"
    # Other programs have them and we do not.
    FOR_RIGHT = "for_right"
    FOR_WRONG = "for_wrong"
    POINTS = "points"
    TIME_LIMIT = "time_limit"
    REQUIRED = "required"
    HINT = "hint"
    TAGS = "tags"
    IMAGE = "image"


# By language, as we write them; a numbered one is followed by its number.
WRITTEN: Mapping[str, Mapping[Field, str]] = {
    "en": {
        Field.KIND: "Kind", Field.QUESTION: "Question", Field.OPTION: "Option", Field.RIGHT: "Right answer",
        Field.TOLERANCE: "Tolerance", Field.UNIT: "Unit", Field.EXPLANATION: "Explanation",
        Field.FEEDBACK: "Feedback", Field.LAST: "Stays last", Field.TOPIC: "Topic", Field.NAME: "Name",
    },
    "ja": {
        Field.KIND: "種類", Field.QUESTION: "設問", Field.OPTION: "選択肢", Field.RIGHT: "正解",
        Field.TOLERANCE: "許容範囲", Field.UNIT: "単位", Field.EXPLANATION: "解説",
        Field.FEEDBACK: "フィードバック", Field.LAST: "最後に固定", Field.TOPIC: "話題", Field.NAME: "コード",
    },
}  # fmt: skip
# Without blanks and hyphens, in small letters.
READ: Mapping[Field, str] = {
    Field.KIND: "kind type questiontype itemtype 種類 設問の種類 問題の種類 形式 出題形式 タイプ",
    Field.QUESTION: "question questiontext questiontitle stem prompt 設問 問題 設問文 問題文 質問",
    Field.RIGHT: "rightanswer rightanswers correctanswer correctanswers correct correctoption right answer"
    " answers answerkey key 正解 正答 答え",
    Field.VALUE: "value rightvalue correctvalue 数値 値 正しい値",
    Field.TOLERANCE: "tolerance margin 許容範囲 許容誤差 誤差",
    Field.UNIT: "unit units 単位",
    Field.EXPLANATION: "explanation generalfeedback feedback solution rationale 解説 説明 フィードバック",
    Field.LAST: "stayslast pinned 最後に固定",
    Field.TOPIC: "topic category 話題 カテゴリ カテゴリー 分類 単元",
    Field.NAME: "name code id コード 名前",
    Field.FOR_RIGHT: "correctfeedback correctanswerfeedback feedbackcorrect feedbackforcorrectanswers"
    " 正解時のフィードバック",
    Field.FOR_WRONG: "incorrectfeedback incorrectanswerfeedback feedbackincorrect wrongfeedback"
    " wronganswerfeedback feedbackforincorrectanswers 不正解時のフィードバック",
    Field.POINTS: "points point score mark marks 配点 点数 点",
    Field.TIME_LIMIT: "timelimit timer seconds 制限時間 時間制限",
    Field.REQUIRED: "required 必須",
    Field.HINT: "hint hints help helptext ヒント",
    Field.TAGS: "tag tags keywords タグ",
    Field.IMAGE: "image imageurl imagelink picture video videourl media mediaurl 画像 動画",
}
NUMBERED: Mapping[Field, str] = {
    Field.OPTION: "option|answer|choice|選択肢|解答|回答|項目",
    Field.FEEDBACK: "feedback|optionfeedback|answerfeedback|フィードバック|解説",
}
HEADINGS = {word: field for field, words in READ.items() for word in words.split()}
NUMBER = re.compile(
    f"(?:{'|'.join(f'(?P<{field}>{words})' for field, words in NUMBERED.items())})(?P<at>[0-9]{{1,3}}|[a-z])"
)
# What stands behind a heading explains it: "Answer 1 - max 75 characters", "Correct answer(s)".
BEHIND = re.compile(r"\s-\s|[(:–—/]")
BLANKS = re.compile(r"[\s_\-./]+")
LONGEST_HEADING = 200

KINDS: Mapping[str, Mapping[Kind, str]] = {
    "en": {
        Kind.SINGLE: "Single choice", Kind.MULTIPLE: "Multiple answers", Kind.TRUE_FALSE: "True or false",
        Kind.NUMERIC: "Number", Kind.ORDERING: "Ordering", Kind.MATCHING: "Matching",
    },
    "ja": {
        Kind.SINGLE: "単一選択", Kind.MULTIPLE: "複数選択", Kind.TRUE_FALSE: "正誤",
        Kind.NUMERIC: "数値", Kind.ORDERING: "並べ替え", Kind.MATCHING: "組み合わせ",
    },
}  # fmt: skip
KIND_WORDS: Mapping[Kind, str] = {
    Kind.SINGLE: "single singlechoice singleanswer singleselect radio dropdown list 単一選択 択一 単一"
    " ラジオボタン プルダウン",
    Kind.MULTIPLE: "multiple multipleanswers multipleresponse multipleselect multiselect msq checkbox"
    " checkboxes 複数選択 複数回答 チェックボックス",
    Kind.TRUE_FALSE: "trueorfalse truefalse tf boolean 正誤 正誤問題 ○× 〇× まるばつ",
    Kind.NUMERIC: "number numeric numerical 数値 数字",
    Kind.ORDERING: "ordering order sequence 並べ替え 並び替え 順序",
    Kind.MATCHING: "matching match pairs 組み合わせ 組合せ マッチング",
}
KIND_OF = {word: kind for kind, words in KIND_WORDS.items() for word in words.split()}
# One right answer or several: what stands there decides.
CHOICE = frozenset({"multiplechoice", "choice", "mcq", "mc", "quiz", "選択"})

TRUTH: Mapping[str, Mapping[bool, str]] = {
    "en": {True: "True", False: "False"},
    "ja": {True: "正", False: "誤"},
}
TRUTH_WORDS: Mapping[bool, str] = {
    True: "true t right correct 正 正しい ○ 〇 ◯ o まる 真",
    False: "false f wrong incorrect 誤 誤り 正しくない × ✕ ✗ x ばつ 偽",
}
TRUTHS = {word: truth for truth, words in TRUTH_WORDS.items() for word in words.split()}


def plain(text: str) -> str:
    """A text as it is compared: neither widths nor capitals nor blanks make a difference."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def field_of(heading: str) -> tuple[Field, int] | None:
    """What a column of this heading holds, and its number, 0 where it has none; None for what is unknown."""
    if len(heading) > LONGEST_HEADING:
        return None
    word = BLANKS.sub("", BEHIND.split(plain(heading))[0])
    if field := HEADINGS.get(word):
        return field, 0
    if len(word) == 1 and word in ascii_lowercase:
        return Field.OPTION, place_of(word)
    if (found := NUMBER.fullmatch(word)) and found.lastgroup:
        field = next(each for each in NUMBERED if found[each])
        return field, place_of(found["at"])
    return None


def place_of(sign: str) -> int:
    """The place that a number or a small letter names: 1 for "1" and for "a"."""
    return int(sign) if sign.isdecimal() else ascii_lowercase.index(sign) + 1


def kind_word(text: str) -> str:
    """The word of a kind as `KIND_OF` and `CHOICE` have it."""
    return BLANKS.sub("", plain(text))


def truth_of(text: str) -> bool | None:
    """True or false in words; None for anything else."""
    return TRUTHS.get(plain(text))
