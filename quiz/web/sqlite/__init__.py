"""Django's backend for SQLite, but that a query is put into SQLite's own style once and not each time."""
