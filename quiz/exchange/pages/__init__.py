"""What each page of an import and of an export shows."""
