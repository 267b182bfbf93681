"""What the pages of the bank show: reading only."""
