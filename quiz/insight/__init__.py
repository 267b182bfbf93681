"""What a class's answers show: how hard questions were, what they tell apart, which options mislead."""
