"""What changes an outlook: voting, talking, leading."""
