"""What instructors see and do."""
