"""What authors mean to do."""
