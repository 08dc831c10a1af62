"""PostgreSQL: a `tsvector` with a GIN index, beside the columns of the entry.

The vector is kept out of line (`toast_tuple_target`), so that the thousands of rows of a frequent
word lie on few disk pages. Terms come analysed, so no text search configuration is ever used.
"""

from collections import defaultdict
from collections.abc import Iterable

from search.engines.base import ADD_TO_COUNT, COLUMNS, GROUPED, Engine, Sql
from search.expressions import All, Any, Expression, Lexeme, Phrase, Without
from search.postings import Postings

# Any number will do, as long as nothing else in the database uses it.
LOCK = 733_905_204


def _as_text(column: str) -> str:
    return f"{column}::text"


def _quote(text: str) -> str:
    if not text.isalnum():
        text = text.replace("\\", "\\\\").replace("'", "''")
    return f"'{text}'"


def tsquery(expression: Expression) -> str:
    """The expression in PostgreSQL's query language."""
    match expression:
        case Lexeme(text, prefix):
            return _quote(text) + (":*" if prefix else "")
        case Phrase(texts):
            return "(" + " <-> ".join(map(_quote, texts)) + ")"
        case All(parts):
            return "(" + " & ".join(map(tsquery, parts)) + ")"
        case Any(parts):
            return "(" + " | ".join(map(tsquery, parts)) + ")"
        case Without(base, excluded):
            return " & !".join([f"({tsquery(base)}", *map(tsquery, excluded)]) + ")"


def tsvector(postings: Postings) -> str:
    """The postings as PostgreSQL reads a vector."""
    places: dict[str, list[str]] = defaultdict(list)
    for position, word in enumerate(postings.stream, start=1):
        if word:
            places[word].append(str(position))
    placed = [f"{_quote(word)}:{','.join(positions)}" for word, positions in places.items()]
    return " ".join(placed + [_quote(mark) for mark in postings.marks if mark not in places])


class PostgresqlEngine(Engine):
    """Full-text search by GIN."""

    def lock(self) -> None:
        """One writer at a time: two that count the same words in another order would deadlock."""
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])

    def fetch_locked(self, sql: str, parameters: Iterable) -> list[tuple]:
        """In one round trip; the lookup sees what the writer waited for has written."""
        with self.connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_xact_lock(%s); {sql}", [LOCK, *parameters])
            cursor.nextset()
            return cursor.fetchall()

    def run(self, statements: list[Sql]) -> None:
        """One after the other in one round trip."""
        if not statements:
            return
        with self.connection.cursor() as cursor:
            cursor.execute(
                "; ".join(sql for sql, _values in statements),
                [value for _sql, values in statements for value in values],
            )

    def storing(self, row: dict, postings: Postings) -> list[Sql]:
        """Upserts the row with its vector."""
        columns = [*COLUMNS, "terms"]
        changes = ", ".join(f"{column} = excluded.{column}" for column in columns[1:])
        marks = ", ".join(["%s"] * len(COLUMNS))
        sql = (
            f"INSERT INTO search_indexentry ({', '.join(columns)}) "
            f"VALUES ({marks}, %s::tsvector) ON CONFLICT (page_id) DO UPDATE SET {changes}"
        )
        return [(sql, [*(row[column] for column in COLUMNS), tsvector(postings)])]

    def remove(self, page_ids: list[int]) -> None:
        """Deletes the rows."""
        with self.connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_indexentry WHERE page_id = ANY(%s)", [page_ids])

    def counting(self, language: str, rows: list[tuple[str, str, str, int]]) -> Sql:
        """Passes four texts, a value a line: to quote each value takes longer than to store it."""
        columns = ["\n".join(map(str, column)) for column in zip(*rows, strict=True)]
        cut = "string_to_array(%s, E'\n')"
        sql = (
            "INSERT INTO search_indexword (language, spelling, key, term, pages) "
            f"SELECT %s, * FROM unnest({cut}, {cut}, {cut}, {cut}::int[]) {ADD_TO_COUNT}"
        )
        return sql, [language, *columns]

    def holds(self, page_id: int, postings: Postings) -> bool:
        """Compares vectors in the database."""
        sql = "SELECT terms = %s::tsvector FROM search_indexentry WHERE page_id = %s"
        return self.fetch(sql, [tsvector(postings), page_id]) == [(True,)]

    def page_ids(self) -> set[int]:
        """The rows that have a vector."""
        rows = self.fetch("SELECT page_id FROM search_indexentry WHERE terms IS NOT NULL", [])
        return {page_id for (page_id,) in rows}

    def condition(self, expression: Expression) -> Sql:
        """The vector matches."""
        return "entry.terms @@ %s::tsquery", [tsquery(expression)]

    def starts_with(self, column: str, prefix: str) -> Sql:
        """LIKE, which an index with `varchar_pattern_ops` answers."""
        return f"{column} LIKE %s", [prefix.replace("%", "").replace("_", "") + "%"]

    def count(self, condition: Sql, besides: dict[str, Sql]) -> list[tuple]:
        """Reads the pages once and groups them five ways at once."""
        sql, parameters = condition
        columns = list(GROUPED.values())
        counted = ", ".join(f"COUNT(*) FILTER (WHERE {besides[name][0]})" for name in GROUPED)
        rows = self.fetch(
            f"SELECT GROUPING({', '.join(columns)}), "
            f"COALESCE({', '.join(map(_as_text, columns))}), COUNT(*), {counted} "
            f"FROM search_indexentry AS entry WHERE {sql} "
            f"GROUP BY GROUPING SETS ({', '.join(f'({column})' for column in columns)})",
            [*(value for name in GROUPED for value in besides[name][1]), *parameters],
            of_all=True,
        )
        found = []
        for grouping, value, pages, *numbers in rows:
            # The one column that is not left out has the one bit that is not set.
            place = next(
                place
                for place in range(len(columns))
                if not grouping >> len(columns) - 1 - place & 1
            )
            name = list(GROUPED)[place]
            found.append((name, value, numbers[place]))
            if name == "language":
                found.append(("found", value, pages))
        return found

    def fetch(self, sql: str, parameters: Iterable, of_all: bool = False) -> list[tuple]:
        """In one round trip, with hints for the planner.

        A scan of the table reads every vector back from where it is kept out of line, which the
        planner does not count; compiling, and starting other processes, cost more than any of our
        queries. That most pages have a word, it does not expect either: where the pages found are
        all needed, it must not go through them one by one, nor through another column's index.
        """
        few = "off" if of_all else "on"
        with self.connection.cursor() as cursor:
            cursor.execute(
                f"SET LOCAL enable_indexscan = {few}; SET LOCAL enable_nestloop = {few}; "
                "SET LOCAL enable_seqscan = off; SET LOCAL jit = off; "
                "SET LOCAL max_parallel_workers_per_gather = 0; "
                f"{sql}; SET LOCAL enable_seqscan = on; "
                "SET LOCAL enable_indexscan = on; SET LOCAL enable_nestloop = on",
                list(parameters),
            )
            for _setting in range(5):
                cursor.nextset()
            return cursor.fetchall()
