"""What an engine must be able to do. `search.indexing` writes through it, `search.lookup` reads."""

from abc import ABC, abstractmethod
from collections.abc import Iterable

from django.db.backends.base.base import BaseDatabaseWrapper

from search.expressions import Expression
from search.postings import Postings

Sql = tuple[str, list]

ADD_TO_COUNT = (
    "ON CONFLICT (language, spelling, term) "
    "DO UPDATE SET pages = search_indexword.pages + excluded.pages"
)
# What is counted, and the column that holds its value.
GROUPED = {
    "language": "language",
    "sector": "sectors",
    "theme": "themes",
    "kind": "kind",
    "year": "year",
}
COLUMNS = ("page_id", "language", "kind", "date", "year", "sectors", "themes")


class Engine(ABC):
    """Stores postings and finds pages by them.

    Args:
        connection: the database to do it in.
    """

    def __init__(self, connection: BaseDatabaseWrapper):
        self.connection = connection

    @abstractmethod
    def lock(self) -> None:
        """Lets one writer at a time into the index until the transaction ends."""

    @abstractmethod
    def fetch_locked(self, sql: str, parameters: Iterable) -> list[tuple]:
        """`lock`, then the rows of a lookup."""

    @abstractmethod
    def run(self, statements: list[Sql]) -> None:
        """Runs statements that write, in their order, with as few round trips as can be."""

    @abstractmethod
    def storing(self, row: dict, postings: Postings) -> list[Sql]:
        """The statements that store a page's columns and postings in place of its older ones."""

    @abstractmethod
    def remove(self, page_ids: list[int]) -> None:
        """Forgets the pages' columns and postings."""

    @abstractmethod
    def counting(self, language: str, rows: list[tuple[str, str, str, int]]) -> Sql:
        """The statement that adds (spelling, key, term, change) to the numbers of pages."""

    @abstractmethod
    def holds(self, page_id: int, postings: Postings) -> bool:
        """Whether exactly these postings are stored for the page."""

    @abstractmethod
    def page_ids(self) -> set[int]:
        """The pages whose postings are stored."""

    @abstractmethod
    def condition(self, expression: Expression) -> Sql:
        """A condition on the table `search_indexentry AS entry`."""

    @abstractmethod
    def starts_with(self, column: str, prefix: str) -> Sql:
        """A condition that the database answers from the column's index."""

    @abstractmethod
    def count(self, condition: Sql, besides: dict[str, Sql]) -> list[tuple]:
        """How many pages are found: (what is counted, value, pages).

        Args:
            condition: which entries are found at all; counted by language as "found".
            besides: for each name of `GROUPED` the condition under which a page counts for it.
        """

    def matches(self, expression: Expression) -> Sql:
        """A SELECT of the `page_id` of every page that satisfies the expression."""
        condition, parameters = self.condition(expression)
        return f"SELECT page_id FROM search_indexentry AS entry WHERE {condition}", parameters

    def fetch(self, sql: str, parameters: Iterable, of_all: bool = False) -> list[tuple]:
        """The rows of a lookup.

        Args:
            sql: one statement.
            parameters: its values.
            of_all: whether all the pages found have to be read, and not the newest only.
        """
        with self.connection.cursor() as cursor:
            cursor.execute(sql, list(parameters))
            return cursor.fetchall()
