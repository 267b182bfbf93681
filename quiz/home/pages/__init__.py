"""What the pages that join siblings show: reading only."""
