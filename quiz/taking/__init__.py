"""Attempts at quizzes and the answers in them."""
