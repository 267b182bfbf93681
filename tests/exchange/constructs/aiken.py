"""What becomes of each construct of Aiken: MoodleDocs, "Aiken format"."""

from quiz.domain.kinds import Kind
from quiz.exchange.formats.plain import Option, Question
from quiz.exchange.formats.rules import Rule
from tests.exchange.constructs import Example

CHIP = Question(Kind.SINGLE, "Which chip?", options=(Option("H20", is_right=True), Option("A100")))


def example(text, becomes, *rules):
    return Example(text.encode(), becomes, rules)


EXAMPLES = {
    "question": example("Which chip?\nA. H20\nB. A100\nANSWER: A\n", CHIP),
    "brackets": example("Which chip?\nA) H20\nB) A100\nANSWER: A\n", CHIP),
    "no_space": example("Which chip?\nA)H20\nB)A100\nAnswer:a\n", CHIP),
    "several_lines": example(
        "One of these.\nWhich?\nA) H20\nB) A100\nANSWER: A\n",
        Question(Kind.SINGLE, "One of these.\nWhich?", options=CHIP.options),
    ),
    "signs": example(
        "Is 2 * 3 < 7?\nA) <b>yes</b>\nB) no\nANSWER: A",
        Question(
            Kind.SINGLE, r"Is 2 \* 3 \< 7?", options=(Option(r"\<b>yes\</b>", is_right=True), Option("no"))
        ),
    ),
    "no_answer": example("Which chip?\nA) H20\nB) A100\n", None, Rule.NO_ANSWER),
    "answer_unknown": example("Which chip?\nA) H20\nB) A100\nANSWER: C\n", None, Rule.NO_RIGHT),
    "answers": example("Which chip?\nA) H20\nB) A100\nANSWER: A, B\n", None, Rule.SYNTAX),
    "order": example("Which chip?\nA) H20\nC) A100\nANSWER: A\n", None, Rule.SYNTAX),
    "one_option": example("Which chip?\nA) H20\nANSWER: A\n", None, Rule.TOO_FEW),
    "empty_option": example("Which chip?\nA) H20\nB)\nANSWER: A\n", None, Rule.NO_TEXT),
    "no_question": example("A) H20\nB) A100\nANSWER: A\n", None, Rule.NO_STEM),
}
