"""What those who teach see, and take away as files."""
