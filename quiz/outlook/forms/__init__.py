"""What readers and instructors fill in."""
