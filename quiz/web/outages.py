"""What is raised where the database, which may be the cache as well, is gone."""

from django.db import DatabaseError

UNREACHABLE: tuple[type[Exception], ...] = (DatabaseError, OSError)
