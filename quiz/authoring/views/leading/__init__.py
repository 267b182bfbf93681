"""What authors see and do."""
