"""What the pages of a class show that need more than a row: reading only."""
