"""What is raised where the database, which may be the cache as well, is gone or takes nothing."""

from django.db import DatabaseError, InterfaceError, InternalError, OperationalError

UNREACHABLE: tuple[type[Exception], ...] = (DatabaseError, OSError)
# PostgreSQL's name for: it is read only. So is a standby to which a connection was moved.
READ_ONLY = "25006"


def is_outage(error: BaseException | None) -> bool:
    """Whether it passes: the database cannot be reached, is locked, full or read only."""
    if isinstance(error, InternalError):
        return getattr(error.__cause__, "sqlstate", None) == READ_ONLY
    return isinstance(error, OperationalError | InterfaceError)
