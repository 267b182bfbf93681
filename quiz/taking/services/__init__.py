"""What changes attempts and answers."""
