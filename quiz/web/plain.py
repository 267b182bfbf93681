"""Rows as the driver gives them: for a page that reads tens of thousands of figures."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections

if TYPE_CHECKING:
    from django.db.models import QuerySet


def plain_rows(rows: "QuerySet[Any, Any]") -> list[tuple[Any, ...]]:
    """The rows of such values as both drivers give alike: whole numbers, floats, texts. 1 query, none where
    there can be no row.

    Django goes through every figure of every row once more, which took longer than all else in the process.
    """
    try:
        sql, params = rows.query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    except EmptyResultSet:
        return []
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(sql, params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def moment_of(text: str) -> datetime:
    """The moment that stands there as text: with its offset on PostgreSQL, in UTC on SQLite."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
