"""What the pages of an outlook show: reading only, each at a fixed number of queries."""
