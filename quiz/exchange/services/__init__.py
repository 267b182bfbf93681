"""What instructors mean to do with a file."""
