"""Which option is right, why, and what to say to the others. Who may import this is a contract."""

from django.db import models

from quiz.bank.models.questions import Question
from quiz.web.bilingual import Bilingual


class AnswerKey(models.Model):
    """The key of one question; from a question no way leads here.

    `solution` is by kind: {"right": [codes], "wrong": [codes]}, {"value": "80", "tolerance": "0"},
    {"order": [codes]} or {"pairs": {left: right}}; {} for labelling. `feedback` is
    {code: {"ja", "en", "section", "anchor"}}: what to say of an option, and the passage to read again.
    """

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="+", primary_key=True)
    solution = models.JSONField()
    feedback = models.JSONField(default=dict)
    explanation_ja = models.TextField()
    explanation_en = models.TextField()
    explanation = Bilingual()

    def __str__(self) -> str:
        return f"Key of question {self.question_id}"
