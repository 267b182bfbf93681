"""What is asked and what it rests on: sources, claims, references, questions, keys, quizzes."""
