"""Queries that are compiled once a process: the ORM writes the SQL, and each later call only fills it in.

Django builds the SQL of a query anew each time, which took two thirds of the time of saving an answer. What a
query means stays in one place, in the ORM's words; nothing here writes SQL.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models import Expression, Field
from django.db.models.query import get_related_populators
from django.db.models.sql import InsertQuery, UpdateQuery

M = TypeVar("M", bound=models.Model)
# Numbers, texts and truths are what they are; the rest the field prepares.
PLAIN = (models.IntegerField, models.CharField, models.BooleanField)


class Slot(Expression):
    """The place of a value that is given later, prepared for the database as the field does."""

    def __init__(self, name: str, field: "Field[Any, Any]") -> None:
        super().__init__(output_field=field)
        self.name = name
        self.is_plain = isinstance(field, PLAIN)

    def as_sql(self, _compiler: Any, _connection: Any) -> Any:
        """A place, with the slot itself as what stands there until it is filled."""
        return "%s", [self]

    def filled(self, value: Any, to: Any) -> Any:
        """The value as the database behind this connection takes it."""
        if self.is_plain or value is None:
            return value
        return self.output_field.get_db_prep_save(value, to)


def _filled(params: Sequence[Any], values: dict[str, Any], to: Any) -> list[Any]:
    return [each.filled(values[each.name], to) if isinstance(each, Slot) else each for each in params]


def _here() -> Any:
    """The connection of this thread. Django's `connection` looks it up anew at each touch."""
    return connections[DEFAULT_DB_ALIAS]


def _asked(here: Any, sql: str, params: Sequence[Any], *, is_read: bool = True) -> list[Any]:
    """The rows of a statement; none where it only writes."""
    if here.vendor != "postgresql":
        with here.cursor() as cursor:
            cursor.execute(sql, params)
            return list(cursor.fetchall()) if is_read else []
    cursor = _bound_cursor(here)
    cursor.execute(sql, params)
    return list(cursor.fetchall()) if is_read else []


def _bound_cursor(here: Any) -> Any:
    """A cursor that sends the values beside the SQL, one a connection: PostgreSQL then plans a statement
    once, where Django's own, which writes values into the SQL, has it planned each time.
    """
    here.ensure_connection()
    raw = here.connection
    if not hasattr(raw, "bound"):
        raw.bound = here.Database.Cursor(raw)
    return here.make_debug_cursor(raw.bound) if here.queries_logged else here.make_cursor(raw.bound)


class _Prepared:
    """What is compiled once for each kind of database."""

    def __init__(self, build: Callable[[], Any]) -> None:
        self.build = build
        self._kept: dict[str, Any] = {}

    def compiled(self) -> Any:
        """What the ORM makes of it; the first call compiles it."""
        vendor = _here().vendor
        if vendor not in self._kept:
            self._kept[vendor] = self._compile()
        return self._kept[vendor]

    def _compile(self) -> Any:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Columns:
    """A compiled select, and how its rows become instances: the columns of the model itself and what makes
    one of them, those of related rows, those of annotations, and what turns a column into a value.
    """

    sql: str
    params: Sequence[Any]
    converters: Mapping[int, tuple[Sequence[Callable[..., Any]], Any]]
    made: Callable[[list[Any]], Any]
    names: Sequence[str]
    mine: slice
    populators: Sequence[Any]
    annotations: Mapping[str, int]


class Select(_Prepared, Generic[M]):
    """A queryset with slots in its filters: `rows(code=...)` gives its instances, with what it selects of
    related rows and its annotations. Where it locks rows, call it in a transaction.
    """

    def _compile(self) -> Any:
        here = _here()
        compiler = self.build().query.get_compiler(connection=here)
        sql, params = compiler.as_sql()
        info = compiler.klass_info
        columns = [column[0] for column in compiler.select]
        converters = compiler.get_converters(columns)
        fields = info["select_fields"]
        names = [columns[place].target.attname for place in fields]
        populators = get_related_populators(info, compiler.select, here.alias)  # type: ignore[call-arg]  # its stubs are of 6.0
        made = partial(info["model"].from_db, here.alias, names)
        mine = slice(fields[0], fields[0] + len(names))
        return Columns(sql, params, converters, made, names, mine, populators, compiler.annotation_col_map)

    def rows(self, **values: Any) -> list[M]:
        """The instances: 1 query."""
        return list(self._read(values))

    def first(self, **values: Any) -> M | None:
        """The first instance, or None: 1 query."""
        return next(self._read(values), None)

    def plain(self, **values: Any) -> list[list[Any]]:
        """The rows as they are, for where few of them become instances: 1 query."""
        query: Columns = self.compiled()
        return [row[query.mine] for row in self._lines(query, values)]

    def place(self, name: str) -> int:
        """Where in such a row a column of the model stands."""
        return cast("Columns", self.compiled()).names.index(name)

    def instance(self, row: list[Any]) -> M:
        """The instance of such a row."""
        made: M = self.compiled().made(row)
        return made

    @staticmethod
    def _lines(query: Columns, values: dict[str, Any]) -> Iterator[list[Any]]:
        here = _here()
        for line in _asked(here, query.sql, _filled(query.params, values, here)):
            row = list(line)
            for place, (each, expression) in query.converters.items():
                for convert in each:
                    row[place] = convert(row[place], expression, here)
            yield row

    def _read(self, values: dict[str, Any]) -> Iterator[M]:
        query: Columns = self.compiled()
        for row in self._lines(query, values):
            made: M = query.made(row[query.mine])
            for populator in query.populators:
                populator.populate(row, made)
            for name, place in query.annotations.items():
                setattr(made, name, row[place])
            yield made


class Write(_Prepared):
    """An update or an insert with slots for its values: `run(points=...)`."""

    def _compile(self) -> tuple[str, Sequence[Any]]:
        compiler = self.build().get_compiler(connection=_here())
        compiled = compiler.as_sql()
        # An insert is a list of statements, here always of one.
        sql, params = compiled[0] if isinstance(compiled, list) else compiled
        return sql, params

    def run(self, **values: Any) -> None:
        """Write it: 1 statement."""
        sql, params = self.compiled()
        here = _here()
        _asked(here, sql, _filled(params, values, here), is_read=False)


class Together:
    """Writes that belong together: one statement where the database takes several in one, else one each."""

    def __init__(self, *writes: Write) -> None:
        self.writes = writes

    def run(self, *values: dict[str, Any]) -> None:
        """Write them, each with its values."""
        here = _here()
        if here.vendor != "postgresql":
            for write, own in zip(self.writes, values, strict=True):
                write.run(**own)
            return
        parts = [write.compiled() for write in self.writes]
        *before, last = (sql for sql, _params in parts)
        named = ", ".join(f"written_{number} AS ({sql})" for number, sql in enumerate(before))
        told = [_filled(params, own, here) for (_sql, params), own in zip(parts, values, strict=True)]
        params = [each for part in told for each in part]
        _asked(here, f"WITH {named} {last}", params, is_read=False)


def slots(model: type[models.Model], *names: str) -> dict[str, Slot]:
    """A slot for each of these fields, by the names of their columns' attributes."""
    by_name = {field.attname: field for field in model._meta.concrete_fields}  # noqa: SLF001  Django's own name
    return {name: Slot(name, by_name[name]) for name in names}


def insert(model: type[models.Model], *names: str) -> Write:
    """A row with values for these fields; the others have their defaults, worked out once."""

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
