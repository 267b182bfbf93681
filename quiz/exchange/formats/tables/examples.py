"""What stands in the template to download: a question of each kind, and what goes into each column."""

from collections.abc import Mapping

from quiz.domain.kinds import Kind
from quiz.exchange.formats.plain import Option, Pair, Question
from quiz.exchange.formats.tables.words import Field

EXAMPLES: Mapping[str, tuple[Question, ...]] = {
    "en": (
        Question(
            Kind.SINGLE, "Which of these is a berry in botany?", "fruit-1",
            (
                Option("Banana", is_right=True, feedback="It grows from one flower with one ovary."),
                Option("Strawberry", feedback="What looks like its seeds are its fruits."),
                Option("Raspberry", feedback="It is made of many small fruits."),
                Option("None of these", feedback="One of them is.", is_pinned=True),
            ),
            explanation="In botany a berry is a fleshy fruit of one ovary.", category="Fruit",
        ),
        Question(
            Kind.MULTIPLE, "Which of these are citrus fruits?", "fruit-2",
            (
                Option("Lemon", is_right=True), Option("Yuzu", is_right=True), Option("Apple"),
                Option("Grape"),
            ),
            category="Fruit",
        ),
        Question(
            Kind.TRUE_FALSE, "In botany a tomato is a fruit.", "fruit-3", answer=True,
            feedback="It has seeds and grows from a flower.", feedback_right="It is even a berry.",
            category="Fruit",
        ),
        Question(
            Kind.NUMERIC, "How many percent of a watermelon is water?", "fruit-4", answer="92",
            tolerance="2", unit="%", category="Fruit",
        ),
        Question(
            Kind.ORDERING, "Put these in order, the smallest first.", "fruit-5",
            items=("Blueberry", "Plum", "Apple", "Watermelon"), category="Fruit",
        ),
        Question(
            Kind.MATCHING, "Which prefecture harvests most of it?", "fruit-6",
            pairs=(Pair("Apple", "Aomori"), Pair("Mandarin", "Wakayama"), Pair("Cherry", "Yamagata")),
            extra=(Option("Tokyo", feedback="It harvests most of none of them."),), category="Fruit",
        ),
    ),
    "ja": (
        Question(
            Kind.SINGLE, "植物学でいう液果はどれですか。", "fruit-1",
            (
                Option("バナナ", is_right=True, feedback="1つの花の1つの子房が育った果実です。"),
                Option("いちご", feedback="種のように見える粒の1つ1つが果実です。"),
                Option("ラズベリー", feedback="小さな果実が集まったものです。"),
                Option("どれでもない", feedback="1つあります。", is_pinned=True),
            ),
            explanation="植物学では、液果は 1つの子房が育った、果肉のある果実です。", category="果物",
        ),
        Question(
            Kind.MULTIPLE, "柑橘類はどれですか。", "fruit-2",
            (
                Option("レモン", is_right=True), Option("ゆず", is_right=True), Option("りんご"),
                Option("ぶどう"),
            ),
            category="果物",
        ),
        Question(
            Kind.TRUE_FALSE, "植物学では、トマトは果実です。", "fruit-3", answer=True,
            feedback="種があり、花が育ったものです。", feedback_right="しかも液果です。", category="果物",
        ),
        Question(
            Kind.NUMERIC, "すいかの何パーセントが水ですか。", "fruit-4", answer="92", tolerance="2",
            unit="%", category="果物",
        ),
        Question(
            Kind.ORDERING, "小さい順に並べてください。", "fruit-5",
            items=("ブルーベリー", "すもも", "りんご", "すいか"), category="果物",
        ),
        Question(
            Kind.MATCHING, "収穫量がいちばん多い県はどこですか。", "fruit-6",
            pairs=(Pair("りんご", "青森"), Pair("みかん", "和歌山"), Pair("さくらんぼ", "山形")),
            extra=(Option("東京", feedback="どれもいちばんではありません。"),), category="果物",
        ),
    ),
}  # fmt: skip

EXPLAINED: Mapping[str, Mapping[Field, str]] = {
    "en": {
        Field.KIND: "Choose from the list. If it is empty, it is guessed from what else stands in the row.",
        Field.QUESTION: "The question. Always needed. Words between double stars are **stressed**; all"
        " other texts are shown plain.",
        Field.OPTION: "The options, one in each cell. Ordering: the items in their right order. Matching:"
        " “left → right” or “left = right”; “→ right” belongs to none. True or false: leave them empty."
        " For more options add columns.",
        Field.RIGHT: "The letter of the right option (A is option 1), its number or its text; several are"
        " parted by a semicolon. True or false: True or False. Number: the number. Ordering and matching:"
        " leave it empty.",
        Field.TOLERANCE: "Number: how far off an answer may be and still be right.",
        Field.UNIT: "Number: the unit.",
        Field.EXPLANATION: "What everybody reads after answering.",
        Field.FEEDBACK: "What is said to those who choose the option of the same number. True or false:"
        " 1 is for True and 2 for False.",
        Field.LAST: "The letters of options that stay last when the others are shuffled.",
        Field.TOPIC: "The topic.",
        Field.NAME: "A short name for the question, to find it again.",
    },
    "ja": {
        Field.KIND: "一覧から選びます。空欄なら、ほかの欄から判断します。",
        Field.QUESTION: "設問の文です。必ず書きます。二重の星印で囲んだ言葉は **強調** されます。"
        "ほかの欄は、書式なしで表示されます。",
        Field.OPTION: "選択肢を、1つの欄に1つずつ書きます。並べ替えは、正しい順に項目を書きます。組み合わせは"
        "「左 → 右」または「左 = 右」と書きます。「→ 右」は、どれとも組みません。正誤は、空欄でかまいません。"
        "選択肢が多いときは、列を足してください。",
        Field.RIGHT: "正解の選択肢の文字（Aは選択肢1）、番号、または文を書きます。"
        "複数あれば、セミコロンで区切ります。"
        "正誤は、正または誤と書きます。数値は、その数を書きます。並べ替えと組み合わせは、空欄にします。",
        Field.TOLERANCE: "数値：正解とみなす、正しい値からのずれです。",
        Field.UNIT: "数値：単位です。",
        Field.EXPLANATION: "解答したあと、全員が読む文です。",
        Field.FEEDBACK: "同じ番号の選択肢を選んだ人に見せる文です。正誤では、1が正、2が誤です。",
        Field.LAST: "順序を混ぜるときも最後に置く選択肢の文字です。",
        Field.TOPIC: "話題です。",
        Field.NAME: "あとで見つけるための、短い名前です。",
    },
}
