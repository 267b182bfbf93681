"""What the pages of attempts show: reading only."""
