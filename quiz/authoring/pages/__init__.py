"""What each page of the editor shows."""
