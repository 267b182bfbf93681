"""Queries that are compiled once a process: the ORM writes the SQL, and each later call only fills it in.

Django builds the SQL of a query anew each time, which took two thirds of the time of saving an answer. What a
query means stays in one place, in the ORM's words; nothing here writes SQL.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar, cast

from django.db import connections, models
from django.db.models import Expression, Field
from django.db.models.query import get_related_populators
from django.db.models.sql import InsertQuery, UpdateQuery

M = TypeVar("M", bound=models.Model)
Compiled = tuple[str, tuple[Any, ...]]


class Slot(Expression):
    """The place of a value that is given later, prepared for the database as the field does."""

    def __init__(self, name: str, field: "Field[Any, Any]") -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, _compiler: Any, _connection: Any) -> Any:
        """A place, with the slot itself as what stands there until it is filled."""
        return "%s", [self]

    def filled(self, value: Any, connection: Any) -> Any:
        """The value as the database takes it."""
        return self.output_field.get_db_prep_save(value, connection)


def _filled(params: Sequence[Any], values: dict[str, Any], connection: Any) -> list[Any]:
    return [each.filled(values[each.name], connection) if isinstance(each, Slot) else each for each in params]


class _Prepared:
    """What is compiled once for each kind of database."""

    def __init__(self, build: Callable[[], Any], using: str = "default") -> None:
        self.build = build
        self.using = using
        self._kept: dict[str, Any] = {}

    @property
    def connection(self) -> Any:
        """The connection of the thread that asks."""
        return connections[self.using]

    def compiled(self) -> Any:
        """What the ORM makes of it; the first call compiles it."""
        vendor = self.connection.vendor
        if vendor not in self._kept:
            self._kept[vendor] = self._compile()
        return self._kept[vendor]

    def _compile(self) -> Any:
        raise NotImplementedError


class Select(_Prepared, Generic[M]):
    """A queryset with slots in its filters: `rows(code=...)` gives its instances, with what it selects of
    related rows and its annotations. Where it locks rows, call it in a transaction.
    """

    def _compile(self) -> Any:
        compiler = self.build().query.get_compiler(connection=self.connection)
        sql, params = compiler.as_sql()
        info = compiler.klass_info
        columns = [column[0] for column in compiler.select]
        converters = compiler.get_converters(columns)
        fields = info["select_fields"]
        names = [columns[place].target.attname for place in fields]
        populators = get_related_populators(info, compiler.select, self.using)  # type: ignore[call-arg]  # its stubs are of 6.0
        return (
            sql,
            tuple(params),
            converters,
            info["model"],
            fields[0],
            names,
            populators,
            dict(compiler.annotation_col_map),
        )

    def rows(self, **values: Any) -> list[M]:
        """The instances: 1 query."""
        return list(self._read(values))

    def first(self, **values: Any) -> M | None:
        """The first instance, or None: 1 query."""
        return next(self._read(values), None)

    def _read(self, values: dict[str, Any]) -> Iterator[M]:
        sql, params, converters, model, start, names, populators, annotations = self.compiled()
        connection = self.connection
        with connection.cursor() as cursor:
            cursor.execute(sql, _filled(params, values, connection))
            found = cursor.fetchall()
        for line in found:
            row = list(line)
            for place, (each, expression) in converters.items():
                for convert in each:
                    row[place] = convert(row[place], expression, connection)
            made: M = model.from_db(self.using, names, row[start : start + len(names)])
            for populator in populators:
                populator.populate(row, made)
            for name, place in annotations.items():
                setattr(made, name, row[place])
            yield made


class Write(_Prepared):
    """An update or an insert with slots for its values: `run(points=...)`."""

    def _compile(self) -> Compiled:
        compiler = self.build().get_compiler(connection=self.connection)
        compiled = compiler.as_sql()
        sql, params = compiled[0] if isinstance(compiled, list) else compiled
        return sql, tuple(params)

    def run(self, **values: Any) -> None:
        """Write it: 1 statement."""
        sql, params = self.compiled()
        with self.connection.cursor() as cursor:
            cursor.execute(sql, _filled(params, values, self.connection))


def slots(model: type[models.Model], *names: str) -> dict[str, Slot]:
    """A slot for each of these fields, by the names of their columns' attributes."""
    by_name = {field.attname: field for field in model._meta.concrete_fields}  # noqa: SLF001  Django's own name
    return {name: Slot(name, by_name[name]) for name in names}


def insert(model: type[models.Model], *names: str) -> Write:
    """A row with values for these fields; the others have their defaults."""

    def build() -> InsertQuery:
        query = InsertQuery(model)
        made = model(**slots(model, *names))
        fields = [field for field in model._meta.concrete_fields if not field.primary_key]  # noqa: SLF001  as above
        query.insert_values(fields, [made])
        return query

    return Write(build)


def update(model: type[models.Model], *names: str) -> Write:
    """The row with this `pk` gets values for these fields."""

    def build() -> UpdateQuery:
        key = Slot("pk", model._meta.pk)  # noqa: SLF001  as above
        rows = model._default_manager.filter(pk=key)  # noqa: SLF001  as above
        query = cast("UpdateQuery", rows.query.chain(UpdateQuery))
        query.add_update_values(slots(model, *names))
        return query

    return Write(build)
