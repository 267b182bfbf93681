"""What changes the bank, under one name: loading a pack, and freezing what is used."""

from quiz.bank.services.loading import load_pack
from quiz.bank.services.quizzes import freeze_quiz

__all__ = ["freeze_quiz", "load_pack"]
