"""What those who teach see and do."""
