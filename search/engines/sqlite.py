"""SQLite: an FTS5 table of terms beside the table of entries, by the same numbers.

FTS5's `ascii` tokenizer cuts at spaces and leaves our terms as they are: it has nothing to add to
the analyser. Positions are kept for phrases.
"""

import json
from collections.abc import Iterable

from search.engines.base import ADD_TO_COUNT, COLUMNS, GROUPED, Engine, Sql
from search.expressions import All, Any, Expression, Lexeme, Phrase, Without
from search.postings import Postings

# Holds a position that no query asks for, since every lexeme begins with a language.
GAP = "0"


def fts5_query(expression: Expression) -> str:
    """The expression in FTS5's query language."""
    match expression:
        case Lexeme(text, prefix):
            return f'"{text}"' + ("*" if prefix else "")
        case Phrase(texts):
            return f'"{" ".join(texts)}"'
        case All(parts):
            return "(" + " AND ".join(map(fts5_query, parts)) + ")"
        case Any(parts):
            return "(" + " OR ".join(map(fts5_query, parts)) + ")"
        case Without(base, excluded):
            return f"({fts5_query(base)} NOT {fts5_query(Any(excluded))})"


def _columns(postings: Postings) -> tuple[str, str]:
    marks = postings.marks.difference(postings.stream)
    return " ".join(word or GAP for word in postings.stream), " ".join(sorted(marks))


class SqliteEngine(Engine):
    """Full-text search by FTS5."""

    def lock(self) -> None:
        """SQLite has one writer at a time by itself."""

    def fetch_locked(self, sql: str, parameters: Iterable) -> list[tuple]:
        """A lookup like any other."""
        return self.fetch(sql, parameters)

    def run(self, statements: list[Sql]) -> None:
        """One after the other: SQLite takes one at a time, and is not far."""
        with self.connection.cursor() as cursor:
            for sql, parameters in statements:
                cursor.execute(sql, parameters)

    def storing(self, row: dict, postings: Postings) -> list[Sql]:
        """Replaces the row of both tables."""
        page_id = row["page_id"]
        changes = ", ".join(f"{column} = excluded.{column}" for column in COLUMNS[1:])
        marks = ", ".join(["%s"] * len(COLUMNS))
        entry = (
            f"INSERT INTO search_indexentry ({', '.join(COLUMNS)}) VALUES ({marks}) "
            f"ON CONFLICT (page_id) DO UPDATE SET {changes}"
        )
        return [
            (entry, [row[column] for column in COLUMNS]),
            ("DELETE FROM search_terms WHERE rowid = %s", [page_id]),
            (
                "INSERT INTO search_terms (rowid, stream, marks) VALUES (%s, %s, %s)",
                [page_id, *_columns(postings)],
            ),
        ]

    def remove(self, page_ids: list[int]) -> None:
        """Deletes the rows of both tables."""
        with self.connection.cursor() as cursor:
            for page_id in page_ids:
                cursor.execute("DELETE FROM search_terms WHERE rowid = %s", [page_id])
                cursor.execute("DELETE FROM search_indexentry WHERE page_id = %s", [page_id])

    def counting(self, language: str, rows: list[tuple[str, str, str, int]]) -> Sql:
        """Passes all rows in one parameter, of which SQLite takes a limited number."""
        sql = (
            "INSERT INTO search_indexword (language, spelling, key, term, pages) "
            "SELECT %s, json_extract(value, '$[0]'), json_extract(value, '$[1]'), "
            "json_extract(value, '$[2]'), json_extract(value, '$[3]') "
            f"FROM json_each(%s) WHERE true {ADD_TO_COUNT}"
        )
        return sql, [language, json.dumps(rows)]

    def holds(self, page_id: int, postings: Postings) -> bool:
        """Compares the stored terms."""
        rows = self.fetch("SELECT stream, marks FROM search_terms WHERE rowid = %s", [page_id])
        return rows == [_columns(postings)]

    def page_ids(self) -> set[int]:
        """The rows that have terms."""
        return {page_id for (page_id,) in self.fetch("SELECT rowid FROM search_terms", [])}

    def condition(self, expression: Expression) -> Sql:
        """The entry is among those that FTS5 finds."""
        sql = "entry.page_id IN (SELECT rowid FROM search_terms WHERE search_terms MATCH %s)"
        return sql, [fts5_query(expression)]

    def starts_with(self, column: str, prefix: str) -> Sql:
        """A range, since LIKE ignores case on SQLite and then no index answers it."""
        return f"({column} >= %s AND {column} < %s)", [prefix, prefix + "\U0010ffff"]

    def count(self, condition: Sql, besides: dict[str, Sql]) -> list[tuple]:
        """Reads the pages once, then groups them one way after the other."""
        sql, parameters = condition
        grouped = [
            f"SELECT '{name}', {column}, COUNT(*) FROM hits "
            f"WHERE {besides[name][0]} GROUP BY {column}"
            for name, column in GROUPED.items()
        ]
        return self.fetch(
            "WITH hits AS MATERIALIZED (SELECT language, kind, CAST(year AS text) AS year, "
            f"sectors, themes FROM search_indexentry AS entry WHERE {sql}) "
            "SELECT 'found', language, COUNT(*) FROM hits GROUP BY language UNION ALL "
            + " UNION ALL ".join(grouped),
            [*parameters, *(value for name in GROUPED for value in besides[name][1])],
        )

    def matches(self, expression: Expression) -> Sql:
        """FTS5 alone, without the table of entries."""
        sql = "SELECT rowid AS page_id FROM search_terms WHERE search_terms MATCH %s"
        return sql, [fts5_query(expression)]
