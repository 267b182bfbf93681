"""What every page uses and that knows no model."""
