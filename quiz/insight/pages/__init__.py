"""What the dashboards show: reading only, each at a fixed number of queries."""
