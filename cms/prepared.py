"""Queries that are built once and asked many times with other values.

Django builds the SQL of a queryset anew each time: 1 to 5 ms for the joins of a page (measured),
of which the database takes a tenth. A function decorated with `@prepared` makes its queryset once,
with a `Slot` for each value; what it is called with then takes the slots' places. Whatever readers'
pages ask at every request goes through here; this can be deleted whole once Django keeps its SQL.
"""

from collections.abc import Callable
from copy import copy
from functools import wraps
from types import SimpleNamespace

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Expression, Field, QuerySet
from django.utils.translation import get_language

from cms.visibility import restricted_paths

# The lengths of lists that were asked for, the languages, what is restricted: few, but no memory
# grows without end.
MOST = 500


class Slot(Expression):
    """Where a value of a query goes.

    Args:
        name: the argument that it stands for.
        place: which of the argument's values, where it is a list.
        field: the kind of value, which says how the database writes it.
    """

    def __init__(self, name: str, place: int, field: Field):
        super().__init__(output_field=field)
        self.name, self.place = name, place

    def as_sql(self, compiler, connection):
        """A placeholder, for which the slot itself stands in."""
        return "%s", (self,)


class _Statement:
    """A queryset with the SQL that was built for it."""

    def __init__(self, queryset: QuerySet):
        self.queryset = queryset
        self.compiler = queryset.query.get_compiler(using=queryset.db)
        try:
            self.sql, self.parameters = self.compiler.as_sql()
        except EmptyResultSet:
            self.sql, self.parameters = "", ()
            return
        columns = self.compiler.select[: self.compiler.col_count]
        self.converters = self.compiler.get_converters([column for column, *_rest in columns])

    def rows(self, values: dict[str, list]) -> list:
        """What Django makes of the rows: pages, or tuples of values."""
        if not self.sql:
            return []
        connection = connections[self.queryset.db]
        filled = (
            self.sql,
            tuple(
                one.output_field.get_db_prep_value(values[one.name][one.place], connection)
                if isinstance(one, Slot)
                else one
                for one in self.parameters
            ),
        )
        compiler = copy(self.compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_args, **_options: filled
        compiler.get_converters = lambda _columns: self.converters
        query = copy(self.queryset.query)
        query.get_compiler = lambda *_args, **_options: compiler
        asked = SimpleNamespace(
            db=self.queryset.db, query=query, _fields=None, _known_related_objects={}
        )
        return list(self.queryset._iterable_class(asked))


def prepared(**fields: Field) -> Callable:
    """Decorates a function that makes a queryset; calling it returns the queryset's rows.

    The queryset may depend on the arguments, the active language and what is restricted, and on
    nothing else that changes. Positional arguments are handed on as they are, and a query is built
    for each; they are few.

    Args:
        fields: the kind of each keyword argument. One given as a list comes as a list of slots.
    """

    def decorate(make: Callable[..., QuerySet]) -> Callable[..., list]:
        statements: dict[tuple, _Statement] = {}

        @wraps(make)
        def ask(*fixed, **arguments) -> list:
            values = {name: _padded(value) for name, value in arguments.items()}
            shape = tuple((name, len(value)) for name, value in values.items())
            key = fixed, shape, get_language(), restricted_paths()
            statement = statements.get(key)
            if statement is None:
                slots = {
                    name: [Slot(name, place, fields[name]) for place in range(len(value))]
                    for name, value in values.items()
                }
                made = make(
                    *fixed,
                    **{
                        name: slots[name] if isinstance(value, list) else slots[name][0]
                        for name, value in arguments.items()
                    },
                )
                if len(statements) >= MOST:
                    statements.clear()
                statement = statements[key] = _Statement(made)
            return statement.rows(values)

        return ask

    return decorate


def held(page, relation: str) -> bool:
    """Whether a page holds the rows of a relation itself, as drafts do: the database has others."""
    return relation in getattr(page, "_cluster_related_objects", {})


def _padded(value) -> list:
    """The values of an argument; of a list, the last repeated, so that few lengths are built."""
    if not isinstance(value, list):
        return [value]
    length = 1 << (len(value) - 1).bit_length() if value else 0
    return value + value[-1:] * (length - len(value))
